package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Entry;
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
  static Entry quoted(Entry record) {
    boolean account =
        record.hasObjectClass("user")
            || record.hasObjectClass("inetOrgPerson")
            || record.hasObjectClass("computer");
    for (String name : CLEAR) {
      byte[] value = record.getAttributeValueBytes(name);
      if (value != null && isClear(value) && (account || name.equals("cleartextpassword"))) {
        Entry copy = record.duplicate();
        copy.removeAttribute(name);
        copy.setAttribute("unicodePwd", Passwords.quote(new String(value, StandardCharsets.UTF_8)));
        return copy;
      }
    }
    return record;
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
