package dev.tombolo.connector.rule;

import dev.tombolo.connector.space.OnPremisesObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An on-premises object as rules see it: what was imported of it, and the names of its domain.
 *
 * @param domainName the domain's DNS name
 * @param netBiosName its short name
 */
public record ForestObject(OnPremisesObject object, String domainName, String netBiosName) {
  /** The first value of an attribute, or nothing. */
  public @Nullable String first(String attribute) {
    return object.first(attribute);
  }

  /** The values of an attribute, perhaps none. */
  public List<String> all(String attribute) {
    return object.attributes().getOrDefault(attribute, List.of());
  }

  /** Whether an attribute has a value. */
  public boolean has(String attribute) {
    return !all(attribute).isEmpty();
  }

  /** A whole number, 0 when the attribute is absent or none. */
  public long number(String attribute) {
    String text = first(attribute);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Whether the first value starts with a text, ignoring case. */
  public boolean startsWith(String attribute, String prefix) {
    String text = first(attribute);
    return text != null && text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Whether the first value is a text, ignoring case. */
  public boolean is(String attribute, String value) {
    String text = first(attribute);
    return text != null && text.equalsIgnoreCase(value);
  }

  /** The first value in lower case, empty when there is none. */
  public String folded(String attribute) {
    String text = first(attribute);
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
