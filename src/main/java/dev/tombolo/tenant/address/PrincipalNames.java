package dev.tombolo.tenant.address;

import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.ProxyAddress;
import java.util.Optional;

/**
 * The rules of user principal names (Entra "Username policies"; reference §3.4): at most 64
 * characters before the {@code @} and 48 after it; letters, digits and {@code '.-_!#^~} only.
 */
public final class PrincipalNames {
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 48;
  private static final String PUNCTUATION = "'.-_!#^~";

  private PrincipalNames() {}

  /** What is wrong with the form of a name, whatever its characters and its domain, if anything. */
  public static Optional<String> flawOf(String name) {
    int at = name.indexOf('@');
    if (at < 0 || at != name.lastIndexOf('@')) {
      return Optional.of("it must have exactly one @");
    }
    String local = name.substring(0, at);
    String domain = name.substring(at + 1);
    if (local.isEmpty() || domain.isEmpty()) {
      return Optional.of("a part beside the @ is empty");
    }
    if (local.length() > MAX_LOCAL || domain.length() > MAX_DOMAIN) {
      return Optional.of("it is too long");
    }
    if (local.endsWith(".")) {
      return Optional.of("there is a period before the @");
    }
    return Optional.empty();
  }

  /** Whether the part before the {@code @} has only characters a user may sign in with. */
  public static boolean plain(String name) {
    return ProxyAddress.localPart(name).chars().allMatch(PrincipalNames::allowed);
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PUNCTUATION.indexOf(c) >= 0;
  }

  /** Whether the tenant takes an on-premises name as it is. */
  public static boolean usable(String name, Organization organization) {
    return flawOf(name).isEmpty()
        && plain(name)
        && organization.verified(name.substring(name.indexOf('@') + 1));
  }

  /** The nickname without the characters that no sign-in name has; never empty. */
  static String localPartOf(String nickname) {
    StringBuilder kept = new StringBuilder();
    nickname.chars().filter(PrincipalNames::allowed).forEach(c -> kept.append((char) c));
    while (!kept.isEmpty() && kept.charAt(kept.length() - 1) == '.') {
      kept.setLength(kept.length() - 1);
    }
    if (kept.length() > MAX_LOCAL - DIGITS) {
      kept.setLength(MAX_LOCAL - DIGITS);
    }
    return kept.isEmpty() ? "user" : kept.toString();
  }

  /** How many digits are put behind a name that is taken. */
  static final int DIGITS = 4;
}
