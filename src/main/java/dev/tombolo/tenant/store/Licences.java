package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.LicenceAssignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Users' licences and the seats of each product. A seat is counted by a statement that takes it
 * only if one is free, so however many ask at a time, no more are taken than there are.
 */
public final class Licences {
  /** Seats of a product. */
  public record Seats(UUID skuId, int enabled, int consumed) {}

  private record SeatChange(int delta, boolean onlyIfFree) {}

  private final Transaction transaction;
  private final Map<UUID, Map<UUID, LicenceAssignment>> known = new HashMap<>();
  private final TreeMap<UUID, SeatChange> seats = new TreeMap<>();

  Licences(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Reads many users' licences at once. */
  public void preload(Collection<UUID> users) {
    Set<UUID> missing = new HashSet<>(users);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(user -> known.put(user, new TreeMap<>()));
    transaction
        .query(
            "SELECT user_id, sku_id, disabled_plans FROM licence WHERE user_id = ANY(?)",
            row ->
                Map.entry(
                    row.getObject(1, UUID.class),
                    new LicenceAssignment(
                        row.getObject(2, UUID.class), parsePlans(row.getString(3)))),
            (Object) missing.toArray(UUID[]::new))
        .forEach(row -> put(row.getKey(), row.getValue()));
  }

  private void put(UUID user, LicenceAssignment assignment) {
    known.computeIfAbsent(user, id -> new TreeMap<>()).put(assignment.skuId(), assignment);
  }

  private static Set<UUID> parsePlans(String plans) {
    return Stream.of(plans.split(","))
        .filter(plan -> !plan.isEmpty())
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  /** A user's licences. */
  public List<LicenceAssignment> of(UUID user) {
    preload(Set.of(user));
    return List.copyOf(known.getOrDefault(user, Map.of()).values());
  }

  /** Says that a user made in this unit has none, so that nobody asks. */
  public void noneYet(UUID user) {
    known.putIfAbsent(user, new TreeMap<>());
  }

  /** Gives a user a licence, or changes which plans are disabled. */
  public void assign(UUID user, LicenceAssignment assignment) {
    boolean had = of(user).stream().anyMatch(other -> other.skuId().equals(assignment.skuId()));
    String plans =
        assignment.disabledPlans().stream()
            .map(UUID::toString)
            .sorted()
            .collect(Collectors.joining(","));
    if (had) {
      transaction.update(
          "UPDATE licence SET disabled_plans = ? WHERE user_id = ? AND sku_id = ?",
          plans,
          user,
          assignment.skuId());
    } else {
      transaction.update(
          "INSERT INTO licence (user_id, sku_id, disabled_plans) VALUES (?, ?, ?)",
          user,
          assignment.skuId(),
          plans);
      count(assignment.skuId(), 1, true);
    }
    put(user, assignment);
  }

  /** Takes a licence from a user. */
  public void unassign(UUID user, UUID skuId) {
    if (transaction.update("DELETE FROM licence WHERE user_id = ? AND sku_id = ?", user, skuId)
        > 0) {
      count(skuId, -1, false);
    }
    known.getOrDefault(user, new TreeMap<>()).remove(skuId);
  }

  /** Frees the seats of a user who goes to the recycle bin; the licences stay noted. */
  public void freeSeats(UUID user) {
    of(user).forEach(assignment -> count(assignment.skuId(), -1, false));
  }

  /** Takes the seats of a user who comes back, even if none is free (reference §5.1). */
  public void takeSeatsBack(UUID user) {
    of(user).forEach(assignment -> count(assignment.skuId(), 1, false));
  }

  private void count(UUID skuId, int delta, boolean onlyIfFree) {
    seats.merge(
        skuId,
        new SeatChange(delta, onlyIfFree),
        (one, other) ->
            new SeatChange(one.delta + other.delta, one.onlyIfFree || other.onlyIfFree));
  }

  /** The seats of every product the tenant has. */
  public List<Seats> seats() {
    return transaction.query(
        "SELECT sku_id, enabled, consumed FROM sku ORDER BY sku_id",
        row -> new Seats(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)));
  }

  /** Sets how many licences of a product there are. */
  public void setSeats(UUID skuId, int enabled) {
    if (transaction.update("UPDATE sku SET enabled = ? WHERE sku_id = ?", enabled, skuId) == 0) {
      transaction.update(
          "INSERT INTO sku (sku_id, enabled, consumed) VALUES (?, ?, 0)", skuId, enabled);
    }
  }

  void flush() {
    List<UUID> full = new ArrayList<>();
    seats.forEach(
        (skuId, change) -> {
          if (change.delta > 0 && change.onlyIfFree) {
            int counted =
                transaction.update(
                    "UPDATE sku SET consumed = consumed + ?"
                        + " WHERE sku_id = ? AND consumed + ? <= enabled",
                    change.delta,
                    skuId,
                    change.delta);
            if (counted == 0) {
              full.add(skuId);
            }
          } else if (change.delta != 0) {
            transaction.update(
                "UPDATE sku SET consumed = consumed + ? WHERE sku_id = ?", change.delta, skuId);
          }
        });
    seats.clear();
    if (!full.isEmpty()) {
      throw new NoSeatsException(full.get(0));
    }
  }

  void forget(UUID[] users) {
    transaction.update("DELETE FROM licence WHERE user_id = ANY(?)", (Object) users);
  }
}
