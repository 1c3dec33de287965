package dev.tombolo.tenant.model;

import java.util.UUID;

/**
 * A service that comes with a SKU.
 *
 * @param name such as {@code EXCHANGE_S_ENTERPRISE}
 * @param appliesToUser whether users have it; otherwise the company
 */
public record ServicePlan(UUID id, String name, boolean appliesToUser) {
  /** Whether it brings an Exchange Online mailbox. */
  public boolean exchange() {
    return name.equals("EXCHANGE_S_ENTERPRISE") || name.equals("EXCHANGE_S_STANDARD");
  }

  /** Whether it allows an in-place archive. */
  public boolean archive() {
    return name.equals("EXCHANGE_S_ENTERPRISE");
  }

  /** Whether it allows password writeback. */
  public boolean directoryPremium() {
    return name.equals("AAD_PREMIUM") || name.equals("AAD_PREMIUM_P2");
  }
}
