package dev.tombolo.tenant.store;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.LinkKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads links of many objects at once, and the closure of memberships. */
public final class LinkReader {
  private static final int MAX_DEPTH = 100;

  private record Target(UUID source, LinkKind kind, String anchor) {}

  private final Unit unit;

  /** Works inside a unit of work. */
  public LinkReader(Unit unit) {
    this.unit = unit;
  }

  /**
   * What objects refer to, as source anchors, or cloud anchors of targets that have none; live
   * targets only.
   */
  public Map<UUID, Map<LinkKind, List<String>>> anchorsOfTargets(Collection<UUID> sources) {
    Map<UUID, Map<LinkKind, List<String>>> links = new HashMap<>();
    if (sources.isEmpty()) {
      return links;
    }
    List<Target> targets =
        unit.transaction()
            .query(
                "SELECT l.source_id, l.kind, o.id, o.listing, o.source_anchor FROM"
                    + " directory_link l JOIN directory_object o ON o.id = l.target_id"
                    + " WHERE l.source_id = ANY(?) AND o.listing IN (2, 4, 6, 8)",
                row ->
                    new Target(
                        row.getObject(1, UUID.class),
                        LinkKind.ofCode(row.getInt(2)),
                        anchor(
                            row.getString(5),
                            Listing.ofCode(row.getInt(4)).type(),
                            row.getObject(3, UUID.class))),
                (Object) sources.toArray(UUID[]::new));
    for (Target target : targets) {
      links
          .computeIfAbsent(target.source, id -> new EnumMap<>(LinkKind.class))
          .computeIfAbsent(target.kind, kind -> new ArrayList<>())
          .add(target.anchor);
    }
    return links;
  }

  private static String anchor(String sourceAnchor, ObjectType type, UUID id) {
    return sourceAnchor.isEmpty() ? new CloudAnchor(type, id).toString() : sourceAnchor;
  }

  /** The groups an object is in, directly or through other groups. */
  public Set<UUID> groupsAbove(UUID member) {
    return closure(
        member, "SELECT source_id FROM directory_link WHERE target_id = ANY(?) AND kind = ?");
  }

  /** The members of a group, direct or through member groups. */
  public Set<UUID> membersBelow(UUID group) {
    return closure(
        group, "SELECT target_id FROM directory_link WHERE source_id = ANY(?) AND kind = ?");
  }

  private Set<UUID> closure(UUID start, String step) {
    Set<UUID> found = new HashSet<>();
    Set<UUID> frontier = Set.of(start);
    for (int depth = 0; !frontier.isEmpty() && depth < MAX_DEPTH; depth++) {
      Set<UUID> next =
          new HashSet<>(
              unit.transaction()
                  .query(
                      step,
                      row -> row.getObject(1, UUID.class),
                      frontier.toArray(UUID[]::new),
                      LinkKind.MEMBER.code()));
      next.removeAll(found);
      next.remove(start);
      found.addAll(next);
      frontier = next;
    }
    return found;
  }
}
