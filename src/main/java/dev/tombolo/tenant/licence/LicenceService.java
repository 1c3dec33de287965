package dev.tombolo.tenant.licence;

import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.address.Settlement;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.LicenceState;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.QuarantinedValue;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.Sku;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.store.GroupLicences;
import dev.tombolo.tenant.store.Licences;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
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
    for (UUID sku : remove) {
      requireHeldByHand(user.id(), sku);
    }
    if (!add.isEmpty() && user.text(Property.USAGE_LOCATION).isEmpty()) {
      throw ApiException.badRequest(
          "License assignment cannot be done for user with invalid usage location.");
    }
    add.forEach(this::requireKnown);
    remove.forEach(sku -> unit.licences().unassign(user.id(), sku));
    add.forEach(assignment -> unit.licences().assign(user.id(), assignment));
    return follow(
        user,
        Map.of(
            "added",
            names(add.stream().map(LicenceAssignment::skuId).toList()),
            "removed",
            names(List.copyOf(remove))));
  }

  /**
   * Notes that a user's licences have changed, and lets the addresses follow.
   *
   * @return the user as it is then
   */
  DirectoryObject follow(DirectoryObject user, Map<String, String> details) {
    DirectoryObject wanted =
        new Addressing(unit).calculate(user, EnumSet.of(Addressing.Cause.LICENCE));
    DirectoryObject after = withQuarantinedName(Settlement.of(unit, wanted)).save(unit);
    unit.audit().add(AuditEntry.change("Change user license", AuditEntry.Target.of(after)));
    unit.journal("licence", after, "The user's licences were changed", details);
    return after;
  }

  /** The name is not asked for anew, so what keeps the wanted one out stays noted. */
  private Settlement withQuarantinedName(Settlement settlement) {
    List<QuarantinedValue> all = new ArrayList<>(settlement.quarantined());
    for (QuarantinedValue value : unit.quarantine().of(settlement.object().id())) {
      boolean known = all.stream().anyMatch(other -> other.property().equals(value.property()));
      if (value.property().equals(QuarantinedValue.USER_PRINCIPAL_NAME) && !known) {
        all.add(value);
      }
    }
    return new Settlement(settlement.object(), all);
  }

  /**
   * Changes a group's licences; its members get theirs when the unit is committed.
   *
   * @throws ApiException when a product or plan does not fit, or one is not there to be removed
   */
  public void change(DirectoryObject group, GroupChange change) {
    GroupLicences licences = new GroupLicences(unit);
    Set<UUID> held =
        licences.of(group.id()).stream().map(LicenceAssignment::skuId).collect(Collectors.toSet());
    if (!held.containsAll(change.remove())) {
      throw ApiException.badRequest("Group does not have a corresponding license.");
    }
    change.add().forEach(this::requireKnown);
    change.remove().forEach(sku -> licences.unassign(group.id(), sku));
    change.add().forEach(assignment -> licences.assign(group.id(), assignment));
    unit.licences().membersConcerned();
    unit.audit().add(AuditEntry.change("Change group license", AuditEntry.Target.of(group)));
    unit.journal("licence", group, "The group's licences were changed");
  }

  /** What is asked of a group's licences. */
  public record GroupChange(List<LicenceAssignment> add, Set<UUID> remove) {
    /** Copies the collections. */
    public GroupChange {
      add = List.copyOf(add);
      remove = Set.copyOf(remove);
    }
  }

  private void requireHeldByHand(UUID user, UUID sku) {
    List<LicenceState> ways =
        unit.licences().states(user).stream().filter(state -> state.skuId().equals(sku)).toList();
    if (ways.isEmpty()) {
      throw ApiException.badRequest("User does not have a corresponding license.");
    }
    if (ways.stream().allMatch(state -> state.group().isPresent())) {
      throw ApiException.badRequest(
          "User license is inherited from a group membership and it cannot be removed directly from"
              + " the user.");
    }
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
