package dev.tombolo.connector.sync;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plans some on-premises objects and carries the plans out, inside one transaction. Each plan sees
 * what those before it did.
 */
final class ForestBatch {
  private final Space space;
  private final SyncPlanner planner;
  private final PilotGroup pilot;
  private final long now;
  private final boolean unanswered;
  private final StepTally tally = new StepTally();
  private final Map<UUID, Inbound> inbound = new HashMap<>();
  private final Map<UUID, MetaverseObject> metaverse = new HashMap<>();
  private final Map<String, MetaverseObject> byAnchor = new HashMap<>();
  private final Map<UUID, Set<UUID>> joined = new HashMap<>();
  private final Map<String, CloudObject> cloud = new HashMap<>();

  private final Map<UUID, MetaverseObject> projected = new LinkedHashMap<>();
  private final Map<UUID, MetaverseObject> changed = new LinkedHashMap<>();
  private final Set<UUID> removed = new LinkedHashSet<>();
  private final Map<String, CloudObject> provisioned = new LinkedHashMap<>();
  private final Map<String, CloudObject> updated = new LinkedHashMap<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final List<OnPremisesObject> kept = new ArrayList<>();
  private final List<UUID> gone = new ArrayList<>();
  private final List<UUID> relink = new ArrayList<>();
  private final List<String> relinkAnchors = new ArrayList<>();
  private final List<ForestPlan> plans = new ArrayList<>();

  ForestBatch(Space space, SyncPlanner planner, PilotGroup pilot, long now) {
    this.space = space;
    this.planner = planner;
    this.pilot = pilot;
    this.now = now;
    this.unanswered = space.settings().isExportUnanswered();
  }

  StepTally run(List<OnPremisesObject> objects) {
    load(objects);
    for (OnPremisesObject object : objects) {
      ForestPlan plan = planner.plan(situation(object), UUID.randomUUID(), now);
      plans.add(plan);
      take(plan);
    }
    save();
    return tally;
  }

  /** The plans that were carried out. */
  List<ForestPlan> plans() {
    return plans;
  }

  private void load(List<OnPremisesObject> objects) {
    Set<UUID> ids = new HashSet<>();
    Set<String> anchors = new HashSet<>();
    Set<UUID> allowed = pilot.allowed(space, objects.stream().map(OnPremisesObject::guid).toList());
    for (OnPremisesObject object : objects) {
      if (object.metaverseId() != null) {
        ids.add(object.metaverseId());
      }
      Optional<Inbound> result =
          planner.inbound(object).map(made -> pilot.of(made, allowed.contains(object.guid())));
      if (result.isPresent()) {
        inbound.put(object.guid(), result.get());
        if (result.get() instanceof Inbound.Contribution contribution) {
          anchors.add(contribution.anchor());
        }
      }
    }
    metaverse.putAll(space.metaverse().find(ids));
    byAnchor.putAll(space.metaverse().withAnchors(anchors));
    Set<UUID> held = new HashSet<>(ids);
    byAnchor.values().forEach(object -> held.add(object.id()));
    for (OnPremisesObject object : space.onPremises().joinedTo(held)) {
      if (object.metaverseId() != null) {
        joined.computeIfAbsent(object.metaverseId(), id -> new HashSet<>()).add(object.guid());
      }
    }
    for (MetaverseObject object : metaverse.values()) {
      if (object.sourceAnchor() != null) {
        anchors.add(object.sourceAnchor());
      }
    }
    cloud.putAll(space.cloud().find(anchors));
  }

  private SyncPlanner.Situation situation(OnPremisesObject object) {
    Optional<Inbound> rules = Optional.ofNullable(inbound.get(object.guid()));
    Optional<MetaverseObject> own =
        object.metaverseId() == null
            ? Optional.empty()
            : Optional.ofNullable(metaverse.get(object.metaverseId()));
    Optional<String> anchor =
        rules.isPresent() && rules.get() instanceof Inbound.Contribution contribution
            ? Optional.of(contribution.anchor())
            : Optional.empty();
    Optional<MetaverseObject> withItsAnchor =
        anchor.flatMap(text -> Optional.ofNullable(byAnchor.get(text)));
    Optional<MetaverseObject> held = own.isPresent() ? own : withItsAnchor;
    boolean alone =
        held.map(
                target ->
                    joined.getOrDefault(target.id(), Set.of()).stream()
                        .allMatch(object.guid()::equals))
            .orElse(true);
    Optional<String> key =
        own.isPresent() ? own.flatMap(o -> Optional.ofNullable(o.sourceAnchor())) : anchor;
    Optional<CloudObject> there = key.flatMap(text -> Optional.ofNullable(cloud.get(text)));
    return new SyncPlanner.Situation(object, rules, own, withItsAnchor, alone, there, unanswered);
  }

