package dev.tombolo.connector.rule;

import dev.tombolo.connector.rule.expression.RuleSource;
import java.util.List;
import java.util.Map;

/**
 * A metaverse object as outbound rules see it.
 *
 * @param attributes what it holds
 * @param target what the target showed when it was last imported
 */
record MetaverseSource(Map<String, List<String>> attributes, Map<String, List<String>> target)
    implements RuleSource {
  @Override
  public List<String> all(String attribute) {
    return attributes.getOrDefault(attribute, List.of());
  }

  @Override
  public List<String> imported(String attribute) {
    return target.getOrDefault(attribute, List.of());
  }
}
