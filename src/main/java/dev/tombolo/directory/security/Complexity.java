package dev.tombolo.directory.security;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The complexity rule of passwords (MS-SAMR 3.1.1.7.2). */
final class Complexity {
  private static final String SPECIALS = "()`~!@#$%^&*-+=|\\{}[]:;\"'<>,.?/_ ";
  private static final Pattern SEPARATORS = Pattern.compile("[ ,.\t\\-_#]+");

  private Complexity() {}

  /**
   * Whether a password has three kinds of characters and holds neither the account's name nor a
   * part of the display name.
   */
  static boolean satisfies(
      String password, @Nullable String accountName, @Nullable String displayName) {
    return kinds(password) >= 3
        && !holdsName(password.toLowerCase(Locale.ROOT), accountName, displayName);
  }

  private static int kinds(String password) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    boolean special = false;
    boolean other = false;
    for (int i = 0; i < password.length(); i++) {
      char c = password.charAt(i);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      digit |= c >= '0' && c <= '9';
      special |= SPECIALS.indexOf(c) >= 0;
      other |= c >= 0x80 && Character.isLetter(c);
    }
    return (upper ? 1 : 0)
        + (lower ? 1 : 0)
        + (digit ? 1 : 0)
        + (special ? 1 : 0)
        + (other ? 1 : 0);
  }

  private static boolean holdsName(
      String password, @Nullable String accountName, @Nullable String displayName) {
    if (accountName != null
        && accountName.length() > 2
        && password.contains(accountName.toLowerCase(Locale.ROOT))) {
      return true;
    }
    if (displayName == null) {
      return false;
    }
    return SEPARATORS
        .splitAsStream(displayName.toLowerCase(Locale.ROOT))
        .anyMatch(token -> token.length() > 2 && password.contains(token));
  }
}
