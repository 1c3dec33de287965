package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts writeback payloads to an agent's key and reads them there: a new AES-256 key for each
 * request, wrapped by RSA-OAEP (SHA-256), the payload by AES-GCM.
 */
public final class WritebackCodec {
  private static final String WRAPPING = "RSA/ECB/OAEPPadding";
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  private static final String SEALING = "AES/GCM/NoPadding";
  private static final int KEY_OCTETS = 32;
  private static final int IV_OCTETS = 12;
  private static final int TAG_BITS = 128;
  private static final int MIN_RSA_BITS = 2048;

  private final SecureRandom random = new SecureRandom();

  /**
   * Reads a registered key.
   *
   * @param publicKey base64 of X.509 DER
   * @throws IllegalArgumentException when it is no RSA key of at least 2048 bits
   */
  public static PublicKey publicKey(String publicKey) {
    try {
      byte[] der = Base64.getDecoder().decode(publicKey);
      RSAPublicKey key =
          (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      if (key.getModulus().bitLength() < MIN_RSA_BITS) {
        throw new IllegalArgumentException("the RSA key has fewer than 2048 bits");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA public key in X.509 DER", e);
    }
  }

  /**
   * Makes a request that only the holder of the private key can read.
   *
   * @throws IllegalStateException when the platform cannot encrypt
   */
  public WritebackRequest encrypt(
      WritebackPayload payload,
      UUID id,
      String keyId,
      PublicKey key,
      Instant createdAt,
      Instant expiresAt) {
    byte[] secret = new byte[KEY_OCTETS];
    byte[] iv = new byte[IV_OCTETS];
    random.nextBytes(secret);
    random.nextBytes(iv);
    try {
      SecretKey sealingKey = new SecretKeySpec(secret, "AES");
      Cipher wrapping = Cipher.getInstance(WRAPPING);
      wrapping.init(Cipher.WRAP_MODE, key, OAEP);
      Cipher sealing = sealing(Cipher.ENCRYPT_MODE, sealingKey, iv, id);
      byte[] sealed = sealing.doFinal(CloudJson.mapper().writeValueAsBytes(payload));
      Base64.Encoder base64 = Base64.getEncoder();
      return new WritebackRequest(
          id,
          keyId,
          base64.encodeToString(wrapping.wrap(sealingKey)),
          base64.encodeToString(iv),
          base64.encodeToString(sealed),
          createdAt,
          expiresAt);
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("a writeback payload cannot be encrypted", e);
    }
  }

  /**
   * Reads a request.
   *
   * @throws GeneralSecurityException when it was made for another key, or has been altered
   */
  public WritebackPayload decrypt(WritebackRequest request, PrivateKey key)
      throws GeneralSecurityException {
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      Cipher wrapping = Cipher.getInstance(WRAPPING);
      wrapping.init(Cipher.UNWRAP_MODE, key, OAEP);
      SecretKey sealingKey =
          (SecretKey)
              wrapping.unwrap(base64.decode(request.encryptedKey()), "AES", Cipher.SECRET_KEY);
      byte[] iv = base64.decode(request.iv());
      Cipher sealing = sealing(Cipher.DECRYPT_MODE, sealingKey, iv, request.id());
      byte[] payload = sealing.doFinal(base64.decode(request.ciphertext()));
      return CloudJson.mapper().readValue(payload, WritebackPayload.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new GeneralSecurityException("a writeback request that is malformed", e);
    }
  }

  private static Cipher sealing(int mode, SecretKey key, byte[] iv, UUID id)
      throws GeneralSecurityException {
    Cipher sealing = Cipher.getInstance(SEALING);
    sealing.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    sealing.updateAAD(id.toString().getBytes(StandardCharsets.US_ASCII));
    return sealing;
  }
}
