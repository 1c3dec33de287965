package dev.tombolo.directory.search;

import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** What {@code (anr=…)} stands for (MS-ADTS 3.1.1.3.1.3.4). */
final class AmbiguousNames {
  private AmbiguousNames() {}

  static Filter expand(Schema schema, String sought) {
    boolean exact = sought.startsWith("=");
    String text = (exact ? sought.substring(1) : sought).strip();
    List<Filter> any = new ArrayList<>();
    for (AttributeType attribute : schema.attributes()) {
      if (attribute.isAnr()) {
        boolean whole = exact || attribute.name().equals("legacyExchangeDN");
        any.add(match(attribute.name(), text, whole));
      }
    }
    int space = text.indexOf(' ');
    if (space > 0) {
      String first = text.substring(0, space);
      String rest = text.substring(space + 1).strip();
      any.add(Filter.createANDFilter(match("givenName", first, exact), match("sn", rest, exact)));
      any.add(Filter.createANDFilter(match("givenName", rest, exact), match("sn", first, exact)));
    }
    return Filter.createORFilter(any);
  }

  private static Filter match(String attribute, String text, boolean whole) {
    return whole
        ? Filter.createEqualityFilter(attribute, text)
        : Filter.createSubstringFilter(attribute, text, null, null);
  }
}
