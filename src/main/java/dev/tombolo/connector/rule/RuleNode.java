package dev.tombolo.connector.rule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows its line. */
sealed interface RuleNode {
  /** The line it is on, from 1. */
  int line();

  /** A single value. */
  record Text(int line, String value) implements RuleNode {}

  /** A list. */
  record Items(int line, List<RuleNode> nodes) implements RuleNode {}

  /** Named values. */
  record Fields(int line, Map<String, RuleNode> nodes) implements RuleNode {}

  /** Reads the next part; the parser stands on its first token. */
  static RuleNode read(JsonParser parser, JsonToken token) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    switch (token) {
      case START_ARRAY -> {
        List<RuleNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != null && next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          items.add(read(parser, next));
        }
        return new Items(line, items);
      }
      case START_OBJECT -> {
        Map<String, RuleNode> fields = new LinkedHashMap<>();
        for (JsonToken next = parser.nextToken();
            next != null && next != JsonToken.END_OBJECT;
            next = parser.nextToken()) {
          String name = parser.currentName();
          fields.put(name, read(parser, parser.nextToken()));
        }
        return new Fields(line, fields);
      }
      default -> {
        return new Text(line, token == JsonToken.VALUE_NULL ? "" : parser.getText());
      }
    }
  }
}
