package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The application event log of the server the sync tool would run on: sources {@code ADSync},
 * {@code Directory Synchronization} and {@code PasswordResetService} with their event ids.
 */
public final class EventLog {
  private static final long KEPT = 20_000;

  private final Transaction transaction;

  EventLog(Transaction transaction) {
    this.transaction = transaction;
  }

  /** How serious an entry is. */
  public enum Level {
    /** As it should be. */
    INFORMATION,
    /** Worth a look. */
    WARNING,
    /** Something failed. */
    ERROR;

    /** The name for people: {@code Information}, … */
    public String label() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** An entry. */
  public record Entry(
      long id, Instant time, String source, int event, Level level, String message) {}

  /** Adds an entry; the oldest go when there are many. */
  public void add(Instant time, String source, int event, Level level, String message) {
    long id = transaction.number("SELECT COALESCE(MAX(id), 0) + 1 FROM event_entry");
    transaction.update(
        "INSERT INTO event_entry (id, moment, source, event, level, message)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        time.toEpochMilli(),
        source,
        event,
        level.name(),
        message);
    transaction.update("DELETE FROM event_entry WHERE id <= ?", id - KEPT);
  }

  /** The latest entries, newest first. */
  public List<Entry> latest(int limit) {
    return transaction.query(
        "SELECT id, moment, source, event, level, message FROM event_entry"
            + " ORDER BY id DESC LIMIT ?",
        row ->
            new Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("moment")),
                row.getString("source"),
                row.getInt("event"),
                Level.valueOf(row.getString("level")),
                row.getString("message")),
        limit);
  }
}
