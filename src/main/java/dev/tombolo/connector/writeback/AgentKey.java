package dev.tombolo.connector.writeback;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The agent's RSA key pair.
 *
 * @param id its name on the wire
 * @param made when, by the lab's clock
 * @param privateKey base64 of PKCS#8 DER
 */
record AgentKey(String id, Instant made, String privateKey) {
  private static final int BITS = 2048;

  /** A new pair. */
  static AgentKey generate(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
      return new AgentKey(
          UUID.randomUUID().toString(),
          Instant.ofEpochMilli(now.toEpochMilli()),
          Base64.getEncoder().encodeToString(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is part of every Java platform", e);
    }
  }

  /** Reads what {@link #stored} wrote. */
  static AgentKey parse(String stored) {
    String[] parts = stored.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalStateException("the agent's key is damaged in the connector's database");
    }
    return new AgentKey(parts[0], Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
  }

  /** The form in which it is kept. */
  String stored() {
    return id + " " + made.toEpochMilli() + " " + privateKey;
  }

  /** The half that decrypts. */
  PrivateKey decryptionKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
  }

  /** The half the tenant gets: base64 of X.509 DER. */
  String publicKey() {
    try {
      RSAPrivateCrtKey own = (RSAPrivateCrtKey) decryptionKey();
      byte[] der =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(own.getModulus(), own.getPublicExponent()))
              .getEncoded();
      return Base64.getEncoder().encodeToString(der);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the agent's key is damaged in the connector's database", e);
    }
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "AgentKey[" + id + ", " + made + "]";
  }
}
