package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.LicenceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Users' licences and the seats of each product. A user who has a product in several ways takes one
 * seat. A seat is counted by a statement that takes it only if one is free, so however many ask at
 * a time, no more are taken than there are.
 */
public final class Licences {
  /** Seats of a product. */
  public record Seats(UUID skuId, int enabled, int consumed) {}

  private record SeatChange(int delta, boolean onlyIfFree) {}

  private final Transaction transaction;
  private final DirectoryObjects objects;
  private final Map<UUID, List<LicenceState>> known = new HashMap<>();
  private final TreeMap<UUID, SeatChange> seats = new TreeMap<>();
  private boolean membersConcerned;

  Licences(Transaction transaction, DirectoryObjects objects) {
    this.transaction = transaction;
    this.objects = objects;
  }

  /** Whoever changes a user's licences, or counts them, does so alone. */
  private void lock(UUID user) {
    if (objects.lock(user)) {
      known.remove(user);
    }
    preload(Set.of(user)); // before anything of it is changed
  }

  /** Reads many users' licences at once. */
  public void preload(Collection<UUID> users) {
    Set<UUID> missing = new HashSet<>(users);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(user -> known.put(user, new ArrayList<>()));
    transaction
        .query(
            "SELECT user_id, sku_id, disabled_plans FROM licence WHERE user_id = ANY(?)"
                + " ORDER BY user_id, sku_id",
            row ->
                Map.entry(
                    row.getObject(1, UUID.class),
                    LicenceState.direct(
                        new LicenceAssignment(
                            row.getObject(2, UUID.class), parsePlans(row.getString(3))))),
            (Object) missing.toArray(UUID[]::new))
        .forEach(row -> put(row.getKey(), row.getValue()));
    transaction
        .query(
            "SELECT user_id, sku_id, disabled_plans, group_id, problem FROM inherited_licence"
                + " WHERE user_id = ANY(?) ORDER BY user_id, sku_id, group_id",
            row ->
                Map.entry(
                    row.getObject(1, UUID.class),
                    new LicenceState(
                        row.getObject(2, UUID.class),
                        parsePlans(row.getString(3)),
                        Optional.of(row.getObject(4, UUID.class)),
                        row.getString(5))),
            (Object) missing.toArray(UUID[]::new))
        .forEach(row -> put(row.getKey(), row.getValue()));
  }

  private void put(UUID user, LicenceState state) {
    known.computeIfAbsent(user, id -> new ArrayList<>()).add(state);
  }