  private void take(ForestPlan plan) {
    OnPremisesObject object = plan.object();
    plan.counter()
        .ifPresent(
            counter -> {
              if (plan.failure().isPresent()) {
                tally.fail(
                    counter,
                    new ObjectFailure(
                        object.guid().toString(),
                        object.dn(),
                        plan.failure().get().after(object.failure())));
              } else {
                tally.count(counter, object.guid().toString());
              }
            });
    if (plan.failure().isPresent()) {
      // It stays pending, so that every synchronization tries it again.
      kept.add(
          new OnPremisesObject(
              object.guid(),
              object.connector(),
              object.kind(),
              object.dn(),
              object.attributes(),
              object.pending() == PendingImport.NONE ? PendingImport.UPDATE : object.pending(),
              object.metaverseId(),
              plan.failure().get().after(object.failure())));
      return;
    }
    takeMetaverse(plan);
    takeCloud(plan);
    if (object.pending() == PendingImport.DELETE) {
      gone.add(object.guid());
    } else {
      kept.add(object.synchronizedTo(plan.after().map(MetaverseObject::id).orElse(null), null));
    }
  }

  private void takeMetaverse(ForestPlan plan) {
    UUID guid = plan.object().guid();
    plan.after()
        .ifPresent(
            after -> {
              metaverse.put(after.id(), after);
              String anchor = after.sourceAnchor();
              if (anchor != null) {
                byAnchor.put(anchor, after);
              }
              joined.computeIfAbsent(after.id(), id -> new HashSet<>()).add(guid);
            });
    switch (plan.metaverse()) {
      case PROJECT -> plan.after().ifPresent(after -> projected.put(after.id(), after));
      case JOIN, UPDATE ->
          plan.after()
              .ifPresent(
                  after ->
                      (projected.containsKey(after.id()) ? projected : changed)
                          .put(after.id(), after));
      case REMOVE -> {
        UUID id = plan.object().metaverseId();
        if (id != null) {
          removed.add(id);
          changed.remove(id);
          MetaverseObject was = metaverse.remove(id);
          if (was != null && was.sourceAnchor() != null) {
            byAnchor.remove(was.sourceAnchor());
          }
        }
      }
      case LEAVE -> {
        UUID id = plan.object().metaverseId();
        if (id != null) {
          joined.getOrDefault(id, new HashSet<>()).remove(guid);
        }
      }
      case NONE -> {}
    }
  }

  private void takeCloud(ForestPlan plan) {
    UUID guid = plan.object().guid();
    if (plan.cloud() instanceof CloudPlan.Provision provision) {
      CloudObject after = provision.after();
      provisioned.put(after.anchor(), after);
      dropped.remove(after.anchor());
      cloud.put(after.anchor(), after);
      relink.add(guid);
      relinkAnchors.add(after.anchor());
      tally.count(Counter.PROVISIONED_ADD_FLOW, after.anchor());
    } else if (plan.cloud() instanceof CloudPlan.Change change) {
      CloudObject after = change.after();
      (provisioned.containsKey(after.anchor()) ? provisioned : updated).put(after.anchor(), after);
      cloud.put(after.anchor(), after);
      change.counter().ifPresent(counter -> tally.count(counter, after.anchor()));
      if (change.reprovisioned()) {
        relink.add(guid);
        relinkAnchors.add(after.anchor());
      } else if (after.metaverseId() == null) {
        relinkAnchors.add(after.anchor()); // what was on its way to or from it is so no more
      }
    } else if (plan.cloud() instanceof CloudPlan.Drop drop) {
      String anchor = drop.before().anchor();
      dropped.add(anchor);
      relinkAnchors.add(anchor);
      provisioned.remove(anchor);
      updated.remove(anchor);
      cloud.remove(anchor);
    }
  }

  private void save() {
    space.metaverse().delete(removed);
    space.metaverse().insert(projected.values());
    space.metaverse().update(changed.values());
    space.cloud().delete(dropped);
    space.cloud().insert(provisioned.values());
    space.cloud().update(updated.values());
    space.onPremises().saveSynchronized(kept);
    space.onPremises().delete(gone);
    space.onPremisesLinks().markPending(relink);
    space.cloudLinks().markPending(relinkAnchors);
  }
}
