package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A column of a table of JSON objects. */
record Column(String heading, Function<JsonNode, String> cell) {
  /** A column of a property. */
  static Column of(String property) {
    return new Column(property, object -> text(object.path(property)));
  }

  /** A table of objects. */
  static Table table(List<Column> columns, List<JsonNode> objects) {
    Table table = new Table(columns.stream().map(Column::heading).toArray(String[]::new));
    for (JsonNode object : objects) {
      table.row(columns.stream().map(column -> column.cell.apply(object)).toList());
    }
    return table;
  }

  /** A value for people: texts as they are, the rest as JSON, nothing for null. */
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(text(item)));
      return String.join(", ", items);
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
