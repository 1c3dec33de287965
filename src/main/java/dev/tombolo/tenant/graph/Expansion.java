package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relationship shown inside each object ({@code $expand}); one at a time, at most twenty objects,
 * as Graph's directory does.
 *
 * @param name of the relationship; empty when nothing is expanded
 */
record Expansion(String name, Selection selection) {
  private static final int LIMIT = 20;
  private static final Pattern SYNTAX =
      Pattern.compile("([A-Za-z]+)(?:\\(\\$?select=([A-Za-z0-9, ]+)\\))?");
  private static final Set<ObjectType> ALL = EnumSet.allOf(ObjectType.class);
  private static final Expansion NONE = new Expansion("", Selection.byDefault());

  /**
   * Reads {@code $expand}.
   *
   * @throws ApiException 400 when it is malformed or names no relationship of the types
   */
  static Expansion parse(Optional<String> text, Set<ObjectType> types) {
    if (text.isEmpty()) {
      return NONE;
    }
    Matcher matcher = SYNTAX.matcher(text.get().trim());
    boolean known =
        matcher.matches()
            && types.stream()
                .anyMatch(type -> Relationship.find(type, matcher.group(1)).isPresent());
    if (!known) {
      throw ApiException.badQuery(
          "Parsing OData Select and Expand failed: '" + text.get() + "' cannot be expanded.");
    }
    return new Expansion(
        matcher.group(1), Selection.parse(Optional.ofNullable(matcher.group(2)), ALL));
  }

  /** Adds the related objects to an object's JSON. */
  void into(Unit unit, DirectoryObject object, ObjectNode node) {
    Optional<Relationship> found = Relationship.find(object.type(), name);
    if (found.isEmpty()) {
      return;
    }
    Relationship relationship = found.get();
    ObjectQuery query =
        new ObjectQuery(
            relationship.scope(object.id(), ALL),
            Optional.empty(),
            objects -> List.of(),
            Optional.empty(),
            false);
    List<DirectoryObject> related =
        new ObjectQueries(unit, query).page(Optional.empty(), LIMIT).objects();
    List<ObjectNode> rendered = new ObjectRenderer(unit, selection, true).render(related);
    if (relationship.kind() == LinkKind.MANAGER && !relationship.backwards()) {
      rendered.stream().findFirst().ifPresent(manager -> node.set(name, manager));
    } else {
      ArrayNode array = node.putArray(name);
      array.addAll(rendered);
    }
  }
}
