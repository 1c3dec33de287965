package dev.tombolo.tenant.model;

import java.util.Set;
import java.util.UUID;

/**
 * A licence a user has.
 *
 * @param disabledPlans service plans of the SKU the user is not to have
 */
public record LicenceAssignment(UUID skuId, Set<UUID> disabledPlans) {
  /** Copies the set. */
  public LicenceAssignment {
    disabledPlans = Set.copyOf(disabledPlans);
  }
}
