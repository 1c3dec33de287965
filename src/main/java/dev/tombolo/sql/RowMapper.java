package dev.tombolo.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row a result set stands on. */
@FunctionalInterface
public interface RowMapper<T> {
  /** The row's value; the mapper does not move the result set. */
  T map(ResultSet row) throws SQLException;
}
