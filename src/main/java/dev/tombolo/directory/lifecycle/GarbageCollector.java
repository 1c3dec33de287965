package dev.tombolo.directory.lifecycle;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Stamp;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns deleted objects whose time has come into recycled ones, and removes tombstones and recycled
 * objects for good (MS-ADTS 3.1.1.1.5.1). The first is an update that DirSync tells of; the second
 * nobody hears of.
 */
public final class GarbageCollector {
  private static final Logger log = LoggerFactory.getLogger(GarbageCollector.class);
  private static final int BATCH = 1000;

  private final Store store;
  private final Clock clock;

  /** Collects in a store, by a clock. */
  public GarbageCollector(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Makes one pass. */
  public void collect() throws DirectoryException {
    View view = store.snapshot();
    Lifetimes lifetimes = Lifetimes.of(view);
    WellKnown w = view.schema().wellKnown();
    Instant now = clock.instant();
    List<Integer> toRecycle = new ArrayList<>();
    List<Integer> toExpunge = new ArrayList<>();
    byte[] all = Keys.indexed(w.isDeleted.syntax().key(new byte[] {'T', 'R', 'U', 'E'}));
    for (OctetCursor each = view.index(w.isDeleted).ascend(all);
        each.next() && each.keyStartsWith(all); ) {
      int id = each.keyTail();
      Entry entry = view.existing(id);
      if (DeletedNames.isContainer(view, id, entry)) {
        continue;
      }
      if (entry.isRecycled()) {
        if (isOlder(entry, w.isRecycled, lifetimes.tombstone(), now)) {
          toExpunge.add(id);
        }
      } else if (isOlder(entry, w.isDeleted, lifetimes.deletedObject(), now)) {
        toRecycle.add(id);
      }
    }
    inBatches(toRecycle, (update, id) -> new Deletion(update).recycle(id));
    inBatches(toExpunge, Update::expunge);
    forgetRemovedLinks(now.minus(lifetimes.tombstone()));
    if (!toRecycle.isEmpty() || !toExpunge.isEmpty()) {
      log.info("Garbage collection: {} recycled, {} removed", toRecycle.size(), toExpunge.size());
    }
  }

  private static boolean isOlder(Entry entry, AttributeType since, Duration age, Instant now) {
    Stamp stamp = entry.stamp(since);
    return stamp != null && !Instant.ofEpochSecond(stamp.time()).plus(age).isAfter(now);
  }

  /** What happens to one object. */
  @FunctionalInterface
  private interface Step {
    void apply(Update update, int id);
  }

  private void inBatches(List<Integer> ids, Step step) throws DirectoryException {
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<Integer> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
      store.write(
          transaction -> {
            Update update = new Update(transaction, clock.instant());
            batch.stream()
                .filter(id -> isStillDeleted(transaction, id))
                .forEach(id -> step.apply(update, id));
            return batch.size();
          });
    }
  }

  private static boolean isStillDeleted(Transaction transaction, int id) {
    Entry entry = transaction.entry(id);
    return entry != null && entry.isDeleted();
  }

  /** A removed link value is remembered as long as a tombstone. */
  private void forgetRemovedLinks(Instant before) throws DirectoryException {
    View view = store.snapshot();
    List<LinkKey> old = new ArrayList<>();
    for (OctetCursor each = view.links().ascend(new byte[0]); each.next(); ) {
      LinkValue value = View.linkAt(each);
      if (!value.present() && Instant.ofEpochSecond(value.deleted()).isBefore(before)) {
        old.add(LinkKey.ofLink(each.key()));
      }
    }
    if (!old.isEmpty()) {
      store.write(
          transaction -> {
            old.forEach(
                key -> transaction.eraseLink(key.pair(), key.source(), key.target(), key.data()));
            return old.size();
          });
    }
  }
}
