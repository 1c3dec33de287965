package dev.tombolo.cloud.password;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PBKDF2 with HMAC-SHA256 for one block of output (RFC 8018 section 5.2), over octets; the
 * platform's own takes characters.
 */
public final class Pbkdf2 {
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

  private Pbkdf2() {}

  /** The 32 octets derived from {@code password}. */
  public static byte[] derive(byte[] password, byte[] salt, int iterations) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(password, "HmacSHA256"));
      mac.update(salt);
      byte[] u = mac.doFinal(FIRST_BLOCK);
      byte[] derived = u.clone();
      for (int i = 1; i < iterations; i++) {
        u = mac.doFinal(u);
        for (int j = 0; j < derived.length; j++) {
          derived[j] ^= u[j];
        }
      }
      return derived;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
