package dev.tombolo.tenant.graph;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Property;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which properties of an object are shown.
 *
 * @param chosen what {@code $select} names; empty when it names nothing
 */
record Selection(Optional<List<String>> chosen) {
  private static final Selection DEFAULT = new Selection(Optional.empty());

  /** What each type shows unasked. */
  static Selection byDefault() {
    return DEFAULT;
  }

  /**
   * Reads {@code $select}.
   *
   * @throws ApiException when it names what none of the types has
   */
  static Selection parse(Optional<String> select, Set<ObjectType> types) {
    if (select.isEmpty() || select.get().isBlank()) {
      return DEFAULT;
    }
    List<String> names = List.of(select.get().trim().split("\\s*,\\s*"));
    for (String name : names) {
      boolean known =
          name.equals("*")
              || types.stream().anyMatch(type -> Property.visible(type, name).isPresent());
      if (!known) {
        String type =
            types.size() == 1 ? Resource.typeName(types.iterator().next()) : "directoryObject";
        throw ApiException.badQuery(
            "Could not find a property named '"
                + name
                + "' on type 'microsoft.graph."
                + type
                + "'.");
      }
    }
    return new Selection(Optional.of(names));
  }

  /** The properties shown of a type. */
  Set<Property> of(ObjectType type) {
    Set<Property> shown = EnumSet.noneOf(Property.class);
    if (chosen.isEmpty() || chosen.get().contains("*")) {
      shown.addAll(Property.shownByDefault(type));
    }
    chosen.ifPresent(
        names -> names.forEach(name -> Property.visible(type, name).ifPresent(shown::add)));
    return shown;
  }

  /** What stands in parentheses in {@code @odata.context}. */
  String context() {
    return chosen.map(names -> "(" + String.join(",", names) + ")").orElse("");
  }
}
