package dev.tombolo.tenant.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.Property;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** The JSON text that objects are kept as. */
final class Documents {
  private static final ObjectMapper JSON = CloudJson.mapper();
  private static final int INITIAL_LENGTH = 1024;

  private Documents() {}

  static String write(Map<Property, JsonNode> properties) {
    try {
      StringWriter text = new StringWriter(INITIAL_LENGTH);
      try (JsonGenerator generator = JSON.getFactory().createGenerator(text)) {
        generator.writeStartObject();
        for (Map.Entry<Property, JsonNode> property : properties.entrySet()) {
          generator.writeFieldName(property.getKey().jsonName());
          JSON.writeTree(generator, property.getValue());
        }
        generator.writeEndObject();
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<Property, JsonNode> read(ObjectType type, String document) {
    try {
      Map<Property, JsonNode> properties = new EnumMap<>(Property.class);
      JSON.readTree(document)
          .properties()
          .forEach(
              field ->
                  Property.find(type, field.getKey())
                      .ifPresent(property -> properties.put(property, field.getValue())));
      return properties;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds a damaged object", e);
    }
  }
}
