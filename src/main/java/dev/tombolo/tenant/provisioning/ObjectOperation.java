package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.tenant.address.AddressConflictException;
import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.address.Addressing.Cause;
import dev.tombolo.tenant.address.Settlement;
import dev.tombolo.tenant.lifecycle.RecycleBin;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Modifications;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.QuarantinedValue;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out one operation on its object; references come after. Nothing is changed when it fails.
 */
final class ObjectOperation {
  private static final Set<Cause> ALL = EnumSet.of(Cause.FIRST);

  private final Unit unit;
  private final ProvisioningOperation operation;

  ObjectOperation(Unit unit, ProvisioningOperation operation) {
    this.unit = unit;
    this.operation = operation;
  }

  /**
   * What was done.
   *
   * @param object after it; empty when it was gone before
   */
  record Done(ProvisioningOutcome outcome, Optional<DirectoryObject> object) {}

  Done run() throws OperationFailure {
    return switch (operation.kind()) {
      case ADD -> add();
      case UPDATE -> update();
      case DELETE -> delete();
    };
  }

  private Done add() throws OperationFailure {
    Match match = Match.of(unit, operation);
    if (match instanceof Match.Linked linked) {
      return change(linked.object(), ProvisioningOutcome.UPDATED);
    }
    if (match instanceof Match.Hard hard) {
      return change(hard.object(), ProvisioningOutcome.MATCHED_HARD);
    }
    if (match instanceof Match.Soft soft) {
      return change(soft.object(), ProvisioningOutcome.MATCHED_SOFT);
    }
    return match instanceof Match.Deleted deleted ? restore(deleted.object()) : create();
  }

  private Done update() throws OperationFailure {
    Optional<DirectoryObject> found =
        unit.objects()
            .holder(UniqueValue.sourceAnchor(operation.sourceAnchor()))
            .filter(object -> !object.deleted());
    if (found.isEmpty()) {
      throw OperationFailure.objectNotFound(operation.sourceAnchor());
    }
    // An object that was restored in the cloud is linked again by its source's next word of it.
    return found.get().synced() ? change(found.get(), ProvisioningOutcome.UPDATED) : add();
  }

  private Done delete() throws OperationFailure {
    Optional<DirectoryObject> found =
        unit.objects()
            .holder(UniqueValue.sourceAnchor(operation.sourceAnchor()))
            .filter(object -> !object.deleted());
    if (found.isEmpty()) {
      return new Done(ProvisioningOutcome.DELETED, Optional.empty());
    }
    DirectoryObject object = found.get();
    if (object.type() != operation.objectType()) {
      throw OperationFailure.objectTypeMismatch(object, operation.objectType());
    }
    if (!object.synced()) {
      throw OperationFailure.deletingCloudOnlyObject(object);
    }
    new RecycleBin(unit).delete(object);
    return new Done(ProvisioningOutcome.DELETED, Optional.of(object));
  }

  private Done create() throws OperationFailure {
    ObjectType type = operation.objectType();
    DirectoryObject.Draft draft =
        DirectoryObject.live(unit.newId(), type)
            .edit()
            .set(DirectoryObject.anchorProperty(type), operation.sourceAnchor())
            .set(Property.ON_PREMISES_SYNC_ENABLED, true);
    switch (type) {
      case USER ->
          draft
              .set(Property.CREATED_DATE_TIME, unit.now())
              .set(Property.ACCOUNT_ENABLED, true)
              .set(Property.USER_TYPE, "Member");
      case GROUP ->
          draft
              .set(Property.CREATED_DATE_TIME, unit.now())
              .set(Property.SECURITY_ENABLED, false)
              .set(Property.MAIL_ENABLED, false);
      case DEVICE ->
          draft
              .set(Property.REGISTRATION_DATE_TIME, unit.now())
              .set(Property.ACCOUNT_ENABLED, true);
      case CONTACT -> {}
    }
    DirectoryObject blank = draft.build();
    unit.licences().noneYet(blank.id());
    unit.quarantine().noneYet(blank.id());
    Settlement settlement = settle(blank, ALL);
    DirectoryObject created = stamped(settlement).save(unit);
    String what = type.wireName();
    unit.audit().add(AuditEntry.change("Add " + what, AuditEntry.Target.of(created)));
    unit.journal("create", created, "The " + what + " was created from its source");
    noteQuarantine(settlement);
    return new Done(ProvisioningOutcome.CREATED, Optional.of(created));
  }

