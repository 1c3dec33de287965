package dev.tombolo.sql;

import java.sql.SQLException;
import java.util.Set;

/** A statement or a connection that failed. */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Class 40 is "transaction rollback" in the SQL standard; H2 tells a lock time-out as HYT00.
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "40003", "HYT00");
  private static final String UNIQUE_VIOLATION = "23505";

  private final String sqlState;

  /** Wraps what the driver threw. */
  public DatabaseException(SQLException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.sqlState = stateOf(cause);
  }

  /** A failure that no driver told of. */
  public DatabaseException(String message, String sqlState) {
    super(message);
    this.sqlState = sqlState;
  }

  private static String stateOf(SQLException cause) {
    for (SQLException e = cause; e != null; e = e.getNextException()) {
      if (e.getSQLState() != null && !e.getSQLState().isEmpty()) {
        return e.getSQLState();
      }
    }
    return "";
  }

  /** The five characters of SQLSTATE, or empty. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Whether the same transaction, run again from its start, may well succeed: it lost a race
   * against another one (serialization failure, deadlock, or a unique key that another transaction
   * took after this one had looked).
   */
  public boolean worthRetrying() {
    return TRANSIENT.contains(sqlState) || sqlState.equals(UNIQUE_VIOLATION);
  }
}
