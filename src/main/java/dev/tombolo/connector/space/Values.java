package dev.tombolo.connector.space;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares attributes; several values of one are a set. */
public final class Values {
  private Values() {}

  /** Whether two lists hold the same values. */
  public static boolean same(List<String> one, List<String> other) {
    return one.equals(other)
        || (one.size() == other.size()
            && one.size() > 1
            && new HashSet<>(one).equals(new HashSet<>(other)));
  }

  /**
   * What has to be set so that {@code present} becomes {@code wanted}: the attributes that differ,
   * and an empty list for those that are not wanted and among {@code governed}.
   */
  public static Map<String, List<String>> difference(
      Map<String, List<String>> present,
      Map<String, List<String>> wanted,
      Iterable<String> governed) {
    Map<String, List<String>> difference = new LinkedHashMap<>();
    wanted.forEach(
        (name, values) -> {
          if (!same(present.getOrDefault(name, List.of()), values)) {
            difference.put(name, values);
          }
        });
    for (String name : governed) {
      if (!wanted.containsKey(name) && !present.getOrDefault(name, List.of()).isEmpty()) {
        difference.put(name, List.of());
      }
    }
    return difference;
  }

  /** Of some attributes to set, those that {@code present} does not show. */
  public static Map<String, List<String>> missing(
      Map<String, List<String>> present, Map<String, List<String>> set) {
    return difference(present, set, List.of());
  }

  /** Attributes with others set on top. */
  public static Map<String, List<String>> overlaid(
      Map<String, List<String>> present, Map<String, List<String>> set) {
    Map<String, List<String>> overlaid = new LinkedHashMap<>(present);
    set.forEach(
        (name, values) -> {
          if (values.isEmpty()) {
            overlaid.remove(name);
          } else {
            overlaid.put(name, values);
          }
        });
    return overlaid;
  }
}
