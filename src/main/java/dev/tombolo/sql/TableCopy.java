package dev.tombolo.sql;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All rows of some tables at one moment: a value that can be kept and put back. It holds every row
 * in memory, so it is meant for a laboratory between two tests, not for a million users.
 *
 * <p>Putting it back reads every row and writes only what differs: reading a row costs a tenth of
 * writing it, and a test changes few.
 */
public final class TableCopy {
  /**
   * A table's rows.
   *
   * @param key the places of the primary key's columns
   * @param unique the places of columns in unique indexes
   * @param places where in {@code rows} the row of a key is
   */
  private record Table(
      String name,
      List<String> columns,
      List<Integer> key,
      BitSet unique,
      List<@Nullable Object[]> rows,
      Map<Object, Integer> places) {}

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
      List<@Nullable Object[]> rows = new ArrayList<>();
      Map<Object, Integer> places = new HashMap<>();
      while (result.next()) {
        @Nullable Object[] row = row(result, columns.size());
        places.put(key(row, key), rows.size());
        rows.add(row);
      }
      BitSet unique = uniqueColumns(transaction, name, columns);
      return new Table(name, List.copyOf(columns), key, unique, rows, places);
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

  private static BitSet uniqueColumns(Transaction transaction, String name, List<String> columns)
      throws SQLException {
    BitSet unique = new BitSet();
    try (ResultSet result =
        transaction
            .connection()
            .getMetaData()
            .getIndexInfo(null, transaction.connection().getSchema(), name, true, true)) {
      while (result.next()) {
        int column = columns.indexOf(result.getString("COLUMN_NAME"));
        if (column >= 0) {
          unique.set(column);
        }
      }
    }
    return unique;
  }

  private static @Nullable Object[] row(ResultSet result, int width) throws SQLException {
    @Nullable Object[] row = new Object[width];
    for (int i = 0; i < width; i++) {
      row[i] = result.getObject(i + 1);
    }
    return row;
  }

  /** The primary key's value, or the list of its values, comparable by content. */
  private static Object key(@Nullable Object[] row, List<Integer> columns) {
    if (columns.size() == 1) {
      return comparable(row[columns.get(0)]);
    }
    List<Object> values = new ArrayList<>(columns.size());
    for (int column : columns) {
      values.add(comparable(row[column]));
    }
    return values;
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
    Difference difference = difference(transaction, table);
    if (!difference.surplus.isEmpty()) {
      transaction.batch(delete(table), difference.surplus);
    }
    difference.changed.forEach((columns, rows) -> transaction.batch(update(table, columns), rows));
    if (!difference.missing.isEmpty()) {
      transaction.batch(insert(table), difference.missing);
    }
  }

  /** What separates a table from a copy of it, as the parameters of the statements that mend it. */
  private static final class Difference {
    private final List<@Nullable Object[]> surplus = new ArrayList<>();
    private final Map<BitSet, List<@Nullable Object[]>> changed = new LinkedHashMap<>();
    private final List<@Nullable Object[]> missing = new ArrayList<>();
  }

  private static Difference difference(Transaction transaction, Table table) {
    Difference difference = new Difference();
    BitSet met = new BitSet();
    int width = table.columns.size();
    try (PreparedStatement statement =
            transaction
                .connection()
                .prepareStatement(
                    "SELECT " + String.join(", ", table.columns) + " FROM " + table.name);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        @Nullable Object[] now = row(result, width);
        Integer place = table.places.get(key(now, table.key));
        if (place == null) {
          difference.surplus.add(parameters(now, new BitSet(), table.key));
          continue;
        }
        met.set(place);
        compare(table.rows.get(place), now, table, difference);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
    for (int i = met.nextClearBit(0); i < table.rows.size(); i = met.nextClearBit(i + 1)) {
      difference.missing.add(table.rows.get(i));
    }
    return difference;
  }

  private static void compare(
      @Nullable Object[] then, @Nullable Object[] now, Table table, Difference difference) {
    BitSet columns = null;
    for (int i = 0; i < then.length; i++) {
      if (!Objects.deepEquals(then[i], now[i])) {
        columns = columns == null ? new BitSet() : columns;
        columns.set(i);
      }
    }
    if (columns == null) {
      return;
    }
    if (columns.intersects(table.unique)) { // two rows may have to change places
      difference.surplus.add(parameters(now, new BitSet(), table.key));
      difference.missing.add(then);
      return;
    }
    difference
        .changed
        .computeIfAbsent(columns, each -> new ArrayList<>())
        .add(parameters(then, columns, table.key));
  }

  private static @Nullable Object[] parameters(
      @Nullable Object[] row, BitSet columns, List<Integer> key) {
    return IntStream.concat(columns.stream(), key.stream().mapToInt(Integer::intValue))
        .mapToObj(column -> row[column])
        .toArray();
  }

  private static String delete(Table table) {
    return "DELETE FROM " + table.name + whereKey(table);
  }

  private static String update(Table table, BitSet columns) {
    return "UPDATE "
        + table.name
        + " SET "
        + columns.stream()
            .mapToObj(column -> table.columns.get(column) + " = ?")
            .collect(Collectors.joining(", "))
        + whereKey(table);
  }

  private static String whereKey(Table table) {
    return " WHERE "
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
