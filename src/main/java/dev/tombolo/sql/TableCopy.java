package dev.tombolo.sql;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rows of some tables at one moment: a value that can be kept and put back. It holds every row
 * in memory, so it is meant for a laboratory between two tests, not for a million users.
 *
 * <p>Putting it back reads every row and writes only those that differ: reading a row costs a tenth
 * of writing it, and a test changes few.
 */
public final class TableCopy {
  /** A row by its primary key; arrays among its values are compared by their content. */
  private record Key(List<Object> values) {}

  private record Table(
      String name, List<String> columns, List<Integer> key, Map<Key, @Nullable Object[]> rows) {}

  private final List<Table> tables;

  private TableCopy(List<Table> tables) {
    this.tables = tables;
  }

  /**
   * Copies the named tables, all in one transaction.
   *
   * @throws IllegalArgumentException when a table has no primary key
   */
  public static TableCopy of(Database database, List<String> names) {
    return database.inTransaction(
        transaction -> {
          List<Table> tables = new ArrayList<>();
          for (String name : names) {
            tables.add(copy(transaction, name));
          }
          return new TableCopy(List.copyOf(tables));
        });
  }

  private static Table copy(Transaction transaction, String name) {
    try (PreparedStatement statement =
            transaction.connection().prepareStatement("SELECT * FROM " + name);
        ResultSet result = statement.executeQuery()) {
      ResultSetMetaData meta = result.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnName(i));
      }
      List<Integer> key = primaryKey(transaction, name, columns);
      return new Table(name, List.copyOf(columns), key, rows(result, columns.size(), key));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static List<Integer> primaryKey(
      Transaction transaction, String name, List<String> columns) throws SQLException {
    List<Integer> key = new ArrayList<>();
    try (ResultSet result =
        transaction
            .connection()
            .getMetaData()
            .getPrimaryKeys(null, transaction.connection().getSchema(), name)) {
      while (result.next()) {
        key.add(columns.indexOf(result.getString("COLUMN_NAME")));
      }
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("the table " + name + " has no primary key");
    }
    return List.copyOf(key);
  }

  private static Map<Key, @Nullable Object[]> rows(ResultSet result, int width, List<Integer> key)
      throws SQLException {
    Map<Key, @Nullable Object[]> rows = new LinkedHashMap<>();
    while (result.next()) {
      @Nullable Object[] row = new Object[width];
      for (int i = 0; i < width; i++) {
        row[i] = result.getObject(i + 1);
      }
      rows.put(key(row, key), row);
    }
    return rows;
  }

  private static Key key(@Nullable Object[] row, List<Integer> columns) {
    return new Key(columns.stream().map(column -> comparable(row[column])).toList());
  }

  private static Object comparable(@Nullable Object value) {
    if (value instanceof byte[] octets) {
      return ByteBuffer.wrap(octets);
    }
    return value == null ? "" : value;
  }

  /** Puts the rows back: the tables then hold these and no others. */
  public void restore(Database database) {
    database.inTransaction(
        transaction -> {
          tables.forEach(table -> restore(transaction, table));
          return tables;
        });
  }

  private static void restore(Transaction transaction, Table table) {
    Map<Key, @Nullable Object[]> now = copy(transaction, table.name).rows;
    List<@Nullable Object[]> wrong = new ArrayList<>();
    List<@Nullable Object[]> missing = new ArrayList<>();
    now.forEach(
        (key, row) -> {
          if (!Arrays.deepEquals(row, table.rows.get(key))) {
            wrong.add(table.key.stream().map(column -> row[column]).toArray());
          }
        });
    table.rows.forEach(
        (key, row) -> {
          if (!Arrays.deepEquals(row, now.get(key))) {
            missing.add(row);
          }
        });
    if (!wrong.isEmpty()) {
      transaction.batch(delete(table), wrong);
    }
    if (!missing.isEmpty()) {
      transaction.batch(insert(table), missing);
    }
  }

  private static String delete(Table table) {
    return "DELETE FROM "
        + table.name
        + " WHERE "
        + table.key.stream()
            .map(column -> table.columns.get(column) + " = ?")
            .collect(Collectors.joining(" AND "));
  }

  private static String insert(Table table) {
    return "INSERT INTO "
        + table.name
        + " ("
        + String.join(", ", table.columns)
        + ") VALUES (?"
        + ", ?".repeat(table.columns.size() - 1)
        + ")";
  }
}
