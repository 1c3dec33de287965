package dev.tombolo.tenant.selfservice;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The codes of an authenticator app: six digits, a new one every thirty seconds (RFC 6238). */
final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int KEY_OCTETS = 20;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /** A new key, in hexadecimal digits. */
  static String newKey(SecureRandom random) {
    byte[] key = new byte[KEY_OCTETS];
    random.nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** The code of a moment. */
  static String code(String key, Instant moment) {
    long step = Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 is part of every Java platform", e);
    }
  }

  /** Whether a code is that of a moment, or of the step before or after it. */
  static boolean matches(String key, Instant moment, String code) {
    boolean found = false;
    for (int step = -1; step <= 1; step++) {
      found |= code(key, moment.plusSeconds((long) step * STEP_SECONDS)).equals(code);
    }
    return found;
  }
}