  /** Changes a live object, linking it to its source if it was not. */
  private Done change(DirectoryObject before, ProvisioningOutcome outcome) throws OperationFailure {
    boolean link = !before.synced();
    DirectoryObject start =
        before
            .edit()
            .set(Property.ON_PREMISES_SYNC_ENABLED, true)
            .set(DirectoryObject.anchorProperty(before.type()), operation.sourceAnchor())
            .build();
    Settlement settlement = settle(start, link ? ALL : Set.of());
    boolean same =
        settlement.object().equals(before)
            && settlement.quarantined().size() == unit.quarantine().of(before.id()).size();
    if (same) {
      return new Done(ProvisioningOutcome.UNCHANGED, Optional.of(before));
    }
    DirectoryObject after = stamped(settlement).save(unit);
    String what = before.type().wireName();
    unit.audit()
        .add(
            AuditEntry.change(
                "Update " + what,
                new AuditEntry.Target(after, Modifications.between(before, after))));
    unit.journal(
        link ? "match" : "update",
        after,
        "The " + what + (link ? " was linked to its source" : " follows its source"),
        Map.of("outcome", outcome.wireName()));
    noteQuarantine(settlement);
    return new Done(outcome, Optional.of(after));
  }

  private Done restore(DirectoryObject deleted) throws OperationFailure {
    DirectoryObject revived =
        RecycleBin.revive(deleted).set(Property.ON_PREMISES_SYNC_ENABLED, true).build();
    Settlement settlement = settle(revived, Set.of());
    DirectoryObject restored = stamped(settlement).save(unit);
    new RecycleBin(unit).noteRestored(restored);
    noteQuarantine(settlement);
    return new Done(ProvisioningOutcome.RESTORED, Optional.of(restored));
  }

  private Settlement settle(DirectoryObject start, Set<Cause> causes) throws OperationFailure {
    AttributeFlow.Flowed flowed =
        new AttributeFlow(unit.organization()).into(start, operation.attributes());
    Set<Cause> all = EnumSet.noneOf(Cause.class);
    all.addAll(causes);
    all.addAll(flowed.causes());
    DirectoryObject wanted = new Addressing(unit).calculate(flowed.object(), all);
    requireFree(wanted);
    try {
      return Settlement.of(unit, withQuarantined(wanted, all));
    } catch (AddressConflictException e) {
      throw unit.objects().isNew(wanted.id()) || unit.objects().find(wanted.id()).isEmpty()
          ? OperationFailure.invalidSoftMatch(e)
          : OperationFailure.attributeValueMustBeUnique(e);
    }
  }

  /** What was in quarantine and has not been made anew is asked for once more. */
  private DirectoryObject withQuarantined(DirectoryObject wanted, Set<Cause> causes) {
    DirectoryObject asked = wanted;
    for (QuarantinedValue value : unit.quarantine().of(wanted.id())) {
      boolean anew =
          causes.contains(Cause.FIRST)
              || (value.property().equals(QuarantinedValue.USER_PRINCIPAL_NAME)
                  ? causes.contains(Cause.PRINCIPAL_NAME)
                  : causes.contains(Cause.MAIL));
      asked = anew ? asked : DuplicateRepair.asking(asked, value);
    }
    return asked;
  }

  private void requireFree(DirectoryObject wanted) throws OperationFailure {
    UUID id = wanted.id();
    for (Property property :
        new Property[] {Property.ON_PREMISES_SECURITY_IDENTIFIER, Property.DEVICE_ID}) {
      Optional<String> value =
          wanted.text(property).filter(text -> property.appliesTo(wanted.type()));
      Optional<DirectoryObject> holder =
          value.flatMap(
              text ->
                  unit.objects()
                      .otherHolder(
                          property == Property.DEVICE_ID
                              ? UniqueValue.deviceId(text)
                              : UniqueValue.securityIdentifier(text),
                          id));
      if (holder.isPresent()) {
        throw OperationFailure.attributeValueMustBeUnique(
            "AttributeValueMustBeUnique", holder.get(), property.jsonName(), value.orElse(""));
      }
    }
  }

  private Settlement stamped(Settlement settlement) {
    return new Settlement(
        settlement
            .object()
            .edit()
            .set(Property.ON_PREMISES_LAST_SYNC_DATE_TIME, unit.now())
            .build(),
        settlement.quarantined());
  }

  private void noteQuarantine(Settlement settlement) {
    for (QuarantinedValue value : settlement.quarantined()) {
      unit.journal(
          "quarantine",
          settlement.object(),
          "Another object holds a value; it is in quarantine",
          Map.of("property", value.property(), "value", value.value()));
    }
  }
}
