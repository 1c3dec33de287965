package dev.tombolo.tenant.store;

import dev.tombolo.sql.StaleRowException;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.KeyColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code directory_object}. */
final class ObjectTable {
  /** What {@link #read} needs of a row. */
  static final String COLUMNS = "o.id, o.version, o.listing, o.document";

  private static final List<KeyColumn> KEYS = List.of(KeyColumn.values());
  private static final String INSERT =
      "INSERT INTO directory_object (id, version, listing, source_anchor, document, "
          + KEYS.stream().map(KeyColumn::sqlName).collect(Collectors.joining(", "))
          + ") VALUES (?, ?, ?, ?, ?"
          + ", ?".repeat(KEYS.size())
          + ")";
  private static final String UPDATE =
      "UPDATE directory_object SET version = ?, listing = ?, source_anchor = ?, document = ?, "
          + KEYS.stream().map(key -> key.sqlName() + " = ?").collect(Collectors.joining(", "))
          + " WHERE id = ? AND version = ?";
  private static final String DELETE = "DELETE FROM directory_object WHERE id = ? AND version = ?";

  private ObjectTable() {}

  /**
   * An object as the database has it.
   *
   * @param version counts its changes; a change names the version it was made from
   */
  record Row(DirectoryObject object, long version) {}

  static Row read(ResultSet row) throws SQLException {
    Listing listing = Listing.ofCode(row.getInt(3));
    DirectoryObject object =
        DirectoryObject.of(
            row.getObject(1, UUID.class),
            listing.type(),
            listing.deleted(),
            Documents.read(listing.type(), row.getString(4)));
    return new Row(object, row.getLong(2));
  }

  static List<Row> load(Transaction transaction, Collection<UUID> ids) {
    return transaction.query(
        "SELECT " + COLUMNS + " FROM directory_object o WHERE o.id = ANY(?)",
        ObjectTable::read,
        (Object) ids.toArray(UUID[]::new));
  }

  static void insert(Transaction transaction, List<DirectoryObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>(objects.size());
    for (DirectoryObject object : objects) {
      @Nullable Object[] row = new Object[5 + KEYS.size()];
      row[0] = object.id();
      row[1] = 1L;
      row[2] = Listing.of(object).code();
      row[3] = object.sourceAnchor().orElse("");
      row[4] = Documents.write(object.properties());
      keys(object, row, 5);
      rows.add(row);
    }
    transaction.batch(INSERT, rows);
  }

  /** Replaces rows; in order of id, so that two batches do not wait for one another in a circle. */
  static void update(Transaction transaction, List<Row> changed) {
    List<Row> sorted = sorted(changed);
    List<@Nullable Object[]> rows = new ArrayList<>(sorted.size());
    for (Row change : sorted) {
      DirectoryObject object = change.object();
      @Nullable Object[] row = new Object[6 + KEYS.size()];
      row[0] = change.version() + 1;
      row[1] = Listing.of(object).code();
      row[2] = object.sourceAnchor().orElse("");
      row[3] = Documents.write(object.properties());
      keys(object, row, 4);
      row[4 + KEYS.size()] = object.id();
      row[5 + KEYS.size()] = change.version();
      rows.add(row);
    }
    requireAll(transaction.batch(UPDATE, rows), sorted);
  }

  static void delete(Transaction transaction, List<Row> removed) {
    List<Row> sorted = sorted(removed);
    List<@Nullable Object[]> rows = new ArrayList<>(sorted.size());
    for (Row row : sorted) {
      rows.add(new Object[] {row.object().id(), row.version()});
    }
    requireAll(transaction.batch(DELETE, rows), sorted);
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream().sorted(Comparator.comparing(row -> row.object().id())).toList();
  }

  private static void requireAll(int[] counts, List<Row> rows) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        throw new StaleRowException(rows.get(i).object().id().toString());
      }
    }
  }

  private static void keys(DirectoryObject object, @Nullable Object[] row, int from) {
    for (int i = 0; i < KEYS.size(); i++) {
      row[from + i] = KEYS.get(i).form().encode(null);
    }
    object
        .properties()
        .forEach(
            (property, value) ->
                property
                    .column()
                    .ifPresent(key -> row[from + KEYS.indexOf(key)] = key.form().encode(value)));
  }
}
