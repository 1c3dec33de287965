package dev.tombolo.connector.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the outbound rules make of a metaverse object. */
public sealed interface Outbound {
  /**
   * It shall not be in the tenant.
   *
   * @param rule which rule decided that
   * @param reason why
   */
  record Filtered(String rule, String reason) implements Outbound {}

  /**
   * It shall be in the tenant.
   *
   * @param properties by Graph property name
   * @param first the properties that are set only when it comes into the tenant
   */
  record Wanted(Map<String, List<String>> properties, Map<String, List<String>> first)
      implements Outbound {
    /** What is set when it comes into the tenant. */
    public Map<String, List<String>> all() {
      if (first.isEmpty()) {
        return properties;
      }
      Map<String, List<String>> all = new LinkedHashMap<>(properties);
      all.putAll(first);
      return all;
    }
  }
}
