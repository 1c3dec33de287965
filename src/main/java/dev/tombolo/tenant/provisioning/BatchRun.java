package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningError;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.ProvisioningLog;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies operations inside one unit of work: first every object, then every reference. What the
 * operations will ask the database for is asked beforehand, in a few queries for all of them.
 */
final class BatchRun {
  private static final Logger log = LoggerFactory.getLogger(BatchRun.class);

  private static final class Step {
    private final ProvisioningOperation operation;
    private ProvisioningOutcome outcome = ProvisioningOutcome.FAILED;
    private Optional<DirectoryObject> object = Optional.empty();
    private @Nullable ProvisioningError error;
    private final Map<String, List<String>> unresolved = new LinkedHashMap<>();

    private Step(ProvisioningOperation operation) {
      this.operation = operation;
    }
  }

  private final Unit unit;
  private final Faults faults;
  private final List<Step> steps;

  BatchRun(Unit unit, Faults faults, List<ProvisioningOperation> operations) {
    this.unit = unit;
    this.faults = faults;
    this.steps = operations.stream().map(Step::new).toList();
  }

  List<ProvisioningResult> run() {
    preload();
    steps.forEach(this::applyObject);
    steps.forEach(this::applyReferences);
    stampLinked(unit.links().flush());
    if (steps.stream().anyMatch(step -> step.outcome != ProvisioningOutcome.FAILED)) {
      unit.organizations().saveLastSync(unit.now());
    }
    faults.reach("tenant.provisioning.before-commit");
    return steps.stream().map(BatchRun::result).toList();
  }

  private void preload() {
    List<UniqueValue> values = new ArrayList<>();
    for (Step step : steps) {
      ProvisioningOperation operation = step.operation;
      values.add(UniqueValue.sourceAnchor(operation.sourceAnchor()));
      for (ReferenceChange change : operation.references().values()) {
        change.add().forEach(anchor -> values.add(UniqueValue.sourceAnchor(anchor)));
        change.remove().forEach(anchor -> values.add(UniqueValue.sourceAnchor(anchor)));
      }
      addresses(operation, values);
    }
    unit.objects().preloadHolders(values);
    List<UUID> known = new ArrayList<>();
    for (Step step : steps) {
      unit.objects()
          .holder(UniqueValue.sourceAnchor(step.operation.sourceAnchor()))
          .ifPresent(object -> known.add(object.id()));
    }
    unit.licences().preload(known);
    unit.quarantine().preload(known);
  }

  private static void addresses(ProvisioningOperation operation, List<UniqueValue> values) {
    Map<String, List<String>> attributes = operation.attributes();
    for (Property property : new Property[] {Property.USER_PRINCIPAL_NAME, Property.MAIL}) {
      attributes
          .getOrDefault(property.jsonName(), List.of())
          .forEach(address -> values.add(UniqueValue.address(address)));
    }
    attributes
        .getOrDefault(Property.PROXY_ADDRESSES.jsonName(), List.of())
        .forEach(
            value ->
                ProxyAddress.parse(value)
                    .ifPresent(proxy -> values.add(UniqueValue.address(proxy.address()))));
    attributes
        .getOrDefault(Property.ON_PREMISES_SECURITY_IDENTIFIER.jsonName(), List.of())
        .forEach(sid -> values.add(UniqueValue.securityIdentifier(sid)));
    attributes
        .getOrDefault(Property.DEVICE_ID.jsonName(), List.of())
        .forEach(id -> values.add(UniqueValue.deviceId(id)));
  }

  private void applyObject(Step step) {
    ProvisioningOperation operation = step.operation;
    try {
      faults.reach(
          "tenant.provisioning.operation", operation.ref() + " " + operation.sourceAnchor());
      requireReferencesFit(operation);
      ObjectOperation.Done done = new ObjectOperation(unit, operation).run();
      step.outcome = done.outcome();
      step.object = done.object();
    } catch (OperationFailure e) {
      step.error = e.error();
      log.info("Operation {} failed: {}", operation.ref(), e.error().message());
    } catch (FaultException e) {
      step.error = serviceError(e.getMessage());
    }
  }

  static ProvisioningError serviceError(@Nullable String message) {
    String tracking = UUID.randomUUID().toString();
    log.warn("An operation met an error of the service (tracking id {}): {}", tracking, message);
    return new ProvisioningError(
        "ServiceError",
        "The operation failed in the service and may be tried again. Tracking Id: " + tracking,
        tracking,
        null,
        null,
        null,
        true);
  }

