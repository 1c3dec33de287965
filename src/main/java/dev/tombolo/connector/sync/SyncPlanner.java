package dev.tombolo.connector.sync;

import dev.tombolo.connector.rule.ForestObject;
import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.rule.Outbound;
import dev.tombolo.connector.rule.RuleFailure;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.SyncFailure;
import dev.tombolo.connector.space.Values;
import dev.tombolo.connector.sync.ForestPlan.MetaverseChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a synchronization does, as a pure function: the same decision serves to preview, to
 * explain and to apply.
 */
public final class SyncPlanner {
  /** The error of an object on which a rule failed. */
  public static final String RULE_FAILED = "sync-rule-error-function-triggered";

  /** The error of an object whose source anchor is no longer what it was synchronized with. */
  public static final String ANCHOR_CHANGED = RULE_FAILED;

  /** The error of an object whose source anchor another object already has. */
  public static final String ANCHOR_TAKEN = "ambiguous-import-flow-from-multiple-connectors";

  private final SyncRules rules;
  private final Map<String, ForestNames> forests;

  /** The names of a forest's domain. */
  public record ForestNames(String domainName, String netBiosName) {}

  /**
   * A planner.
   *
   * @param forests the domain's names by connector
   */
  public SyncPlanner(SyncRules rules, Map<String, ForestNames> forests) {
    this.rules = rules;
    this.forests = Map.copyOf(forests);
  }

  /**
   * What an object's decision depends on.
   *
   * @param inbound what {@link SyncPlanner#inbound} made of it; absent when it is gone, or a
   *     container
   * @param joined the metaverse object it is joined to
   * @param withItsAnchor the metaverse object that has the source anchor it would have
   * @param alone whether no other object is joined to those
   * @param cloud the object in the tenant's connector space that has that source anchor
   * @param unanswered whether an export may have made new objects in the tenant without its answer
   *     having been seen
   */
  public record Situation(
      OnPremisesObject object,
      Optional<Inbound> inbound,
      Optional<MetaverseObject> joined,
      Optional<MetaverseObject> withItsAnchor,
      boolean alone,
      Optional<CloudObject> cloud,
      boolean unanswered) {}

  /** What the inbound rules make of an object; nothing when it is gone, or a container. */
  public Optional<Inbound> inbound(OnPremisesObject object) {
    if (object.pending() == PendingImport.DELETE || object.kind() == ObjectKind.CONTAINER) {
      return Optional.empty();
    }
    ForestNames names = forests.getOrDefault(object.connector(), new ForestNames("", ""));
    return Optional.of(
        rules.inbound(new ForestObject(object, names.domainName(), names.netBiosName())));
  }

  /**
   * Decides about an on-premises object.
   *
   * @param newId the id of the metaverse object, if one is made
   * @param now milliseconds since 1970, for failures
   */
  public ForestPlan plan(Situation situation, UUID newId, long now) {
    if (situation.inbound().isEmpty()) {
      return leave(
          situation, Counter.CONNECTOR_DELETE_REMOVE_MV, Counter.CONNECTOR_DELETE_LEAVE_MV, null);
    }
    if (situation.inbound().get() instanceof Inbound.Contribution contribution) {
      return contribute(situation, contribution, newId, now);
    }
    if (situation.inbound().get() instanceof Inbound.Failed failed) {
      return nothing(
          situation.object(),
          situation.inbound(),
          Counter.FLOW_FAILURE,
          SyncFailure.of(RULE_FAILED, failed.rule() + ": " + failed.reason(), now));
    }
    return leave(
        situation,
        Counter.CONNECTOR_FILTERED_REMOVE_MV,
        Counter.CONNECTOR_FILTERED_LEAVE_MV,
        Counter.DISCONNECTOR_FILTERED);
  }

  private static ForestPlan nothing(
      OnPremisesObject object,
      Optional<Inbound> inbound,
      @Nullable Counter counter,
      @Nullable SyncFailure failure) {
    return new ForestPlan(
        object,
        inbound,
        MetaverseChange.NONE,
        Optional.empty(),
        new CloudPlan.None(),
        Optional.ofNullable(counter),
        Optional.ofNullable(failure));
  }

  /** The object no longer contributes. */
  private ForestPlan leave(
      Situation situation, Counter removed, Counter left, @Nullable Counter disconnector) {
    OnPremisesObject object = situation.object();
    if (situation.joined().isEmpty()) {
      return nothing(object, situation.inbound(), disconnector, null);
    }
    boolean last = situation.alone();
    return new ForestPlan(
        object,
        situation.inbound(),
        last ? MetaverseChange.REMOVE : MetaverseChange.LEAVE,
        Optional.empty(),
        last ? deprovision(situation.cloud(), situation.unanswered()) : new CloudPlan.None(),
        Optional.of(last ? removed : left),
        Optional.empty());
  }

