package dev.tombolo.connector.rule.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule is applied to: an object with attributes, each of which has values, perhaps none. */
public interface RuleSource {
  /** The values of an attribute; octets stand in base64. */
  List<String> all(String attribute);

  /** The values the target had when it was last imported; none when it was not there. */
  default List<String> imported(String attribute) {
    return List.of();
  }

  /** What a parameter of the connector stands for, such as {@code Domain.FQDN}. */
  default @Nullable String parameter(String name) {
    return null;
  }
}
