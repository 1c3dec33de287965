package dev.tombolo.cloud.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tombolo.ad.NtHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password hash as it is synchronized: {@code v1;PPH1_MD4,<salt>,<iterations>,<hash>;}, where the
 * hash is PBKDF2-HMAC-SHA256 of the UTF-16LE form of the NT hash's upper-case hexadecimal digits.
 *
 * @param salt lower-case hexadecimal digits, two for each of 10 octets
 * @param iterations 1000; older hashes have 100
 * @param hash lower-case hexadecimal digits, two for each of 32 octets
 */
public record PasswordHash(String salt, int iterations, String hash) {
  /** What the sync engine uses. */
  public static final int ITERATIONS = 1000;

  private static final int MAX_ITERATIONS = 1_000_000;
  private static final int SALT_OCTETS = 10;
  private static final Pattern WIRE =
      Pattern.compile("v1;PPH1_MD4,([0-9a-f]{2,128}),([0-9]{1,7}),([0-9a-f]{64});");

  /** The hash of an NT hash with a new random salt. */
  public static PasswordHash of(NtHash nt, SecureRandom random) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    return of(nt, salt, ITERATIONS);
  }

  /** The hash of an NT hash with a given salt. */
  public static PasswordHash of(NtHash nt, byte[] salt, int iterations) {
    byte[] password = nt.hex().getBytes(StandardCharsets.UTF_16LE);
    HexFormat hex = HexFormat.of();
    return new PasswordHash(
        hex.formatHex(salt), iterations, hex.formatHex(Pbkdf2.derive(password, salt, iterations)));
  }

  /**
   * Reads the wire's text.
   *
   * @throws IllegalArgumentException when it is malformed; the message does not repeat it
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PasswordHash parse(String wire) {
    Matcher matcher = WIRE.matcher(wire);
    if (!matcher.matches() || matcher.group(1).length() % 2 != 0) {
      throw new IllegalArgumentException("not a password hash of the form v1;PPH1_MD4,…;");
    }
    int iterations = Integer.parseInt(matcher.group(2));
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw new IllegalArgumentException("a password hash with " + iterations + " iterations");
    }
    return new PasswordHash(matcher.group(1), iterations, matcher.group(3));
  }

  /** Whether this is the hash of {@code password}. */
  public boolean matches(String password) {
    PasswordHash other = of(NtHash.of(password), HexFormat.of().parseHex(salt), iterations);
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.hash.getBytes(StandardCharsets.US_ASCII));
  }

  /** The text on the wire. */
  @JsonValue
  public String wire() {
    return "v1;PPH1_MD4," + salt + "," + iterations + "," + hash + ";";
  }

  /** Does not show the hash. */
  @Override
  public String toString() {
    return "PasswordHash";
  }
}