  private static CloudPlan deprovision(Optional<CloudObject> cloud, boolean unanswered) {
    if (cloud.isEmpty() || cloud.get().export() == ExportKind.DELETE) {
      return new CloudPlan.None();
    }
    CloudObject object = cloud.get();
    if (object.cloudAnchor() == null && !(unanswered && object.export() == ExportKind.ADD)) {
      return new CloudPlan.Drop(object);
    }
    if (Boolean.FALSE.equals(object.syncEnabled()) && object.export() != ExportKind.ADD) {
      // Somebody has taken it over in the cloud: it is not this engine's to delete.
      return new CloudPlan.Change(
          object.exporting(ExportKind.NONE, Map.of()).synchronizedTo(null),
          Optional.empty(),
          false);
    }
    return new CloudPlan.Change(
        object.exporting(ExportKind.DELETE, Map.of()).synchronizedTo(null),
        Optional.of(Counter.PROVISIONED_DELETE),
        false);
  }

  private ForestPlan contribute(
      Situation situation, Inbound.Contribution contribution, UUID newId, long now) {
    OnPremisesObject object = situation.object();
    if (situation.joined().isPresent()) {
      MetaverseObject joined = situation.joined().get();
      if (!contribution.anchor().equals(joined.sourceAnchor())) {
        return nothing(
            object,
            Optional.of(contribution),
            Counter.FLOW_FAILURE,
            SyncFailure.of(
                ANCHOR_CHANGED,
                "The sourceAnchor attribute has changed: it was "
                    + joined.sourceAnchor()
                    + " and is "
                    + contribution.anchor()
                    + ". Put the former value back.",
                now));
      }
      Map<String, List<String>> attributes = flowing(contribution, joined.attributes());
      boolean same = joined.attributes().equals(attributes);
      return planned(
          situation,
          new MetaverseObject(joined.id(), contribution.type(), contribution.anchor(), attributes),
          same ? MetaverseChange.NONE : MetaverseChange.UPDATE,
          same ? Counter.CONNECTOR_NO_FLOW : Counter.CONNECTOR_FLOW,
          now);
    }
    if (situation.withItsAnchor().isPresent()) {
      MetaverseObject held = situation.withItsAnchor().get();
      return situation.alone()
          ? planned(
              situation,
              new MetaverseObject(
                  held.id(),
                  contribution.type(),
                  contribution.anchor(),
                  flowing(contribution, held.attributes())),
              MetaverseChange.JOIN,
              Counter.DISCONNECTOR_JOINED_FLOW,
              now)
          : nothing(
              object,
              Optional.of(contribution),
              Counter.FLOW_FAILURE,
              SyncFailure.of(
                  ANCHOR_TAKEN,
                  "Another object already has the source anchor " + contribution.anchor() + ".",
                  now));
    }
    return planned(
        situation,
        new MetaverseObject(
            newId, contribution.type(), contribution.anchor(), contribution.attributes()),
        MetaverseChange.PROJECT,
        Counter.DISCONNECTOR_PROJECTED_FLOW,
        now);
  }

  /** What the metaverse shall hold: what flows only once stays as it is. */
  private static Map<String, List<String>> flowing(
      Inbound.Contribution contribution, Map<String, List<String>> held) {
    if (contribution.once().isEmpty()) {
      return contribution.attributes();
    }
    Map<String, List<String>> attributes = new LinkedHashMap<>(contribution.attributes());
    for (String name : contribution.once()) {
      List<String> values = held.getOrDefault(name, List.of());
      if (!values.isEmpty()) {
        attributes.put(name, values);
      }
    }
    return attributes;
  }

  private ForestPlan planned(
      Situation situation,
      MetaverseObject after,
      MetaverseChange change,
      Counter counter,
      long now) {
    CloudPlan cloud = outbound(after, situation.cloud(), situation.unanswered(), now);
    if (cloud instanceof CloudPlan.Failed failed) {
      return nothing(
          situation.object(), situation.inbound(), Counter.FLOW_FAILURE, failed.failure());
    }
    return new ForestPlan(
        situation.object(),
        situation.inbound(),
        change,
        Optional.of(after),
        cloud,
        Optional.of(counter),
        Optional.empty());
  }

