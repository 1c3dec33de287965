package dev.tombolo.directory.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object to add, as a client names it.
 *
 * @param dn its name
 * @param attributes the values as they are on the wire, by attribute description, in the order they
 *     came
 */
public record AddRequest(String dn, Map<String, List<byte[]>> attributes) {
  /** Copies the attributes. */
  public AddRequest {
    Map<String, List<byte[]>> copy = new LinkedHashMap<>();
    attributes.forEach((name, values) -> copy.put(name, new ArrayList<>(values)));
    attributes = copy;
  }
}
