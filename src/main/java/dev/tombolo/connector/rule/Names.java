package dev.tombolo.connector.rule;

import java.util.Map;
import java.util.TreeMap;

/**
 * Gives every attribute one name, that of its first use, whatever the case in which it is written.
 */
final class Names {
  private final Map<String, String> forest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> metaverse = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Names() {
    ForestObject.KNOWN.forEach(this::forest);
  }

  String forest(String attribute) {
    return forest.computeIfAbsent(attribute, name -> name);
  }

  String metaverse(String attribute) {
    return metaverse.computeIfAbsent(attribute, name -> name);
  }
}
