package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Modification;
import dev.tombolo.directory.security.Passwords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Passwords in clear, as the form in which operations take them: {@code unicodePwd}, quoted. */
final class ClearPasswords {
  private static final List<String> CLEAR = List.of("cleartextpassword", "userpassword");

  private ClearPasswords() {}

  private static boolean isClear(byte[] value) {
    return value.length == 0 || value[0] != '{'; // {SSHA} and its kin are no passwords
  }

  /** A record whose password, if it has one in clear, is as an add takes it. */
  static Content quoted(Content record) {
    for (String name : CLEAR) {
      List<byte[]> values = record.values(name);
      if (!values.isEmpty()
          && isClear(values.get(0))
          && (name.equals("cleartextpassword") || isAccount(record))) {
        String password = new String(values.get(0), StandardCharsets.UTF_8);
        return record.with(name, "unicodePwd", Passwords.quote(password));
      }
    }
    return record;
  }

  private static boolean isAccount(Content record) {
    return record.hasClass("user")
        || record.hasClass("inetOrgPerson")
        || record.hasClass("computer");
  }

  /** Modifications with passwords in clear as a modify takes them. */
  static List<Modification> quoted(List<Modification> modifications) {
    return modifications.stream().map(ClearPasswords::quoted).toList();
  }

  private static Modification quoted(Modification each) {
    boolean clear =
        each.getAttributeName().toLowerCase(Locale.ROOT).equals("cleartextpassword")
            && each.getRawValues().length == 1;
    return clear
        ? new Modification(
            each.getModificationType(), "unicodePwd", Passwords.quote(each.getValues()[0]))
        : each;
  }
}
