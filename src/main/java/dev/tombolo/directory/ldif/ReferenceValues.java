package dev.tombolo.directory.ldif;

import dev.tombolo.directory.schema.AttributeType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of an attribute that names objects, told apart by whether the objects are there.
 *
 * @param attribute the attribute
 * @param there values whose objects are there, or that are wrong in themselves
 * @param missing the others, with the names of their objects
 */
record ReferenceValues(AttributeType attribute, List<byte[]> there, Map<String, String> missing) {
  static ReferenceValues of(AttributeType attribute, List<byte[]> values, NamedObjects named) {
    List<byte[]> there = new ArrayList<>(values.size());
    Map<String, String> missing = new LinkedHashMap<>();
    for (byte[] value : values) {
      String name = named.missing(attribute, value);
      if (name == null) {
        there.add(value);
      } else {
        missing.put(new String(value, StandardCharsets.UTF_8), name);
      }
    }
    return new ReferenceValues(attribute, there, missing);
  }
}
