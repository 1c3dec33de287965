package dev.tombolo.tenant.store;

import dev.tombolo.sql.StaleRowException;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.UniqueValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The objects a unit of work has read and changed, and who holds which unique value. Changes are
 * seen at once inside the unit and written together when it ends; the database then refuses what
 * another transaction took or changed meanwhile.
 */
public final class DirectoryObjects {
  private static final class Tracked {
    private final ObjectTable.@Nullable Row origin;
    private @Nullable DirectoryObject current;

    private Tracked(ObjectTable.@Nullable Row origin, @Nullable DirectoryObject current) {
      this.origin = origin;
      this.current = current;
    }
  }

  private final Transaction transaction;
  private final Map<UUID, Tracked> tracked = new LinkedHashMap<>();
  private final Set<UUID> absent = new HashSet<>();
  private final Set<UUID> locked = new HashSet<>();
  private final Map<UniqueValue, Optional<UUID>> holders = new HashMap<>();

  DirectoryObjects(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Reads many objects at once, so that {@link #find} need not ask for each. */
  public void preload(Collection<UUID> ids) {
    Set<UUID> missing = new HashSet<>(ids);
    missing.removeAll(tracked.keySet());
    missing.removeAll(absent);
    if (missing.isEmpty()) {
      return;
    }
    for (ObjectTable.Row row : ObjectTable.load(transaction, missing)) {
      tracked.put(row.object().id(), new Tracked(row, row.object()));
      missing.remove(row.object().id());
    }
    absent.addAll(missing);
  }

  /** The object with an id, live or in the recycle bin. */
  public Optional<DirectoryObject> find(UUID id) {
    preload(Set.of(id));
    return Optional.ofNullable(tracked.get(id))
        .flatMap(known -> Optional.ofNullable(known.current));
  }

  /** Asks for many values at once, and reads the objects that hold them. */
  public void preloadHolders(Collection<UniqueValue> values) {
    Map<String, UniqueValue> missing = new HashMap<>();
    for (UniqueValue value : values) {
      if (!holders.containsKey(value)) {
        missing.put(value.key(), value);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    transaction.query(
        "SELECT unique_key, object_id FROM unique_value WHERE unique_key = ANY(?)",
        row -> {
          UniqueValue value = new UniqueValue(row.getString(1));
          missing.remove(value.key());
          return holders.put(value, Optional.of(row.getObject(2, UUID.class)));
        },
        (Object) missing.keySet().toArray(String[]::new));
    missing.values().forEach(value -> holders.put(value, Optional.empty()));
    List<UUID> ids = new ArrayList<>();
    for (UniqueValue value : values) {
      holders.getOrDefault(value, Optional.empty()).ifPresent(ids::add);
    }
    preload(ids);
  }

  /** The object that holds a value. */
  public Optional<DirectoryObject> holder(UniqueValue value) {
    preloadHolders(Set.of(value));
    return holders.getOrDefault(value, Optional.empty()).flatMap(this::find);
  }

  /** The object, other than {@code id}, that holds a value. */
  public Optional<DirectoryObject> otherHolder(UniqueValue value, UUID id) {
    return holder(value).filter(object -> !object.id().equals(id));
  }

  /**
   * Keeps other units from changing the object, or what hangs on it under the same lock, until this
   * one ends.
   *
   * @return whether it had to: not twice, and not for an object that is made in this unit
   */
  boolean lock(UUID id) {
    if (find(id).isEmpty() || isNew(id) || !locked.add(id)) {
      return false;
    }
    long version =
        transaction
            .first(
                "SELECT version FROM directory_object WHERE id = ? FOR UPDATE",
                row -> row.getLong(1),
                id)
            .orElseThrow(() -> new StaleRowException(id.toString()));
    Tracked known = tracked.get(id);
    if (known != null && known.origin != null && known.origin.version() != version) {
      throw new StaleRowException(id.toString());
    }
    return true;
  }

  /** Whether the object was made in this unit. */
  public boolean isNew(UUID id) {
    Tracked known = tracked.get(id);
    return known != null && known.origin == null;
  }

  /** Adds the object, or puts it in the place of the one with its id. */
  public void save(DirectoryObject object) {
    Optional<DirectoryObject> before = find(object.id());
    before.ifPresent(old -> UniqueValue.heldBy(old).forEach(value -> release(value, old.id())));
    UniqueValue.heldBy(object).forEach(value -> holders.put(value, Optional.of(object.id())));
    Tracked known = tracked.computeIfAbsent(object.id(), id -> new Tracked(null, null));
    known.current = object;
    absent.remove(object.id());
  }

  /** Removes the object for good. */
  public void remove(UUID id) {
    find(id)
        .ifPresent(
            object -> {
              UniqueValue.heldBy(object).forEach(value -> release(value, id));
              Tracked known = tracked.get(id);
              if (known != null) {
                known.current = null;
              }
            });
  }

  private void release(UniqueValue value, UUID id) {
    if (holders.getOrDefault(value, Optional.empty()).equals(Optional.of(id))) {
      holders.put(value, Optional.empty());
    }
  }

  /** The objects that this unit removes for good. */
  List<DirectoryObject> removed() {
    List<DirectoryObject> removed = new ArrayList<>();
    for (Tracked known : tracked.values()) {
      if (known.current == null && known.origin != null) {
        removed.add(known.origin.object());
      }
    }
    return removed;
  }

  /** Writes what changed, and notes it in the change log. */
  void flush(ChangeLog changes) {
    List<DirectoryObject> inserted = new ArrayList<>();
    List<ObjectTable.Row> updated = new ArrayList<>();
    List<ObjectTable.Row> removed = new ArrayList<>();
    UniqueValueTable.Changes values = new UniqueValueTable.Changes();
    for (Tracked known : tracked.values()) {
      DirectoryObject current = known.current;
      if (known.origin == null) {
        if (current != null) {
          inserted.add(current);
          values.add(current.id(), Set.of(), UniqueValue.heldBy(current));
          changes.object(current);
        }
        continue;
      }
      DirectoryObject before = known.origin.object();
      if (current == null) {
        removed.add(known.origin);
        values.add(before.id(), UniqueValue.heldBy(before), Set.of());
        changes.gone(before);
      } else if (!current.equals(before)) {
        updated.add(new ObjectTable.Row(current, known.origin.version()));
        values.add(before.id(), UniqueValue.heldBy(before), UniqueValue.heldBy(current));
        changes.object(current);
      }
    }
    values.write(transaction);
    ObjectTable.insert(transaction, inserted);
    ObjectTable.update(transaction, updated);
    ObjectTable.delete(transaction, removed);
  }
}
