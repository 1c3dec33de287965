package dev.tombolo.tenant.licence;

import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.address.Settlement;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.Sku;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.store.Licences;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Assigns licences to users and takes them away (MS Graph user: assignLicense). */
public final class LicenceService {
  private final Unit unit;

  /** Works inside a unit of work. */
  public LicenceService(Unit unit) {
    this.unit = unit;
  }

  /**
   * Changes a user's licences. The seats are counted when the unit ends, which then may find that
   * none is free ({@link dev.tombolo.tenant.store.NoSeatsException}).
   *
   * @return the user, whose addresses may have followed
   * @throws ApiException when the user has no usage location, or a product or plan does not fit
   */
  public DirectoryObject change(
      DirectoryObject user, List<LicenceAssignment> add, Set<UUID> remove) {
    Set<UUID> held =
        unit.licences().of(user.id()).stream()
            .map(LicenceAssignment::skuId)
            .collect(Collectors.toSet());
    for (UUID sku : remove) {
      if (!held.contains(sku)) {
        throw ApiException.badRequest("User does not have a corresponding license.");
      }
    }
    if (!add.isEmpty() && user.text(Property.USAGE_LOCATION).isEmpty()) {
      throw ApiException.badRequest(
          "License assignment cannot be done for user with invalid usage location.");
    }
    add.forEach(this::requireKnown);
    remove.forEach(sku -> unit.licences().unassign(user.id(), sku));
    add.forEach(assignment -> unit.licences().assign(user.id(), assignment));
    DirectoryObject wanted =
        new Addressing(unit).calculate(user, EnumSet.of(Addressing.Cause.LICENCE));
    DirectoryObject after = Settlement.of(unit, wanted).save(unit);
    unit.audit().add(AuditEntry.change("Change user license", AuditEntry.Target.of(after)));
    unit.journal(
        "licence",
        after,
        "The user's licences were changed",
        Map.of(
            "added",
            names(add.stream().map(LicenceAssignment::skuId).toList()),
            "removed",
            names(List.copyOf(remove))));
    return after;
  }

  private static String names(List<UUID> skus) {
    return skus.stream()
        .map(id -> SkuCatalog.find(id).map(Sku::partNumber).orElseGet(id::toString))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private void requireKnown(LicenceAssignment assignment) {
    Sku sku =
        SkuCatalog.find(assignment.skuId())
            .filter(known -> sold(known.id()))
            .orElseThrow(
                () ->
                    ApiException.badRequest(
                        "License "
                            + assignment.skuId()
                            + " does not correspond to a valid company License."));
    Set<UUID> plans = sku.plans().stream().map(ServicePlan::id).collect(Collectors.toSet());
    for (UUID plan : assignment.disabledPlans()) {
      if (!plans.contains(plan)) {
        throw ApiException.badRequest(
            "License assignment failed because service plan "
                + plan
                + " is not part of license "
                + assignment.skuId()
                + ".");
      }
    }
  }

  private boolean sold(UUID skuId) {
    return unit.licences().seats().stream().map(Licences.Seats::skuId).anyMatch(skuId::equals);
  }
}
