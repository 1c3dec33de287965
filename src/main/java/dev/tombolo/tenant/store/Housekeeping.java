package dev.tombolo.tenant.store;

import dev.tombolo.tenant.model.DirectoryObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What recurring work asks of the store. */
public final class Housekeeping {
  private final Unit unit;

  /** Works inside a unit of work. */
  public Housekeeping(Unit unit) {
    this.unit = unit;
  }

  /** Objects of a recycle bin that were deleted before a moment, oldest first. */
  public List<DirectoryObject> deletedBefore(Listing listing, Instant moment, int limit) {
    List<UUID> ids =
        unit.transaction()
            .query(
                "SELECT id FROM directory_object WHERE listing = ? AND deleted < ?"
                    + " ORDER BY listing, deleted, id LIMIT ?",
                row -> row.getObject(1, UUID.class),
                listing.code(),
                moment.toEpochMilli(),
                limit);
    unit.objects().preload(ids);
    return ids.stream().flatMap(id -> unit.objects().find(id).stream()).toList();
  }

  /**
   * Forgets changes from before a moment; a token that points before them is refused from then on.
   */
  public int trimChanges(Instant before) {
    long floor =
        unit.transaction()
            .number(
                "SELECT COALESCE(MAX(seq), 0) FROM directory_change WHERE changed_at < ?",
                before.toEpochMilli());
    if (floor == 0) {
      return 0;
    }
    unit.settings().put(ChangeFeed.FLOOR, Long.toString(floor));
    return unit.transaction().update("DELETE FROM directory_change WHERE seq <= ?", floor);
  }
}
