package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How an agent registers for password writeback, again whenever it rolls its key.
 *
 * @param keyId the agent's name for its key pair
 * @param publicKey RSA, at least 2048 bits: base64 of X.509 DER
 * @param version the agent software's
 */
public record WritebackAgent(
    @JsonProperty(required = true) SyncTool tool,
    @JsonProperty(required = true) String machineName,
    @JsonProperty(required = true) String keyId,
    @JsonProperty(required = true) String publicKey,
    @JsonProperty(required = true) String version) {}
