package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.util.Optional;

/** Named texts the engine remembers of itself. */
public final class EngineSettings {
  private static final String UNANSWERED = "export.unanswered";

  private final Transaction transaction;

  EngineSettings(Transaction transaction) {
    this.transaction = transaction;
  }

  /** A text, if it was ever saved. */
  public Optional<String> find(String name) {
    return transaction.first(
        "SELECT content FROM engine_setting WHERE name = ?", row -> row.getString("content"), name);
  }

  /** Saves a text. */
  public void save(String name, String content) {
    if (transaction.update("UPDATE engine_setting SET content = ? WHERE name = ?", content, name)
        == 0) {
      transaction.update("INSERT INTO engine_setting (name, content) VALUES (?, ?)", name, content);
    }
  }

  /** Forgets a text; returns whether there was one. */
  public boolean remove(String name) {
    return transaction.update("DELETE FROM engine_setting WHERE name = ?", name) > 0;
  }

  /**
   * Whether an export has sent something and has not seen all answers: what was new then may be in
   * the tenant although the connector space does not show it.
   */
  public boolean isExportUnanswered() {
    return find(UNANSWERED).isPresent();
  }

  /** Notes that an export begins, or that all its answers were seen. */
  public void exportUnanswered(boolean unanswered) {
    if (unanswered) {
      save(UNANSWERED, "true");
    } else {
      remove(UNANSWERED);
    }
  }
}
