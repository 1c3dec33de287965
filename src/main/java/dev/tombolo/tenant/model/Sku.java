package dev.tombolo.tenant.model;

import java.util.List;
import java.util.UUID;

/**
 * A product that licences are sold of.
 *
 * @param partNumber such as {@code SPE_E5}
 */
public record Sku(UUID id, String partNumber, List<ServicePlan> plans) {
  /** Copies the list. */
  public Sku {
    plans = List.copyOf(plans);
  }
}