  static Set<UUID> parsePlans(String plans) {
    return Stream.of(plans.split(","))
        .filter(plan -> !plan.isEmpty())
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  static String plans(Set<UUID> plans) {
    return plans.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
  }

  /** The ways in which a user comes by licences, those with a problem among them. */
  public List<LicenceState> states(UUID user) {
    preload(Set.of(user));
    return List.copyOf(known.getOrDefault(user, List.of()));
  }

  /**
   * A user's licences: a product that comes in several ways is there once, without the plans that
   * none of them gives.
   */
  public List<LicenceAssignment> of(UUID user) {
    TreeMap<UUID, Set<UUID>> disabled = new TreeMap<>();
    for (LicenceState state : states(user)) {
      if (state.active()) {
        disabled.merge(state.skuId(), new HashSet<>(state.disabledPlans()), Licences::intersection);
      }
    }
    return disabled.entrySet().stream()
        .map(entry -> new LicenceAssignment(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Set<UUID> intersection(Set<UUID> one, Set<UUID> other) {
    one.retainAll(other);
    return one;
  }

  /** Says that a user made in this unit has none, so that nobody asks. */
  public void noneYet(UUID user) {
    known.putIfAbsent(user, new ArrayList<>());
  }

  /** Gives a user a licence by hand, or changes which plans are disabled. */
  public void assign(UUID user, LicenceAssignment assignment) {
    lock(user);
    String plans = plans(assignment.disabledPlans());
    UUID sku = assignment.skuId();
    if (find(user, sku, Optional.empty()).isPresent()) {
      transaction.update(
          "UPDATE licence SET disabled_plans = ? WHERE user_id = ? AND sku_id = ?",
          plans,
          user,
          sku);
    } else {
      transaction.update(
          "INSERT INTO licence (user_id, sku_id, disabled_plans) VALUES (?, ?, ?)",
          user,
          sku,
          plans);
    }
    replace(user, sku, Optional.empty(), Optional.of(LicenceState.direct(assignment)));
  }

  /** Takes a licence that was given by hand from a user. */
  public void unassign(UUID user, UUID skuId) {
    lock(user);
    transaction.update("DELETE FROM licence WHERE user_id = ? AND sku_id = ?", user, skuId);
    replace(user, skuId, Optional.empty(), Optional.empty());
  }

  /** Gives a member a group's licence, or notes why not; in place of what was noted before. */
  void inherit(UUID user, LicenceState state) {
    lock(user);
    UUID group = state.group().orElseThrow();
    transaction.update(
        "DELETE FROM inherited_licence WHERE user_id = ? AND sku_id = ? AND group_id = ?",
        user,
        state.skuId(),
        group);
    transaction.update(
        "INSERT INTO inherited_licence (user_id, sku_id, group_id, disabled_plans, problem)"
            + " VALUES (?, ?, ?, ?, ?)",
        user,
        state.skuId(),
        group,
        plans(state.disabledPlans()),
        state.problem());
    replace(user, state.skuId(), state.group(), Optional.of(state));
  }

  /** Takes a group's licence from somebody who is a member no longer. */
  void disinherit(UUID user, UUID skuId, UUID group) {
    lock(user);
    transaction.update(
        "DELETE FROM inherited_licence WHERE user_id = ? AND sku_id = ? AND group_id = ?",
        user,
        skuId,
        group);
    replace(user, skuId, Optional.of(group), Optional.empty());
  }

  private Optional<LicenceState> find(UUID user, UUID sku, Optional<UUID> group) {
    return states(user).stream()
        .filter(state -> state.skuId().equals(sku) && state.group().equals(group))
        .findFirst();
  }

  /** Whether a user has a product, in whatever way. */
  boolean has(UUID user, UUID sku) {
    return states(user).stream().anyMatch(state -> state.active() && state.skuId().equals(sku));
  }

  /** Puts one way in the place of another, and counts the seat that this takes or frees. */
  private void replace(UUID user, UUID sku, Optional<UUID> group, Optional<LicenceState> with) {
    boolean had = has(user, sku);
    List<LicenceState> states = known.computeIfAbsent(user, id -> new ArrayList<>());
    states.removeIf(state -> state.skuId().equals(sku) && state.group().equals(group));
    with.ifPresent(states::add);
    boolean has = has(user, sku);
    if (has != had) {
      count(sku, has ? 1 : -1, has);
    }
  }

  /** Frees the seats of a user who goes to the recycle bin; the licences stay noted. */
  public void freeSeats(UUID user) {
    lock(user);
    of(user).forEach(assignment -> count(assignment.skuId(), -1, false));
  }

  /** Takes the seats of a user who comes back, even if none is free (reference §5.1). */
  public void takeSeatsBack(UUID user) {
    lock(user);
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

  /** Says that members of groups may have to be given licences, or to lose some. */
  public void membersConcerned() {
    membersConcerned = true;
  }

  /** Whether they may. */
  boolean concernMembers() {
    return membersConcerned;
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

  /** Forgets the licences of objects that are gone for good, users and groups alike. */
  void forget(UUID[] gone) {
    transaction.update("DELETE FROM licence WHERE user_id = ANY(?)", (Object) gone);
    transaction.update("DELETE FROM inherited_licence WHERE user_id = ANY(?)", (Object) gone);
    transaction.update("DELETE FROM group_licence WHERE group_id = ANY(?)", (Object) gone);
  }
}
