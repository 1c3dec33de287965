package dev.tombolo.connector.space;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The metaverse's table. */
public final class Metaverse {
  private static final String COLUMNS = "metaverse_id, object_type, source_anchor, attributes";

  private final Transaction transaction;

  Metaverse(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The object with an id. */
  public Optional<MetaverseObject> find(UUID id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /** The objects that there are of some ids. */
  public Map<UUID, MetaverseObject> find(Collection<UUID> ids) {
    Map<UUID, MetaverseObject> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      transaction
          .query(
              "SELECT " + COLUMNS + " FROM metaverse_object WHERE metaverse_id = ANY(?)",
              Metaverse::object,
              (Object) ids.toArray(UUID[]::new))
          .forEach(object -> found.put(object.id(), object));
    }
    return found;
  }

  /** The objects that there are of some source anchors, by anchor. */
  public Map<String, MetaverseObject> withAnchors(Collection<String> anchors) {
    Map<String, MetaverseObject> found = new LinkedHashMap<>();
    if (!anchors.isEmpty()) {
      transaction
          .query(
              "SELECT " + COLUMNS + " FROM metaverse_object WHERE source_anchor = ANY(?)",
              Metaverse::object,
              (Object) anchors.toArray(String[]::new))
          .forEach(
              object -> {
                if (object.sourceAnchor() != null) {
                  found.put(object.sourceAnchor(), object);
                }
              });
    }
    return found;
  }

  /**
   * Where an on-premises object is in the tenant.
   *
   * @param anchor its source anchor
   */
  public record Place(String anchor, ObjectType type) {}

  /** The places of on-premises objects that are joined to an object that has a source anchor. */
  public Map<UUID, Place> placesOf(Collection<UUID> guids) {
    Map<UUID, Place> anchors = new LinkedHashMap<>();
    if (!guids.isEmpty()) {
      transaction
          .query(
              "SELECT o.guid, m.source_anchor, m.object_type"
                  + " FROM on_premises_object o JOIN metaverse_object m"
                  + " ON m.metaverse_id = o.metaverse_id"
                  + " WHERE m.source_anchor IS NOT NULL AND o.guid = ANY(?)",
              row ->
                  Map.entry(
                      Rows.uuid(row, "guid"),
                      new Place(
                          row.getString("source_anchor"),
                          ObjectType.parse(row.getString("object_type")))),
              (Object) guids.toArray(UUID[]::new))
          .forEach(entry -> anchors.put(entry.getKey(), entry.getValue()));
    }
    return anchors;
  }

  /** The on-premises objects behind source anchors. */
  public Map<String, UUID> guidsOf(Collection<String> anchors) {
    Map<String, UUID> guids = new LinkedHashMap<>();
    if (!anchors.isEmpty()) {
      transaction
          .query(
              "SELECT m.source_anchor, o.guid FROM metaverse_object m JOIN on_premises_object o"
                  + " ON o.metaverse_id = m.metaverse_id WHERE m.source_anchor = ANY(?)",
              row -> Map.entry(row.getString("source_anchor"), Rows.uuid(row, "guid")),
              (Object) anchors.toArray(String[]::new))
          .forEach(entry -> guids.put(entry.getKey(), entry.getValue()));
    }
    return guids;
  }

  /** Adds objects. */
  public void insert(Collection<MetaverseObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (MetaverseObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.id(),
            object.type().wireName(),
            object.sourceAnchor(),
            Rows.attributes(object.attributes())
          });
    }
    transaction.batch("INSERT INTO metaverse_object (" + COLUMNS + ") VALUES (?, ?, ?, ?)", rows);
  }

  /** Replaces objects' attributes and anchors. */
  public void update(Collection<MetaverseObject> objects) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (MetaverseObject object : objects) {
      rows.add(
          new @Nullable Object[] {
            object.sourceAnchor(), Rows.attributes(object.attributes()), object.id()
          });
    }
    transaction.batch(
        "UPDATE metaverse_object SET source_anchor = ?, attributes = ? WHERE metaverse_id = ?",
        rows);
  }

  /** Removes objects. */
  public void delete(Collection<UUID> ids) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    ids.forEach(id -> rows.add(new @Nullable Object[] {id}));
    transaction.batch("DELETE FROM metaverse_object WHERE metaverse_id = ?", rows);
  }

  /** How many objects there are. */
  public long count() {
    return transaction.number("SELECT COUNT(*) FROM metaverse_object");
  }

  private static MetaverseObject object(ResultSet row) throws SQLException {
    return new MetaverseObject(
        Rows.uuid(row, "metaverse_id"),
        ObjectType.parse(row.getString("object_type")),
        row.getString("source_anchor"),
        Rows.attributes(row.getString("attributes")));
  }
}