  private static void requireReferencesFit(ProvisioningOperation operation)
      throws OperationFailure {
    for (String name : operation.references().keySet()) {
      if (LinkKind.find(operation.objectType(), name).isEmpty()) {
        throw OperationFailure.referenceNotAllowed(name, operation.objectType());
      }
    }
  }

  private void applyReferences(Step step) {
    if (step.object.isEmpty()
        || step.outcome == ProvisioningOutcome.FAILED
        || step.operation.kind() == OperationKind.DELETE) {
      return;
    }
    DirectoryObject source = step.object.get();
    step.operation
        .references()
        .forEach(
            (name, change) ->
                LinkKind.find(source.type(), name)
                    .ifPresent(kind -> applyReference(step, source, kind, change)));
  }

  private void applyReference(
      Step step, DirectoryObject source, LinkKind kind, ReferenceChange change) {
    List<String> unresolved = new ArrayList<>();
    List<UUID> add = resolve(source, kind, change.add(), unresolved);
    if (kind.single() && !add.isEmpty()) {
      unit.links().replace(source, kind, List.of(add.get(add.size() - 1)));
    } else if (change.replace()) {
      unit.links().replace(source, kind, add);
    } else {
      unit.links().remove(source, kind, resolve(source, kind, change.remove(), new ArrayList<>()));
      unit.links().add(source, kind, add);
    }
    if (!unresolved.isEmpty()) {
      step.unresolved.put(kind.wireName(), unresolved);
    }
  }

  private List<UUID> resolve(
      DirectoryObject source, LinkKind kind, List<String> anchors, List<String> unresolved) {
    List<UUID> ids = new ArrayList<>();
    for (String anchor : anchors) {
      Optional<DirectoryObject> target =
          unit.objects()
              .holder(UniqueValue.sourceAnchor(anchor))
              .filter(object -> !object.deleted())
              .filter(object -> kind.joins(source.type(), object.type()));
      target.ifPresentOrElse(object -> ids.add(object.id()), () -> unresolved.add(anchor));
    }
    return ids;
  }

  /** An object of which only the links have changed has been synchronized too. */
  private void stampLinked(Set<UUID> changed) {
    Set<UUID> left = new HashSet<>(changed);
    for (Step step : steps) {
      if (step.outcome == ProvisioningOutcome.UNCHANGED
          && step.object.isPresent()
          && left.remove(step.object.get().id())) {
        step.outcome = ProvisioningOutcome.UPDATED;
        unit.objects()
            .find(step.object.get().id())
            .ifPresent(
                object ->
                    unit.objects()
                        .save(
                            object
                                .edit()
                                .set(Property.ON_PREMISES_LAST_SYNC_DATE_TIME, unit.now())
                                .build()));
      }
    }
  }

  /** What there is to tell of the operations that did something, or failed. */
  List<ProvisioningLog.Entry> entries() {
    List<ProvisioningLog.Entry> entries = new ArrayList<>();
    for (Step step : steps) {
      if (step.outcome != ProvisioningOutcome.UNCHANGED) {
        entries.add(entry(step));
      }
    }
    return entries;
  }

  private static ProvisioningLog.Entry entry(Step step) {
    ProvisioningOperation operation = step.operation;
    String action =
        switch (step.outcome) {
          case CREATED -> "create";
          case UPDATED, MATCHED_HARD, MATCHED_SOFT, UNCHANGED -> "update";
          case DELETED -> "delete";
          case RESTORED -> "other";
          case FAILED ->
              switch (operation.kind()) {
                case ADD -> "create";
                case UPDATE -> "update";
                case DELETE -> "delete";
              };
        };
    List<String> names =
        operation.attributes().getOrDefault(Property.DISPLAY_NAME.jsonName(), List.of());
    return new ProvisioningLog.Entry(
        action,
        operation.objectType(),
        step.object.map(DirectoryObject::id),
        operation.sourceAnchor(),
        step.object
            .flatMap(object -> object.text(Property.DISPLAY_NAME))
            .orElse(names.isEmpty() ? "" : names.get(0)),
        step.error == null ? "" : step.error.code(),
        step.error == null ? "" : step.error.message());
  }

  private static ProvisioningResult result(Step step) {
    return new ProvisioningResult(
        step.operation.ref(),
        step.operation.sourceAnchor(),
        step.outcome,
        step.object.map(DirectoryObject::cloudAnchor).orElse(null),
        step.error,
        step.unresolved);
  }
}
