package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.time.Instant;
import java.util.Optional;

/** How far each connector has read; committed together with what was read. */
public final class Watermarks {
  private final Transaction transaction;

  Watermarks(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * A position.
   *
   * @param position a cookie in base64, or a token
   * @param moved when it was last moved
   */
  public record Watermark(String position, Instant moved) {}

  /** A connector's position; none before its first full import. */
  public Optional<Watermark> find(String connector) {
    return transaction.first(
        "SELECT position, moved FROM watermark WHERE connector = ?",
        row -> new Watermark(row.getString("position"), Instant.ofEpochMilli(row.getLong("moved"))),
        connector);
  }

  /** Moves a connector's position. */
  public void save(String connector, String position, Instant now) {
    if (transaction.update(
            "UPDATE watermark SET position = ?, moved = ? WHERE connector = ?",
            position,
            now.toEpochMilli(),
            connector)
        == 0) {
      transaction.update(
          "INSERT INTO watermark (connector, position, moved) VALUES (?, ?, ?)",
          connector,
          position,
          now.toEpochMilli());
    }
  }

  /** Forgets a connector's position: its next import is a full one. */
  public void forget(String connector) {
    transaction.update("DELETE FROM watermark WHERE connector = ?", connector);
  }
}
