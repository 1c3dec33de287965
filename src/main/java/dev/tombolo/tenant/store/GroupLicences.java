package dev.tombolo.tenant.store;

import dev.tombolo.sql.RowMapper;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.LicenceState;
import dev.tombolo.tenant.model.LinkKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The licences of groups, and how what the members have differs from what they should have. */
public final class GroupLicences {
  private static final String LIVE_USERS = Integer.toString(2);
  private static final String DUE =
      "SELECT l.target_id, g.sku_id, g.group_id, g.disabled_plans, i.problem"
          + " FROM group_licence g"
          + " JOIN directory_link l ON l.source_id = g.group_id AND l.kind = "
          + LinkKind.MEMBER.code()
          + " JOIN directory_object o ON o.id = l.target_id AND o.listing = "
          + LIVE_USERS
          + " LEFT JOIN inherited_licence i ON i.user_id = l.target_id AND i.sku_id = g.sku_id"
          + " AND i.group_id = g.group_id"
          + " WHERE (i.user_id IS NULL OR i.disabled_plans <> g.disabled_plans OR i.problem <> '')"
          + " AND l.target_id > ? ORDER BY l.target_id LIMIT ?";
  private static final String SURPLUS =
      "SELECT i.user_id, i.sku_id, i.group_id, i.disabled_plans, i.problem"
          + " FROM inherited_licence i"
          + " LEFT JOIN group_licence g ON g.group_id = i.group_id AND g.sku_id = i.sku_id"
          + " LEFT JOIN directory_link l ON l.source_id = i.group_id AND l.kind = "
          + LinkKind.MEMBER.code()
          + " AND l.target_id = i.user_id"
          + " WHERE (g.group_id IS NULL OR l.source_id IS NULL)"
          + " AND i.user_id > ? ORDER BY i.user_id LIMIT ?";

  /**
   * A licence that a member should have, or should have no longer.
   *
   * @param before the problem noted, if it has been tried
   */
  public record Due(UUID user, LicenceState state, Optional<String> before) {}

  private final Unit unit;

  /** Works inside a unit of work. */
  public GroupLicences(Unit unit) {
    this.unit = unit;
  }

  /** The licences of a group. */
  public List<LicenceAssignment> of(UUID group) {
    return unit.transaction()
        .query(
            "SELECT sku_id, disabled_plans FROM group_licence WHERE group_id = ? ORDER BY sku_id",
            row ->
                new LicenceAssignment(
                    row.getObject(1, UUID.class), Licences.parsePlans(row.getString(2))),
            group);
  }

  /** Whether one of some groups has licences. */
  boolean anyOf(Set<UUID> groups) {
    return unit.transaction()
            .number(
                "SELECT COUNT(*) FROM group_licence WHERE group_id = ANY(?)",
                (Object) groups.toArray(UUID[]::new))
        > 0;
  }

  /** Gives a group a licence, or changes which plans are disabled. */
  public void assign(UUID group, LicenceAssignment assignment) {
    unassign(group, assignment.skuId());
    unit.transaction()
        .update(
            "INSERT INTO group_licence (group_id, sku_id, disabled_plans) VALUES (?, ?, ?)",
            group,
            assignment.skuId(),
            Licences.plans(assignment.disabledPlans()));
  }

  /** Takes a licence from a group. */
  public void unassign(UUID group, UUID sku) {
    unit.transaction()
        .update("DELETE FROM group_licence WHERE group_id = ? AND sku_id = ?", group, sku);
  }

  /** The next licences that live members should have and have not so, after a user. */
  public List<Due> due(UUID after, int limit) {
    return unit.transaction().query(DUE, ROW, after, limit);
  }

  /** The next licences that users have of groups which give them no longer, after a user. */
  public List<Due> surplus(UUID after, int limit) {
    return unit.transaction().query(SURPLUS, ROW, after, limit);
  }

  private static final RowMapper<Due> ROW =
      row ->
          new Due(
              row.getObject(1, UUID.class),
              new LicenceState(
                  row.getObject(2, UUID.class),
                  Licences.parsePlans(row.getString(4)),
                  Optional.of(row.getObject(3, UUID.class)),
                  ""),
              Optional.ofNullable(row.getString(5)));

  /** Gives a member the group's licence, or notes why not. */
  public void give(UUID user, LicenceState state) {
    unit.licences().inherit(user, state);
  }

  /** Takes a group's licence from a user. */
  public void take(UUID user, LicenceState state) {
    unit.licences().disinherit(user, state.skuId(), state.group().orElseThrow());
  }

  /** Members who could not be given a licence of a group. */
  public Set<UUID> membersWithProblems(UUID group) {
    return Set.copyOf(
        unit.transaction()
            .query(
                "SELECT DISTINCT user_id FROM inherited_licence"
                    + " WHERE group_id = ? AND problem <> ''",
                row -> row.getObject(1, UUID.class),
                group));
  }

  /** Free seats by product. */
  public Map<UUID, Integer> free() {
    Map<UUID, Integer> free = new HashMap<>();
    for (Licences.Seats seats : unit.licences().seats()) {
      free.put(seats.skuId(), Math.max(0, seats.enabled() - seats.consumed()));
    }
    return free;
  }
}
