package dev.tombolo.connector.export;

import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudLinks;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.LinkState;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.space.SyncFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of references of objects that are in the tenant already. */
final class ReferenceExport implements Batch {
  private static final int MAX_LINKS = 5_000;

  private record Part(CloudObject source, List<CloudLink> links) {}

  private final List<Part> parts = new ArrayList<>();

  /** A batch: an object's references may take several operations. */
  ReferenceExport(Map<String, CloudObject> sources, List<CloudLink> links) {
    Map<String, List<CloudLink>> bySource = new LinkedHashMap<>();
    for (CloudLink link : links) {
      bySource.computeIfAbsent(link.source(), source -> new ArrayList<>()).add(link);
    }
    bySource.forEach(
        (anchor, all) -> {
          CloudObject source = sources.get(anchor);
          if (source != null
              && source.cloudAnchor() != null
              && source.export() != ExportKind.DELETE) {
            for (int from = 0; from < all.size(); from += MAX_LINKS) {
              parts.add(
                  new Part(source, all.subList(from, Math.min(all.size(), from + MAX_LINKS))));
            }
          }
        });
  }

  @Override
  public List<ProvisioningOperation> operations() {
    List<ProvisioningOperation> operations = new ArrayList<>();
    for (Part part : parts) {
      operations.add(
          new ProvisioningOperation(
              part.source().anchor(),
              OperationKind.UPDATE,
              part.source().type(),
              part.source().anchor(),
              Map.of(),
              changes(part.links())));
    }
    return operations;
  }

  @Override
  public StepTally apply(
      Space space, List<ProvisioningResult> results, LinkedUsers linkedUsers, long now) {
    StepTally tally = new StepTally();
    Set<String> updated = new LinkedHashSet<>();
    Map<String, CloudObject> changed = new LinkedHashMap<>();
    List<CloudLink> sent = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      CloudObject source = part.source();
      ProvisioningResult result = results.get(i);
      if (result.outcome() == ProvisioningOutcome.FAILED) {
        SyncFailure failure = ObjectExport.failure(result.error(), now).after(source.failure());
        changed.put(source.anchor(), source.failed(failure));
        tally.fail(
            Counter.EXPORT_FAILURE,
            new ObjectFailure(source.anchor(), ObjectExport.name(source), failure));
        continue;
      }
      boolean unchanged = result.outcome() == ProvisioningOutcome.UNCHANGED;
      sent.addAll(sent(part.links(), result.unresolvedReferences(), unchanged));
      if (!unchanged) {
        updated.add(source.anchor());
      }
      if (source.failure() != null && source.export() == ExportKind.NONE) {
        changed.put(source.anchor(), source.exporting(ExportKind.NONE, Map.of()));
      }
    }
    updated.forEach(anchor -> tally.count(Counter.EXPORT_UPDATE, anchor));
    space.cloud().update(changed.values());
    save(space.cloudLinks(), sent);
    return tally;
  }

  /** References as the wire has them. */
  static Map<String, ReferenceChange> changes(List<CloudLink> links) {
    Map<LinkKind, List<String>> add = new LinkedHashMap<>();
    Map<LinkKind, List<String>> remove = new LinkedHashMap<>();
    for (CloudLink link : links) {
      (link.state().wanted() ? add : remove)
          .computeIfAbsent(link.kind(), kind -> new ArrayList<>())
          .add(link.target());
    }
    Map<String, ReferenceChange> changes = new LinkedHashMap<>();
    for (LinkKind kind : LinkKind.values()) {
      if (add.containsKey(kind) || remove.containsKey(kind)) {
        changes.put(
            kind.property(),
            new ReferenceChange(
                add.getOrDefault(kind, List.of()), remove.getOrDefault(kind, List.of()), false));
      }
    }
    return changes;
  }

  /**
   * The references as they are after they have been sent: what could not be resolved is to be sent
   * again.
   *
   * @param settled whether the tenant had them already, so that no import will tell of them
   */
  static List<CloudLink> sent(
      List<CloudLink> links, Map<String, List<String>> unresolved, boolean settled) {
    Map<LinkKind, Set<String>> open = new HashMap<>();
    unresolved.forEach(
        (property, anchors) ->
            LinkKind.ofProperty(property).ifPresent(kind -> open.put(kind, Set.copyOf(anchors))));
    List<CloudLink> after = new ArrayList<>();
    for (CloudLink link : links) {
      if (open.getOrDefault(link.kind(), Set.of()).contains(link.target())) {
        after.add(link.in(LinkState.ADD));
      } else if (link.state().wanted()) {
        after.add(link.in(settled ? LinkState.CONFIRMED : LinkState.ADDED));
      } else {
        after.add(link.in(LinkState.REMOVED));
      }
    }
    return after;
  }

  static void save(CloudLinks links, List<CloudLink> after) {
    links.update(after, false);
  }
}
