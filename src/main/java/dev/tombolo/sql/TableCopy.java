package dev.tombolo.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of some tables at one moment: a value that can be kept and put back. It holds every row
 * in memory, so it is meant for a laboratory between two tests, not for a million users.
 */
public final class TableCopy {
  private record Table(String name, List<String> columns, List<@Nullable Object[]> rows) {}

  private final List<Table> tables;

  private TableCopy(List<Table> tables) {
    this.tables = tables;
  }

  /** Copies the named tables, all in one transaction. */
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
      int width = meta.getColumnCount();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        columns.add(meta.getColumnName(i));
      }
      List<@Nullable Object[]> rows = new ArrayList<>();
      while (result.next()) {
        @Nullable Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
      return new Table(name, columns, rows);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Puts the rows back: the tables then hold these and no others. */
  public void restore(Database database) {
    database.inTransaction(
        transaction -> {
          for (Table table : tables) {
            transaction.update("DELETE FROM " + table.name);
            String parameters = "?" + ", ?".repeat(table.columns.size() - 1);
            transaction.batch(
                "INSERT INTO "
                    + table.name
                    + " ("
                    + String.join(", ", table.columns)
                    + ") VALUES ("
                    + parameters
                    + ")",
                table.rows);
          }
          return tables;
        });
  }
}
