package dev.tombolo.connector.space;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenant's connector space, one row an object. */
public final class CloudSpace {
  private static final String COLUMNS =
      "anchor, object_type, cloud_anchor, sync_enabled, attributes, pending, metaverse_id,"
          + " export_kind, export_attributes, exported, failure";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM cloud_object ";

  private final Transaction transaction;

  CloudSpace(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The object with a source anchor. */
  public Optional<CloudObject> find(String anchor) {
    return Optional.ofNullable(find(List.of(anchor)).get(anchor));
  }

  /** The objects that there are of some source anchors, by anchor. */
  public Map<String, CloudObject> find(Collection<String> anchors) {
    Map<String, CloudObject> found = new LinkedHashMap<>();
    if (!anchors.isEmpty()) {
      transaction
          .query(
              SELECT + "WHERE anchor = ANY(?)",
              CloudSpace::object,
              (Object) anchors.toArray(String[]::new))
          .forEach(object -> found.put(object.anchor(), object));
    }
    return found;
  }

  /** The objects with a key of the tenant; more than one is a fault of the state. */
  public List<CloudObject> withCloudAnchor(CloudAnchor key) {
    return transaction.query(SELECT + "WHERE cloud_anchor = ?", CloudSpace::object, key.toString());
  }

  /** Objects of which an import is pending, in the order of their anchors. */
  public List<CloudObject> pending(PendingImport pending, String after, int limit) {
    return transaction.query(
        SELECT + "WHERE pending = ? AND anchor > ? ORDER BY anchor LIMIT ?",
        CloudSpace::object,
        pending.number(),
        after,
        limit);
  }

  /** All objects, in the order of their anchors, a page at a time. */
  public List<CloudObject> page(String after, int limit) {
    return transaction.query(
        SELECT + "WHERE anchor > ? ORDER BY anchor LIMIT ?", CloudSpace::object, after, limit);
  }

  /** Objects that are synchronized and joined to nothing, in the order of their anchors. */
  public List<CloudObject> disconnected(String after, int limit) {
    return transaction.query(
        SELECT
            + "WHERE metaverse_id IS NULL AND sync_enabled = 1 AND anchor > ?"
            + " ORDER BY anchor LIMIT ?",
        CloudSpace::object,
        after,
        limit);
  }

  /** Objects with an export pending, in the order of their anchors. */
  public List<CloudObject> exports(ExportKind kind, String after, int limit) {
    return transaction.query(
        SELECT + "WHERE export_kind = ? AND anchor > ? ORDER BY anchor LIMIT ?",
        CloudSpace::object,
        kind.number(),
        after,
        limit);
  }

  /** How many exports of a kind are pending. */
  public long exports(ExportKind kind) {
    return transaction.number(
        "SELECT COUNT(*) FROM cloud_object WHERE export_kind = ?", kind.number());
  }

  /** How many deletions have not been sent yet. */
  public long deletionsToSend() {
    return transaction.number(
        "SELECT COUNT(*) FROM cloud_object WHERE export_kind = ? AND exported = 0",
        ExportKind.DELETE.number());
  }

  /** How many objects there are. */
  public long count() {
    return transaction.number("SELECT COUNT(*) FROM cloud_object");
  }

  /** Adds objects. */
  public void insert(Collection<CloudObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CloudObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.anchor(),
            object.type().wireName(),
            object.cloudAnchor() == null ? null : object.cloudAnchor().toString(),
            number(object.syncEnabled()),
            Rows.attributes(object.attributes()),
            object.pending().number(),
            object.metaverseId(),
            object.export().number(),
            Rows.attributes(object.exportAttributes()),
            object.exported() ? 1 : 0,
            Rows.failure(object.failure())
          });
    }
    transaction.batch(
        "INSERT INTO cloud_object (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** Replaces objects. */
  public void update(Collection<CloudObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CloudObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.cloudAnchor() == null ? null : object.cloudAnchor().toString(),
            number(object.syncEnabled()),
            Rows.attributes(object.attributes()),
            object.pending().number(),
            object.metaverseId(),
            object.export().number(),
            Rows.attributes(object.exportAttributes()),
            object.exported() ? 1 : 0,
            Rows.failure(object.failure()),
            object.anchor()
          });
    }
    transaction.batch(
        "UPDATE cloud_object SET cloud_anchor = ?, sync_enabled = ?, attributes = ?, pending = ?,"
            + " metaverse_id = ?, export_kind = ?, export_attributes = ?, exported = ?,"
            + " failure = ? WHERE anchor = ?",
        rows);
  }

  /** Removes objects. */
  public void delete(Collection<String> anchors) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    anchors.forEach(anchor -> rows.add(new @Nullable Object[] {anchor}));
    transaction.batch("DELETE FROM cloud_object WHERE anchor = ?", rows);
  }

  private static int number(@Nullable Boolean enabled) {
    return enabled == null ? -1 : enabled ? 1 : 0;
  }

  private static CloudObject object(ResultSet row) throws SQLException {
    String key = row.getString("cloud_anchor");
    int enabled = row.getInt("sync_enabled");
    return new CloudObject(
        row.getString("anchor"),
        ObjectType.parse(row.getString("object_type")),
        key == null ? null : CloudAnchor.parse(key),
        enabled < 0 ? null : enabled == 1,
        Rows.attributes(row.getString("attributes")),
        PendingImport.ofNumber(row.getInt("pending")),
        Rows.uuidOrNull(row, "metaverse_id"),
        ExportKind.ofNumber(row.getInt("export_kind")),
        Rows.attributes(row.getString("export_attributes")),
        row.getInt("exported") == 1,
        Rows.failure(row.getString("failure")));
  }
}
