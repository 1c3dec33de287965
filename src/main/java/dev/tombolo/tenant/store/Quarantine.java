package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.QuarantinedValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values that duplicate attribute resiliency keeps out. */
public final class Quarantine {
  private final Transaction transaction;
  private final Map<UUID, List<QuarantinedValue>> known = new HashMap<>();
  private final Map<UUID, List<QuarantinedValue>> wanted = new LinkedHashMap<>();

  Quarantine(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Reads many objects' values at once. */
  public void preload(Collection<UUID> objects) {
    Set<UUID> missing = new HashSet<>(objects);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(id -> known.put(id, new ArrayList<>()));
    transaction
        .query(
            "SELECT object_id, property, error_value, occurred_at FROM provisioning_error"
                + " WHERE object_id = ANY(?)",
            Quarantine::read,
            (Object) missing.toArray(UUID[]::new))
        .forEach(
            value -> known.computeIfAbsent(value.objectId(), id -> new ArrayList<>()).add(value));
  }

  /** Says that an object made in this unit has none, so that nobody asks. */
  public void noneYet(UUID object) {
    known.putIfAbsent(object, new ArrayList<>());
  }

  /** An object's values in quarantine. */
  public List<QuarantinedValue> of(UUID object) {
    List<QuarantinedValue> pending = wanted.get(object);
    if (pending != null) {
      return List.copyOf(pending);
    }
    preload(Set.of(object));
    return List.copyOf(known.getOrDefault(object, List.of()));
  }

  /** A page of values of all objects, in order of object id, after one object. */
  public List<QuarantinedValue> page(UUID after, int limit) {
    return transaction.query(
        "SELECT object_id, property, error_value, occurred_at FROM provisioning_error"
            + " WHERE object_id > ? ORDER BY object_id LIMIT ?",
        Quarantine::read,
        after,
        limit);
  }

  private static QuarantinedValue read(ResultSet row) throws SQLException {
    return new QuarantinedValue(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  /** Sets an object's values in quarantine; one that was there keeps its time. */
  public void set(UUID object, List<QuarantinedValue> values) {
    List<QuarantinedValue> merged = new ArrayList<>();
    List<QuarantinedValue> before = of(object);
    for (QuarantinedValue value : values) {
      merged.add(
          before.stream()
              .filter(old -> old.property().equals(value.property()))
              .filter(old -> old.value().equals(value.value()))
              .findFirst()
              .orElse(value));
    }
    if (!merged.equals(before)) {
      wanted.put(object, merged);
    }
  }

  void flush() {
    if (wanted.isEmpty()) {
      return;
    }
    forget(wanted.keySet().toArray(UUID[]::new));
    List<@Nullable Object[]> rows = new ArrayList<>();
    wanted
        .values()
        .forEach(
            values ->
                values.forEach(
                    value ->
                        rows.add(
                            new Object[] {
                              value.objectId(),
                              value.property(),
                              value.value(),
                              value.occurred().toEpochMilli()
                            })));
    transaction.batch(
        "INSERT INTO provisioning_error (object_id, property, error_value, occurred_at)"
            + " VALUES (?, ?, ?, ?)",
        rows);
    wanted.clear();
  }

  void forget(UUID[] objects) {
    transaction.update("DELETE FROM provisioning_error WHERE object_id = ANY(?)", (Object) objects);
  }
}
