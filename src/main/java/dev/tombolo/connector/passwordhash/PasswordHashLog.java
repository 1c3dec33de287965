package dev.tombolo.connector.passwordhash;

import dev.tombolo.connector.space.Space;
import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each user's hashes: the object log, kept for seven days. */
public final class PasswordHashLog {
  /** How long an entry is kept. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final String SELECT =
      "SELECT moment, guid, dn, status, message FROM password_hash_log ";

  private final Transaction transaction;

  /** The log within a transaction. */
  public PasswordHashLog(Space space) {
    this.transaction = space.transaction();
  }

  /**
   * An entry.
   *
   * @param dn as the last import saw it; empty when none did
   * @param message for people; empty when all went well
   */
  public record Entry(Instant time, UUID guid, String dn, HashStatus status, String message) {}

  /** A user's latest entries, newest first. */
  public List<Entry> of(UUID guid, int limit) {
    return transaction.query(
        SELECT + "WHERE guid = ? ORDER BY id DESC LIMIT ?", PasswordHashLog::entry, guid, limit);
  }

  /** The latest entries of all users, newest first. */
  public List<Entry> latest(int limit) {
    return transaction.query(SELECT + "ORDER BY id DESC LIMIT ?", PasswordHashLog::entry, limit);
  }

  void add(Collection<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long id = transaction.number("SELECT COALESCE(MAX(id), 0) FROM password_hash_log");
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Entry entry : entries) {
      id++;
      rows.add(
          new @Nullable Object[] {
            id,
            entry.time().toEpochMilli(),
            entry.guid(),
            entry.dn(),
            entry.status().name(),
            entry.message()
          });
    }
    transaction.batch(
        "INSERT INTO password_hash_log (id, moment, guid, dn, status, message)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rows);
  }

  void purge(Instant now) {
    transaction.update(
        "DELETE FROM password_hash_log WHERE moment < ?", now.minus(KEPT).toEpochMilli());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        Instant.ofEpochMilli(row.getLong("moment")),
        row.getObject("guid", UUID.class),
        row.getString("dn"),
        HashStatus.valueOf(row.getString("status")),
        row.getString("message"));
  }
}
