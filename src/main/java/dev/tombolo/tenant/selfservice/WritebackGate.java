package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.store.Unit;
import java.util.Optional;

/** Whether the tenant lets passwords be written back: its switch, and its licence. */
final class WritebackGate {
  private WritebackGate() {}

  /** Why passwords are not written back, if they are not. */
  static Optional<PasswordOutcome.Refused> refusal(Unit unit, SsprPolicy policy) {
    if (!policy.writeBackPasswords()) {
      return Optional.of(
          new PasswordOutcome.Refused(
              SsprError.WRITEBACK_NOT_ENABLED,
              0,
              "The password is kept on-premises, and passwords are not written back there."));
    }
    if (!isLicensed(unit)) {
      return Optional.of(
          new PasswordOutcome.Refused(
              SsprError.USER_NOT_LICENSED,
              0,
              "Password writeback needs Microsoft Entra ID P1 or P2."));
    }
    return Optional.empty();
  }

  /** Whether the tenant has bought a plan that password writeback comes with. */
  static boolean isLicensed(Unit unit) {
    return unit.licences().seats().stream()
        .filter(seats -> seats.enabled() > 0)
        .flatMap(seats -> SkuCatalog.find(seats.skuId()).stream())
        .flatMap(sku -> sku.plans().stream())
        .anyMatch(ServicePlan::directoryPremium);
  }
}
