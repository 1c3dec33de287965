package dev.tombolo.tenant.store;

import java.util.List;
import java.util.UUID;

/** Which directory roles a user holds, by role template. */
public final class RoleAssignments {
  private final Unit unit;

  /** Works inside a unit of work. */
  public RoleAssignments(Unit unit) {
    this.unit = unit;
  }

  /** The template ids of a principal's roles. */
  public List<UUID> of(UUID principal) {
    return unit.transaction()
        .query(
            "SELECT role_id FROM role_assignment WHERE principal_id = ? ORDER BY role_id",
            row -> row.getObject(1, UUID.class),
            principal);
  }

  /** The ids of a role's members. */
  public List<UUID> members(UUID role) {
    return unit.transaction()
        .query(
            "SELECT principal_id FROM role_assignment WHERE role_id = ? ORDER BY principal_id",
            row -> row.getObject(1, UUID.class),
            role);
  }

  /** Gives a principal a role it may have already. */
  public void add(UUID principal, UUID role) {
    unit.transaction()
        .update(
            "INSERT INTO role_assignment (principal_id, role_id) VALUES (?, ?)"
                + " ON CONFLICT DO NOTHING",
            principal,
            role);
  }

  /** Takes a role away; returns whether the principal had it. */
  public boolean remove(UUID principal, UUID role) {
    return unit.transaction()
            .update(
                "DELETE FROM role_assignment WHERE principal_id = ? AND role_id = ?",
                principal,
                role)
        > 0;
  }
}
