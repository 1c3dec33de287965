package dev.tombolo.connector.export;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningError;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.LinkState;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.space.SyncFailure;
import dev.tombolo.connector.space.Values;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One batch of objects: its operations, and what their answers change in the connector space. */
final class ObjectExport implements Batch {
  private static final Set<ProvisioningOutcome> LINKED =
      EnumSet.of(
          ProvisioningOutcome.CREATED,
          ProvisioningOutcome.RESTORED,
          ProvisioningOutcome.MATCHED_HARD,
          ProvisioningOutcome.MATCHED_SOFT);

  private final List<CloudObject> objects;
  private final Map<String, List<CloudLink>> links = new HashMap<>();

  /**
   * A batch.
   *
   * @param links references of the objects that can be sent with them
   */
  ObjectExport(List<CloudObject> objects, List<CloudLink> links) {
    this.objects = objects;
    for (CloudLink link : links) {
      this.links.computeIfAbsent(link.source(), source -> new ArrayList<>()).add(link);
    }
  }

  @Override
  public List<ProvisioningOperation> operations() {
    List<ProvisioningOperation> operations = new ArrayList<>();
    for (CloudObject object : objects) {
      operations.add(
          object.export() == ExportKind.DELETE
              ? ProvisioningOperation.delete(object.anchor(), object.type(), object.anchor())
              : new ProvisioningOperation(
                  object.anchor(),
                  object.export() == ExportKind.ADD ? OperationKind.ADD : OperationKind.UPDATE,
                  object.type(),
                  object.anchor(),
                  object.exportAttributes(),
                  ReferenceExport.changes(links.getOrDefault(object.anchor(), List.of()))));
    }
    return operations;
  }

  @Override
  public StepTally apply(
      Space space, List<ProvisioningResult> results, LinkedUsers linkedUsers, long now) {
    StepTally tally = new StepTally();
    List<CloudObject> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    List<String> created = new ArrayList<>();
    List<String> linked = new ArrayList<>();
    List<CloudLink> sent = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      CloudObject object = objects.get(i);
      ProvisioningResult result = results.get(i);
      ProvisioningOutcome outcome = result.outcome();
      if (outcome == ProvisioningOutcome.FAILED) {
        SyncFailure failure = failure(result.error(), now).after(object.failure());
        changed.add(object.failed(failure));
        tally.fail(
            Counter.EXPORT_FAILURE, new ObjectFailure(object.anchor(), name(object), failure));
        continue;
      }
      if (object.export() == ExportKind.DELETE) {
        tally.count(Counter.EXPORT_DELETE, object.anchor());
        if (result.cloudAnchor() == null) {
          gone.add(object.anchor());
        } else {
          changed.add(object.sent(result.cloudAnchor()));
        }
        continue;
      }
      tally.count(
          object.export() == ExportKind.ADD ? Counter.EXPORT_ADD : Counter.EXPORT_UPDATE,
          object.anchor());
      changed.add(
          outcome == ProvisioningOutcome.UNCHANGED
              ? asIs(object, result)
              : object.sent(result.cloudAnchor()));
      if (outcome == ProvisioningOutcome.CREATED) {
        created.add(object.anchor());
      }
      if (LINKED.contains(outcome) && object.type() == ObjectType.USER) {
        linked.add(object.anchor());
      }
      sent.addAll(
          ReferenceExport.sent(
              links.getOrDefault(object.anchor(), List.of()),
              result.unresolvedReferences(),
              false));
    }
    space.cloud().update(changed);
    space.cloud().delete(gone);
    renew(space, created);
    ReferenceExport.save(space.cloudLinks(), sent);
    Map<String, UUID> accounts = space.metaverse().guidsOf(linked);
    linkedUsers.linked(space, accounts.values());
    return tally;
  }

  /** The tenant had everything already, so there is nothing for an import to confirm. */
  private static CloudObject asIs(CloudObject object, ProvisioningResult result) {
    return new CloudObject(
        object.anchor(),
        object.type(),
        result.cloudAnchor(),
        true,
        Values.overlaid(object.attributes(), object.exportAttributes()),
        object.pending(),
        object.metaverseId(),
        ExportKind.NONE,
        Map.of(),
        false,
        null);
  }

  /** What was known of the references of an object that has been made anew is so no more. */
  private static void renew(Space space, List<String> created) {
    List<CloudLink> again = new ArrayList<>();
    List<CloudLink> gone = new ArrayList<>();
    for (CloudLink link : space.cloudLinks().settledWith(created)) {
      (link.state().wanted() ? again : gone).add(link.in(LinkState.ADD));
    }
    space.cloudLinks().update(again, false);
    space.cloudLinks().delete(gone);
  }

  static SyncFailure failure(@Nullable ProvisioningError error, long now) {
    return error == null
        ? SyncFailure.of("Unknown", "The tenant gave no reason.", now)
        : new SyncFailure(
            error.code(),
            error.message(),
            error.trackingId(),
            error.conflictingObjectId(),
            error.attribute(),
            error.value(),
            now,
            now,
            1);
  }

  static String name(CloudObject object) {
    Map<String, List<String>> shown =
        Values.overlaid(object.attributes(), object.exportAttributes());
    for (String property :
        List.of("onPremisesDistinguishedName", "userPrincipalName", "displayName")) {
      List<String> values = shown.getOrDefault(property, List.of());
      if (!values.isEmpty()) {
        return values.get(0);
      }
    }
    return object.anchor();
  }
}