  /**
   * Decides what is to be exported of a metaverse object that has a source anchor.
   *
   * @param unanswered whether an export may have made it in the tenant without its answer
   * @param now milliseconds since 1970, for failures
   */
  public CloudPlan outbound(
      MetaverseObject object, Optional<CloudObject> cloud, boolean unanswered, long now) {
    String anchor = object.sourceAnchor();
    if (anchor == null) {
      return new CloudPlan.None();
    }
    Outbound made;
    try {
      made = rules.outbound(object, cloud.map(CloudObject::attributes).orElse(Map.of()));
    } catch (RuleFailure e) {
      return new CloudPlan.Failed(SyncFailure.of(RULE_FAILED, e.rule() + ": " + e.reason(), now));
    }
    return made instanceof Outbound.Wanted wanted
        ? provisioned(object, anchor, wanted, cloud)
        : deprovision(cloud, unanswered);
  }

  private CloudPlan provisioned(
      MetaverseObject object, String anchor, Outbound.Wanted made, Optional<CloudObject> cloud) {
    Map<String, List<String>> all = made.all();
    if (cloud.isEmpty()) {
      return new CloudPlan.Provision(
          CloudObject.provisioned(anchor, object.type(), object.id(), all));
    }
    CloudObject before = cloud.get();
    CloudObject joined = before.synchronizedTo(object.id());
    boolean deleted = before.export() == ExportKind.DELETE && before.exported();
    boolean absent = before.cloudAnchor() == null || deleted;
    if (absent || (!Boolean.TRUE.equals(before.syncEnabled()) && !isSentAdd(before))) {
      boolean pending =
          before.export() == ExportKind.ADD
              && !before.exported()
              && before.exportAttributes().equals(all);
      return new CloudPlan.Change(
          pending ? joined : joined.exporting(ExportKind.ADD, all),
          pending ? Optional.empty() : Optional.of(Counter.PROVISIONED_ADD_FLOW),
          before.export() != ExportKind.ADD);
    }
    return update(before, joined, made);
  }

  /** The properties that are cleared when the rules give them no value. */
  private Set<String> governed(CloudObject object, Outbound.Wanted made) {
    Set<String> governed = rules.governed(object.type());
    if (made.first().isEmpty()) {
      return governed;
    }
    Set<String> others = new HashSet<>(governed);
    others.removeAll(made.first().keySet());
    return others;
  }

  /** Exported as new, and not seen by an import since. */
  private static boolean isSentAdd(CloudObject object) {
    return object.export() == ExportKind.ADD && object.exported();
  }

  private CloudPlan update(CloudObject before, CloudObject joined, Outbound.Wanted made) {
    Map<String, List<String>> wanted = made.properties();
    Map<String, List<String>> expected =
        before.exported()
            ? Values.overlaid(before.attributes(), before.exportAttributes())
            : before.attributes();
    Map<String, List<String>> difference =
        Values.difference(expected, wanted, governed(before, made));
    boolean reprovisioned = before.export() == ExportKind.DELETE;
    if (difference.isEmpty()) {
      boolean waiting = before.exported() || before.export() == ExportKind.NONE;
      CloudObject after = waiting ? joined : joined.exporting(ExportKind.NONE, Map.of());
      return after.equals(before)
          ? new CloudPlan.None()
          : new CloudPlan.Change(after, Optional.empty(), reprovisioned);
    }
    boolean pending =
        before.export() == ExportKind.UPDATE
            && !before.exported()
            && before.exportAttributes().equals(difference);
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (before.exported()) {
      all.putAll(before.exportAttributes()); // not confirmed yet: sent again with the rest
    }
    all.putAll(difference);
    return new CloudPlan.Change(
        pending ? joined : joined.exporting(ExportKind.UPDATE, all),
        pending ? Optional.empty() : Optional.of(Counter.EXPORT_FLOW),
        reprovisioned);
  }

  /**
   * Decides about an object of the tenant's connector space that an import has changed.
   *
   * @param withItsAnchor the metaverse object that has its source anchor
   * @param now milliseconds since 1970, for failures
   */
  public CloudPlan plan(CloudObject object, Optional<MetaverseObject> withItsAnchor, long now) {
    if (withItsAnchor.isPresent()) {
      CloudPlan plan = outbound(withItsAnchor.get(), Optional.of(object), true, now);
      return plan instanceof CloudPlan.None
          ? new CloudPlan.Change(
              object.synchronizedTo(withItsAnchor.get().id()), Optional.empty(), false)
          : plan;
    }
    if (object.pending() == PendingImport.DELETE && object.cloudAnchor() == null) {
      return new CloudPlan.Drop(object);
    }
    return new CloudPlan.Change(
        object.synchronizedTo(null), Optional.of(Counter.DISCONNECTOR_REMAINS), false);
  }
}
