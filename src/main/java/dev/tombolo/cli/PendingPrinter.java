package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints what is to be exported. */
final class PendingPrinter {
  private final PrintWriter out;
  private final int limit;

  /**
   * A printer.
   *
   * @param limit how many objects are printed
   */
  PendingPrinter(PrintWriter out, int limit) {
    this.out = out;
    this.limit = limit;
  }

  void print(JsonNode objects, JsonNode references) {
    int printed = 0;
    for (JsonNode object : objects) {
      if (printed++ == limit) {
        out.println("... and " + (objects.size() - limit) + " more; say --limit, or --json");
        break;
      }
      print(object);
    }
    printed = 0;
    for (JsonNode reference : references) {
      if (printed++ == limit) {
        out.println("... and " + (references.size() - limit) + " more references");
        break;
      }
      out.println(
          reference.path("operation").asText()
              + " "
              + reference.path("property").asText()
              + " of "
              + reference.path("source").asText()
              + ": "
              + reference.path("target").asText());
    }
    if (objects.isEmpty() && references.isEmpty()) {
      out.println("nothing is to be exported");
    }
  }

  /** Prints one object and what changes of it. */
  void print(JsonNode object) {
    String name = object.path("name").asText("");
    out.println(
        object.path("operation").asText()
            + " "
            + object.path("type").asText()
            + " "
            + (name.isEmpty() ? object.path("sourceAnchor").asText() : name)
            + (object.path("awaitsConfirmation").asBoolean() ? " (sent, to be confirmed)" : ""));
    object
        .path("properties")
        .properties()
        .forEach(
            property ->
                out.println(
                    "    "
                        + property.getKey()
                        + ": "
                        + values(property.getValue().path("before"))
                        + " -> "
                        + values(property.getValue().path("after"))));
    JsonNode failure = object.path("failure");
    if (failure.isObject()) {
      out.println(
          "    failed: " + failure.path("code").asText() + ": " + failure.path("message").asText());
    }
  }

  static String values(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts.isEmpty() ? "(none)" : String.join(", ", texts);
  }
}
