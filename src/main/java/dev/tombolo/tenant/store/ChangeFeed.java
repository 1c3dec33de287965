package dev.tombolo.tenant.store;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.LinkKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the tenant's changes in commit order. */
public final class ChangeFeed {
  static final String FLOOR = "changeFloor";

  /**
   * One change.
   *
   * @param seq its place in the order
   * @param sourceAnchor the object's anchor at that time, or empty
   */
  public record Change(long seq, UUID objectId, ObjectType type, Kind kind, String sourceAnchor) {}

  /** What was changed. */
  public sealed interface Kind {}

  /** The object was made or changed. */
  public record Changed() implements Kind {}

  /** The object is gone for good. */
  public record Gone() implements Kind {}

  /** A link was made or taken away. */
  public record Relinked(LinkKind link, UUID target, boolean added) implements Kind {}

  private final Unit unit;

  /** Works inside a unit of work. */
  public ChangeFeed(Unit unit) {
    this.unit = unit;
  }

  /** The number of the last change. */
  public long last() {
    return unit.transaction().number("SELECT seq FROM change_counter WHERE id = 1");
  }

  /** Whether {@code seq} has been, and every change after it is still known. */
  public boolean reaches(long seq) {
    return seq >= unit.settings().find(FLOOR).map(Long::parseLong).orElse(0L) && seq <= last();
  }

  /** The next changes of objects of some types, after {@code seq}. */
  public List<Change> after(long seq, Set<ObjectType> types, int limit) {
    String codes =
        types.stream()
            .map(type -> Integer.toString(Listing.typeCode(type)))
            .sorted()
            .collect(Collectors.joining(", "));
    return unit.transaction()
        .query(
            "SELECT seq, object_id, object_type, kind, link_kind, target_id, source_anchor"
                + " FROM directory_change WHERE seq > ? AND object_type IN ("
                + codes
                + ") ORDER BY seq LIMIT ?",
            row ->
                new Change(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    Listing.typeOfCode(row.getInt(3)),
                    kind(
                        ChangeLog.Kind.ofCode(row.getInt(4)),
                        row.getInt(5),
                        Optional.ofNullable(row.getObject(6, UUID.class))),
                    row.getString(7)),
            seq,
            limit);
  }

  private static Kind kind(ChangeLog.Kind kind, int link, Optional<UUID> target) {
    return switch (kind) {
      case OBJECT -> new Changed();
      case GONE -> new Gone();
      case LINK_ADDED, LINK_REMOVED ->
          new Relinked(
              LinkKind.ofCode(link),
              target.orElseThrow(() -> new IllegalStateException("a link change without target")),
              kind == ChangeLog.Kind.LINK_ADDED);
    };
  }
}
