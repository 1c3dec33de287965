package dev.tombolo.connector.passwordhash;

import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.Space;
import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users whose password hash the next tick sends. It holds no hash: that is read when its turn
 * comes, so it is always the newest.
 *
 * <p>A user is in the queue once. A request for one who is there already goes to the queue's end,
 * and is not lost when the earlier one is being carried out at that moment.
 */
public final class PasswordHashQueue {
  private static final UUID FIRST = new UUID(0, 0);

  private final Transaction transaction;

  PasswordHashQueue(Space space) {
    this.transaction = space.transaction();
  }

  /**
   * Has the hashes of some users sent by the next tick, whatever was sent before. To be called in
   * the transaction that notes that a user exists in the tenant now: made there, matched, or
   * restored.
   *
   * @param guids objectGUIDs; others than users' do no harm
   */
  public static void requestInitial(Space space, Collection<UUID> guids) {
    new PasswordHashQueue(space).add(guids);
  }

  /** Adds users, or renews their requests. */
  void add(Collection<UUID> guids) {
    Set<UUID> wanted = new LinkedHashSet<>(guids);
    if (wanted.isEmpty()) {
      return;
    }
    long place = transaction.number("SELECT NEXTVAL('password_hash_place')");
    Set<UUID> known =
        new HashSet<>(
            transaction.query(
                "SELECT guid FROM password_hash_queue WHERE guid = ANY(?)",
                row -> row.getObject("guid", UUID.class),
                (Object) wanted.toArray(UUID[]::new)));
    List<@Nullable Object[]> renewed = new ArrayList<>();
    List<@Nullable Object[]> added = new ArrayList<>();
    for (UUID guid : wanted) {
      if (known.contains(guid)) {
        renewed.add(new @Nullable Object[] {place, Hold.NONE.number(), guid});
      } else {
        added.add(new @Nullable Object[] {guid, place, Hold.NONE.number()});
      }
    }
    int[] counts =
        transaction.batch(
            "UPDATE password_hash_queue SET place = ?, hold = ? WHERE guid = ?", renewed);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) { // carried out between the look and the update
        added.add(new @Nullable Object[] {renewed.get(i)[2], place, Hold.NONE.number()});
      }
    }
    transaction.batch(
        "INSERT INTO password_hash_queue (guid, place, hold) VALUES (?, ?, ?)", added);
  }

  /** The next users whose turn it is. */
  List<QueuedHash> ready(long afterPlace, UUID afterGuid, int limit) {
    return transaction.query(
        "SELECT guid, place, hold FROM password_hash_queue"
            + " WHERE hold = ? AND (place > ? OR (place = ? AND guid > ?))"
            + " ORDER BY place, guid LIMIT ?",
        PasswordHashQueue::item,
        Hold.NONE.number(),
        afterPlace,
        afterPlace,
        afterGuid,
        limit);
  }

  /** The users who wait for something to happen, a page at a time. */
  List<QueuedHash> held(@Nullable UUID after, int limit) {
    return transaction.query(
        "SELECT guid, place, hold FROM password_hash_queue"
            + " WHERE hold <> ? AND guid > ? ORDER BY guid LIMIT ?",
        PasswordHashQueue::item,
        Hold.NONE.number(),
        after == null ? FIRST : after,
        limit);
  }

  /** Removes what has been carried out, unless it was asked for again since. */
  void remove(Collection<QueuedHash> done) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    done.forEach(each -> rows.add(new @Nullable Object[] {each.guid(), each.place()}));
    transaction.batch("DELETE FROM password_hash_queue WHERE guid = ? AND place = ?", rows);
  }

  /** Lets users wait, or wait no more, unless they were asked for again since. */
  void hold(Collection<QueuedHash> users, Hold hold) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    users.forEach(
        each -> rows.add(new @Nullable Object[] {hold.number(), each.guid(), each.place()}));
    transaction.batch("UPDATE password_hash_queue SET hold = ? WHERE guid = ? AND place = ?", rows);
  }

  private static QueuedHash item(ResultSet row) throws SQLException {
    return new QueuedHash(
        row.getObject("guid", UUID.class), row.getLong("place"), Hold.ofNumber(row.getInt("hold")));
  }
}
