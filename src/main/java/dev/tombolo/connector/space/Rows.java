package dev.tombolo.connector.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tombolo.cloud.CloudJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values are written into columns, and read. */
final class Rows {
  private static final ObjectWriter WRITER = CloudJson.mapper().writer();
  private static final ObjectReader ATTRIBUTES =
      CloudJson.mapper()
          .readerFor(
              CloudJson.mapper()
                  .getTypeFactory()
                  .constructMapType(
                      LinkedHashMap.class,
                      CloudJson.mapper().constructType(String.class),
                      CloudJson.mapper()
                          .getTypeFactory()
                          .constructCollectionType(List.class, String.class)));
  private static final ObjectReader FAILURE = CloudJson.mapper().readerFor(SyncFailure.class);

  private Rows() {}

  static String json(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a value that cannot be written as JSON", e);
    }
  }

  static String attributes(Map<String, List<String>> attributes) {
    return attributes.isEmpty() ? "" : json(attributes);
  }

  static Map<String, List<String>> attributes(String json) {
    if (json.isEmpty()) {
      return Map.of();
    }
    try {
      return ATTRIBUTES.readValue(json);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  static @Nullable String failure(@Nullable SyncFailure failure) {
    return failure == null ? null : json(failure);
  }

  static @Nullable SyncFailure failure(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      return FAILURE.readValue(json);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private static IllegalStateException damaged(JsonProcessingException e) {
    return new IllegalStateException("a damaged row in the connector's database", e);
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
