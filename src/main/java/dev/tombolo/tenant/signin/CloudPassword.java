package dev.tombolo.tenant.signin;

import dev.tombolo.cloud.password.PasswordHash;
import dev.tombolo.cloud.password.Pbkdf2;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Passwords set in the cloud: their policy, and their hash, {@code
 * pbkdf2-sha256;<iterations>;<salt>;<hash>}.
 *
 * <p>The number of iterations is a laboratory's, and travels with the hash.
 */
public final class CloudPassword {
  private static final String SCHEME = "pbkdf2-sha256";
  private static final int ITERATIONS = 10_000;
  private static final int SALT_OCTETS = 16;
  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 256;
  private static final int MIN_CLASSES = 3;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CloudPassword() {}

  /** A credential for a password set now. */
  public static Credential credential(String password, Instant now, boolean forceChange) {
    return new Credential(Credential.Origin.CLOUD, hash(password), now, forceChange);
  }

  /** The hash of a password, with a new salt. */
  public static String hash(String password) {
    byte[] salt = new byte[SALT_OCTETS];
    RANDOM.nextBytes(salt);
    return text(password, salt, ITERATIONS);
  }

  private static String text(String password, byte[] salt, int iterations) {
    byte[] derived = Pbkdf2.derive(password.getBytes(StandardCharsets.UTF_8), salt, iterations);
    HexFormat hex = HexFormat.of();
    return SCHEME + ";" + iterations + ";" + hex.formatHex(salt) + ";" + hex.formatHex(derived);
  }

  /** Whether a credential is a hash that came from on-premises, not one that was made here. */
  public static boolean isSynchronized(Credential credential) {
    return credential.origin() == Credential.Origin.ON_PREMISES
        && !credential.hash().startsWith(SCHEME);
  }

  /** Whether a password is the one a credential is for. */
  public static boolean matches(Credential credential, String password) {
    if (password.isEmpty()) {
      return false;
    }
    if (isSynchronized(credential)) {
      return PasswordHash.parse(credential.hash()).matches(password);
    }
    String[] parts = credential.hash().split(";", -1);
    String other = text(password, HexFormat.of().parseHex(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(
        credential.hash().getBytes(StandardCharsets.US_ASCII),
        other.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Refuses a password that is too weak (Entra "Password policies": 8 to 256 characters, of three
   * of the four kinds).
   *
   * @throws ApiException 400
   */
  public static void requireStrong(String password) {
    long classes =
        Stream.<IntPredicate>of(
                Character::isLowerCase,
                Character::isUpperCase,
                Character::isDigit,
                c -> !Character.isLetterOrDigit(c))
            .filter(kind -> password.chars().anyMatch(kind))
            .count();
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH || classes < MIN_CLASSES) {
      throw ApiException.badRequest(
          "The specified password does not comply with password complexity requirements. Please"
              + " provide a different password.");
    }
  }

  /** A password that satisfies the policy. */
  public static String generate() {
    String letters = "abcdefghijkmnopqrstuvwxyz";
    StringBuilder password = new StringBuilder();
    password.append(Character.toUpperCase(letters.charAt(RANDOM.nextInt(letters.length()))));
    for (int i = 0; i < 3; i++) {
      password.append(letters.charAt(RANDOM.nextInt(letters.length())));
    }
    return password.append(RANDOM.nextInt(10_000, 99_999)).append('!').toString();
  }
}
