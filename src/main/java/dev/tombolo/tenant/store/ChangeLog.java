package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the changes a unit of work makes, in commit order.
 *
 * <p>The numbers come from one counter row, changed by the unit's last statements, so its lock is
 * held from the allocation to the commit: whoever has read up to a number never meets a smaller one
 * later. This works the same in every database and for several processes, at the price that the
 * ends of writing transactions queue.
 */
final class ChangeLog {
  /** What a change was; the codes are kept in the database. */
  enum Kind {
    /** The object was made or changed. */
    OBJECT(1),
    /** The object is gone for good. */
    GONE(2),
    /** A link was made. */
    LINK_ADDED(3),
    /** A link was taken away. */
    LINK_REMOVED(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of change " + code);
    }
  }

  private record Change(
      DirectoryObject object, Kind kind, @Nullable LinkKind link, @Nullable UUID target) {}

  private final Transaction transaction;
  private final Instant now;
  private final List<Change> changes = new ArrayList<>();

  ChangeLog(Transaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  void object(DirectoryObject object) {
    changes.add(new Change(object, Kind.OBJECT, null, null));
  }

  void gone(DirectoryObject object) {
    changes.add(new Change(object, Kind.GONE, null, null));
  }

  void link(DirectoryObject source, LinkKind kind, UUID target, boolean added) {
    changes.add(new Change(source, added ? Kind.LINK_ADDED : Kind.LINK_REMOVED, kind, target));
  }

  /** Must be the last that the transaction writes. */
  void flush() {
    if (changes.isEmpty()) {
      return;
    }
    transaction.update("UPDATE change_counter SET seq = seq + ? WHERE id = 1", changes.size());
    long seq = transaction.number("SELECT seq FROM change_counter WHERE id = 1") - changes.size();
    List<@Nullable Object[]> rows = new ArrayList<>(changes.size());
    for (Change change : changes) {
      rows.add(
          new Object[] {
            ++seq,
            now.toEpochMilli(),
            change.object.id(),
            Listing.typeCode(change.object.type()),
            change.kind.code(),
            change.link == null ? 0 : change.link.code(),
            change.target,
            change.object.sourceAnchor().orElse("")
          });
    }
    transaction.batch(
        "INSERT INTO directory_change (seq, changed_at, object_id, object_type, kind, link_kind,"
            + " target_id, source_anchor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    changes.clear();
  }
}
