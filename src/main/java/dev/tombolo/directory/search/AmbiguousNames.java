package dev.tombolo.directory.search;

import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.View;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code (anr=…)} stands for (MS-ADTS 3.1.1.3.1.3.4): the beginning of any attribute whose
 * searchFlags have fANR, or of two names at once. A text that begins with {@code =} is looked for
 * whole, and {@code legacyExchangeDN} always is.
 */
final class AmbiguousNames {
  private AmbiguousNames() {}

  /** The filter that a text stands for; the text is not empty. */
  static Filter expand(View view, String sought) {
    boolean exact = sought.length() > 1 && sought.startsWith("=");
    String text = (exact ? sought.substring(1) : sought).strip();
    List<Filter> any = new ArrayList<>();
    for (AttributeType attribute : view.schema().attributes()) {
      if (attribute.isAnr()) {
        boolean whole = exact || attribute.name().equals("legacyExchangeDN");
        any.add(match(attribute.name(), text, whole));
      }
    }
    int space = text.indexOf(' ');
    if (space > 0) {
      String first = text.substring(0, space);
      String rest = text.substring(space + 1).strip();
      if (ServiceSettings.heuristic(view, ServiceSettings.NO_FIRST_LAST_ANR) == '0') {
        any.add(both(first, rest, exact));
      }
      if (ServiceSettings.heuristic(view, ServiceSettings.NO_LAST_FIRST_ANR) == '0') {
        any.add(both(rest, first, exact));
      }
    }
    return Filter.createORFilter(any);
  }

  private static Filter both(String givenName, String surname, boolean exact) {
    return Filter.createANDFilter(
        match("givenName", givenName, exact), match("sn", surname, exact));
  }

  private static Filter match(String attribute, String text, boolean whole) {
    return whole
        ? Filter.createEqualityFilter(attribute, text)
        : Filter.createSubstringFilter(attribute, text, null, null);
  }
}
