package dev.tombolo.cli;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a password to set: one that is given, or one that is made. */
final class NewPassword {
  private static final String[] KINDS = {
    "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#%+-=?"
  };
  private static final int LENGTH = 16;

  @Option(names = "--password", paramLabel = "P", description = "Set this password.")
  private @Nullable String given;

  @Option(names = "--auto-password", description = "Make a password, set and print it.")
  private boolean auto;

  private @Nullable String text;

  /** Whether the password is made here, so that it has to be told. */
  boolean made() {
    return given == null && auto;
  }

  /** The password. */
  String text() {
    String known = text;
    if (known == null) {
      known = given == null ? generate(new SecureRandom()) : given;
      text = known;
    }
    return known;
  }

  private static String generate(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      // Every kind in turn: it satisfies any policy of complexity.
      String kind = KINDS[i % KINDS.length];
      password.append(kind.charAt(random.nextInt(kind.length())));
    }
    return password.toString();
  }
}
