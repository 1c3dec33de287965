package dev.tombolo.tenant.model;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One way in which a user comes by a licence: by hand, or as a member of a group (MS Graph {@code
 * licenseAssignmentState}).
 *
 * @param disabledPlans service plans that are not given
 * @param group whose licence it is; empty for one that was assigned by hand
 * @param problem why the user has it not, in Graph's word; empty when they have
 */
public record LicenceState(
    UUID skuId, Set<UUID> disabledPlans, Optional<UUID> group, String problem) {
  /** No seat was free. */
  public static final String NO_SEATS = "CountViolation";

  /** Copies the set. */
  public LicenceState {
    disabledPlans = Set.copyOf(disabledPlans);
  }

  /** Whether the user has the licence by this. */
  public boolean active() {
    return problem.isEmpty();
  }

  /** By hand. */
  public static LicenceState direct(LicenceAssignment assignment) {
    return new LicenceState(assignment.skuId(), assignment.disabledPlans(), Optional.empty(), "");
  }
}
