package dev.tombolo.connector.source;

import dev.tombolo.connector.space.LinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which attributes are read from a forest.
 *
 * @param text those kept as text, by LDAP display name
 * @param binary those kept in base64
 */
public record ImportedAttributes(Set<String> text, Set<String> binary) {
  /** Copies the sets. */
  public ImportedAttributes {
    text = Set.copyOf(text);
    binary = Set.copyOf(binary);
  }

  /** What a search asks for: these, the references, and what tells where an object stands. */
  List<String> requested() {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(text);
    all.addAll(binary);
    for (LinkKind kind : LinkKind.values()) {
      all.add(kind.attribute());
    }
    all.addAll(
        List.of(
            "objectGUID",
            "objectClass",
            "name",
            "isDeleted",
            "isRecycled",
            ForestEntryReader.CREATED));
    return new ArrayList<>(all);
  }

  /** What a search for single objects asks for: the references to them as well. */
  List<String> requestedWhole() {
    List<String> all = new ArrayList<>(requested());
    for (LinkKind kind : LinkKind.values()) {
      all.add(kind.backAttribute());
    }
    return all;
  }

  /** The names in lower case with the names as they are kept. */
  Names names() {
    return new Names(lower(text), lower(binary));
  }

  private static Map<String, String> lower(Set<String> names) {
    return names.stream()
        .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));
  }

  /** Finds the name under which a value is kept, by its name in lower case. */
  record Names(Map<String, String> text, Map<String, String> binary) {}
}
