package dev.tombolo.sql;

/**
 * A row that was read in this transaction has been changed by another one since; the transaction is
 * worth running again.
 */
public final class StaleRowException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  /** Names the row for the log. */
  public StaleRowException(String row) {
    super("changed by another transaction: " + row, "40001");
  }
}
