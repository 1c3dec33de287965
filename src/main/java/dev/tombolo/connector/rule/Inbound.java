package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * A rule failed on it.
   *
   * @param rule which one
   * @param reason why, as its expression says
   */
  record Failed(String rule, String reason) implements Inbound {}

  /**
   * It contributes to the metaverse.
   *
   * @param anchor its source anchor
   * @param attributes by metaverse attribute name
   * @param once those of them that flow only while the metaverse has no value
   * @param rules the names of the rules that applied
   */
  record Contribution(
      ObjectType type,
      String anchor,
      Map<String, List<String>> attributes,
      Set<String> once,
      List<String> rules)
      implements Inbound {}
}
