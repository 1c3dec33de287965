package dev.tombolo.tenant.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The JSON kind of a property's values: what a body may hold, and how the sync wire's lists of text
 * and JSON become one another.
 */
public enum ValueKind {
  /** A string. */
  TEXT {
    @Override
    public boolean admits(JsonNode value) {
      return value.isTextual();
    }

    @Override
    JsonNode parse(String text) {
      return TextNode.valueOf(text);
    }
  },
  /** A boolean. */
  FLAG {
    @Override
    public boolean admits(JsonNode value) {
      return value.isBoolean();
    }

    @Override
    JsonNode parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> BooleanNode.TRUE;
        case "false" -> BooleanNode.FALSE;
        default -> throw new IllegalArgumentException("neither true nor false");
      };
    }
  },
  /** A point in time, kept in UTC to the millisecond. */
  MOMENT {
    @Override
    public boolean admits(JsonNode value) {
      return value.isTextual() && parses(value.textValue());
    }

    @Override
    JsonNode parse(String text) {
      return momentOf(instantOf(text));
    }
  },
  /** A whole number. */
  NUMBER {
    @Override
    public boolean admits(JsonNode value) {
      return value.isInt();
    }

    @Override
    JsonNode parse(String text) {
      return IntNode.valueOf(Integer.parseInt(text));
    }
  },
  /** A list of strings. */
  TEXTS {
    @Override
    public boolean admits(JsonNode value) {
      if (!value.isArray()) {
        return false;
      }
      for (JsonNode element : value) {
        if (!element.isTextual()) {
          return false;
        }
      }
      return true;
    }

    @Override
    JsonNode parse(String text) {
      return TextNode.valueOf(text);
    }

    @Override
    public JsonNode fromWire(List<String> values) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
      values.forEach(array::add);
      return array;
    }

    @Override
    public List<String> toWire(JsonNode value) {
      List<String> texts = new ArrayList<>(value.size());
      value.forEach(element -> texts.add(element.asText()));
      return texts;
    }
  },
  /** An object, or a list of objects, which the sync wire does not carry whole. */
  STRUCTURE {
    @Override
    public boolean admits(JsonNode value) {
      return value.isContainerNode();
    }

    @Override
    JsonNode parse(String text) {
      throw new IllegalArgumentException("not a text");
    }
  };

  /** Whether a request body may hold {@code value}, which is not JSON null. */
  public abstract boolean admits(JsonNode value);

  abstract JsonNode parse(String text);

  /**
   * The JSON value of the sync wire's text.
   *
   * @param values not empty
   * @throws IllegalArgumentException when they are not of this kind
   */
  public JsonNode fromWire(List<String> values) {
    if (values.size() != 1) {
      throw new IllegalArgumentException("more than one value");
    }
    return parse(values.get(0));
  }

  /** The sync wire's text of a JSON value. */
  public List<String> toWire(JsonNode value) {
    return List.of(value.asText());
  }

  /** The JSON value of a moment: ISO 8601 in UTC, to the millisecond. */
  public static JsonNode momentOf(Instant moment) {
    return TextNode.valueOf(moment.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /**
   * Reads ISO 8601 with a zone.
   *
   * @throws DateTimeParseException when it is not
   */
  public static Instant instantOf(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static boolean parses(String text) {
    try {
      return instantOf(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
