package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forests' connector spaces, one row an object. */
public final class OnPremisesSpace {
  private static final UUID FIRST = new UUID(0, 0);
  private static final String COLUMNS =
      "guid, connector, kind, dn, attributes, pending, metaverse_id, failure";

  private final Transaction transaction;

  OnPremisesSpace(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The object with an objectGUID. */
  public Optional<OnPremisesObject> find(UUID guid) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM on_premises_object WHERE guid = ?",
        OnPremisesSpace::object,
        guid);
  }

  /** The objects that there are of some objectGUIDs. */
  public Map<UUID, OnPremisesObject> find(Collection<UUID> guids) {
    if (guids.isEmpty()) {
      return Map.of();
    }
    return byGuid(
        transaction.query(
            "SELECT " + COLUMNS + " FROM on_premises_object WHERE guid = ANY(?)",
            OnPremisesSpace::object,
            (Object) guids.toArray(UUID[]::new)));
  }

  /** The objects joined to some metaverse objects. */
  public List<OnPremisesObject> joinedTo(Collection<UUID> metaverseIds) {
    if (metaverseIds.isEmpty()) {
      return List.of();
    }
    return transaction.query(
        "SELECT " + COLUMNS + " FROM on_premises_object WHERE metaverse_id = ANY(?)",
        OnPremisesSpace::object,
        (Object) metaverseIds.toArray(UUID[]::new));
  }

  /** The object of a name, ignoring case. */
  public Optional<OnPremisesObject> named(String dn) {
    return transaction.first(
        "SELECT " + COLUMNS + " FROM on_premises_object WHERE LOWER(dn) = ?",
        OnPremisesSpace::object,
        dn.toLowerCase(Locale.ROOT));
  }

  private static Map<UUID, OnPremisesObject> byGuid(List<OnPremisesObject> objects) {
    Map<UUID, OnPremisesObject> byGuid = new LinkedHashMap<>();
    objects.forEach(object -> byGuid.put(object.guid(), object));
    return byGuid;
  }

  /**
   * Objects of which something is pending, in the order of their GUIDs.
   *
   * @param after the last one of the page before
   */
  public List<OnPremisesObject> pending(
      String connector, PendingImport pending, @Nullable UUID after, int limit) {
    return transaction.query(
        "SELECT "
            + COLUMNS
            + " FROM on_premises_object WHERE pending = ? AND connector = ? AND guid > ?"
            + " ORDER BY guid LIMIT ?",
        OnPremisesSpace::object,
        pending.number(),
        connector,
        after == null ? FIRST : after,
        limit);
  }

  /** All objects, in the order of their GUIDs, a page at a time. */
  public List<OnPremisesObject> page(String connector, @Nullable UUID after, int limit) {
    return transaction.query(
        "SELECT "
            + COLUMNS
            + " FROM on_premises_object WHERE connector = ? AND guid > ? ORDER BY guid LIMIT ?",
        OnPremisesSpace::object,
        connector,
        after == null ? FIRST : after,
        limit);
  }

  /** The objectGUIDs of a connector's objects that are not already going, a page at a time. */
  public List<UUID> guids(String connector, @Nullable UUID after, int limit) {
    return transaction.query(
        "SELECT guid FROM on_premises_object WHERE connector = ? AND pending <> ? AND guid > ?"
            + " ORDER BY guid LIMIT ?",
        row -> Rows.uuid(row, "guid"),
        connector,
        PendingImport.DELETE.number(),
        after == null ? FIRST : after,
        limit);
  }

  /** Adds objects. */
  public void insert(Collection<OnPremisesObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (OnPremisesObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.guid(),
            object.connector(),
            object.kind().number(),
            object.dn(),
            Rows.attributes(object.attributes()),
            object.pending().number(),
            object.metaverseId(),
            Rows.failure(object.failure())
          });
    }
    transaction.batch(
        "INSERT INTO on_premises_object (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows);
  }

  /** Replaces what imports bring of objects. */
  public void saveImported(Collection<OnPremisesObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (OnPremisesObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.dn(),
            Rows.attributes(object.attributes()),
            object.pending().number(),
            object.guid()
          });
    }
    transaction.batch(
        "UPDATE on_premises_object SET dn = ?, attributes = ?, pending = ? WHERE guid = ?", rows);
  }

  /** Stages the deletion of objects. */
  public void obsolete(Collection<UUID> guids) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    guids.forEach(guid -> rows.add(new @Nullable Object[] {PendingImport.DELETE.number(), guid}));
    transaction.batch("UPDATE on_premises_object SET pending = ? WHERE guid = ?", rows);
  }

  /** Replaces what synchronizations decide of objects. */
  public void saveSynchronized(Collection<OnPremisesObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (OnPremisesObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.pending().number(),
            object.metaverseId(),
            Rows.failure(object.failure()),
            object.guid()
          });
    }
    transaction.batch(
        "UPDATE on_premises_object SET pending = ?, metaverse_id = ?, failure = ? WHERE guid = ?",
        rows);
  }

  /** Removes objects. */
  public void delete(Collection<UUID> guids) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    guids.forEach(guid -> rows.add(new @Nullable Object[] {guid}));
    transaction.batch("DELETE FROM on_premises_object WHERE guid = ?", rows);
  }

  /** Gives objects other names; those whose name is another then are pending. */
  public void rename(Map<UUID, String> names) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    names.forEach(
        (guid, dn) ->
            rows.add(
                new @Nullable Object[] {
                  dn, PendingImport.NONE.number(), PendingImport.UPDATE.number(), guid, dn
                }));
    transaction.batch(
        "UPDATE on_premises_object SET dn = ?,"
            + " pending = CASE WHEN pending = ? THEN CAST(? AS SMALLINT) ELSE pending END"
            + " WHERE guid = ? AND dn <> ?",
        rows);
  }

  /** How many objects a connector has. */
  public long count(String connector) {
    return transaction.number(
        "SELECT COUNT(*) FROM on_premises_object WHERE connector = ?", connector);
  }

  private static OnPremisesObject object(ResultSet row) throws SQLException {
    return new OnPremisesObject(
        Rows.uuid(row, "guid"),
        row.getString("connector"),
        ObjectKind.ofNumber(row.getInt("kind")),
        row.getString("dn"),
        Rows.attributes(row.getString("attributes")),
        PendingImport.ofNumber(row.getInt("pending")),
        Rows.uuidOrNull(row, "metaverse_id"),
        Rows.failure(row.getString("failure")));
  }
}
