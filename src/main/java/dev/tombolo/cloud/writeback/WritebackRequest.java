package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * A request an agent is handed, once, encrypted to its key.
 *
 * @param keyId which of the agent's keys
 * @param encryptedKey base64 of the AES-256 key, by RSA-OAEP with SHA-256
 * @param iv base64 of the 12 octets of AES-GCM's nonce
 * @param ciphertext base64 of the payload by AES-GCM, its 128 bit tag at the end; the request's id
 *     is the associated data
 * @param expiresAt by the lab's clock; not to be carried out after that
 */
public record WritebackRequest(
    @JsonProperty(required = true) UUID id,
    @JsonProperty(required = true) String keyId,
    @JsonProperty(required = true) String encryptedKey,
    @JsonProperty(required = true) String iv,
    @JsonProperty(required = true) String ciphertext,
    @JsonProperty(required = true) Instant createdAt,
    @JsonProperty(required = true) Instant expiresAt) {}
