package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import java.util.List;
import java.util.Map;

/** What the inbound rules make of an object. */
public sealed interface Inbound {
  /**
   * It is left out.
   *
   * @param rule which rule decided that
   * @param reason why
   */
  record Filtered(String rule, String reason) implements Inbound {}

  /**
   * It contributes to the metaverse.
   *
   * @param anchor its source anchor
   * @param attributes by metaverse attribute name
   * @param rules the names of the rules that applied
   */
  record Contribution(
      ObjectType type, String anchor, Map<String, List<String>> attributes, List<String> rules)
      implements Inbound {}
}
