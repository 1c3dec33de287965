package dev.tombolo.connector.explain;

import dev.tombolo.connector.explain.Explanation.FlowLine;
import dev.tombolo.connector.explain.Explanation.MetaverseLine;
import dev.tombolo.connector.explain.Explanation.OnPremises;
import dev.tombolo.connector.explain.Explanation.RuleLine;
import dev.tombolo.connector.explain.Explanation.Scope;
import dev.tombolo.connector.explain.Explanation.Tenant;
import dev.tombolo.connector.rule.ForestObject;
import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.rule.RuleFailure;
import dev.tombolo.connector.rule.RuleTrace;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.source.ForestChange;
import dev.tombolo.connector.source.ScopeFilter;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.SyncFailure;
import dev.tombolo.connector.sync.CloudPlan;
import dev.tombolo.connector.sync.ForestPlan;
import dev.tombolo.connector.sync.PilotGroup;
import dev.tombolo.connector.sync.SyncPlanner;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.ForestException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells of one object which scope, join, flow and export the engine decides on, and by which rule:
 * it asks the planner that decides in a cycle.
 */
public final class Explainer {
  private final ConnectorStore store;
  private final SyncRules rules;
  private final SyncPlanner planner;
  private final ScopeFilter scope;
  private final PilotGroup pilot;
  private final ForestLookup forest;
  private final ForestEndpoint domain;
  private final Clock clock;
  private final ObjectFinder finder;

  /** Explains what a planner decides. */
  public Explainer(
      ConnectorStore store,
      SyncRules rules,
      SyncPlanner planner,
      ScopeFilter scope,
      PilotGroup pilot,
      ForestLookup forest,
      ForestEndpoint domain,
      Clock clock) {
    this.store = store;
    this.rules = rules;
    this.planner = planner;
    this.scope = scope;
    this.pilot = pilot;
    this.forest = forest;
    this.domain = domain;
    this.clock = clock;
    this.finder = new ObjectFinder(store, forest);
  }

  /**
   * Explains an object.
   *
   * @param id a distinguished name, objectGUID, user principal name, account name, immutable id, or
   *     the tenant's object id
   * @return nothing when neither side has such an object
   * @throws ForestException when the forest cannot be asked
   */
  public Optional<Explanation> explain(String id) throws ForestException {
    ObjectFinder.Found found = finder.find(id);
    if (found.guid().isPresent()) {
      UUID guid = found.guid().get();
      Optional<OnPremisesObject> known = store.read(space -> space.onPremises().find(guid));
      Optional<ForestChange> live = forest.find(guid);
      if (known.isPresent() || live.isPresent()) {
        return Optional.of(onPremises(known, live));
      }
    }
    return found.cloud().map(this::onlyInTheCloud);
  }

  private Explanation onPremises(Optional<OnPremisesObject> known, Optional<ForestChange> live) {
    String dn = live.map(ForestChange::dn).orElseGet(() -> known.orElseThrow().dn());
    Scope container = new Scope(scope.includes(dn), scope.decidedBy(dn));
    if (known.isEmpty()) {
      return notImported(live.orElseThrow(), container);
    }
    OnPremisesObject object = known.get();
    return store.read(space -> imported(space, object, container, live.isPresent()));
  }

  private Explanation notImported(ForestChange change, Scope container) {
    String kind =
        change.kind().map(each -> each.label()).orElse("object of no kind that is synchronized");
    String summary =
        !container.inScope()
            ? change.dn()
                + " is not synchronized: its container is out of scope, "
                + container.decidedBy()
                + "."
            : change.kind().isEmpty()
                ? change.dn() + " is not synchronized: objects of its class are not."
                : change.dn() + " has not been imported yet; the next cycle imports it.";
    List<RuleLine> inbound =
        change
            .kind()
            .map(
                each ->
                    lines(
                        new OnPremisesObject(
                            change.guid(),
                            domain.name(),
                            each,
                            change.dn(),
                            change.values(),
                            PendingImport.ADD,
                            null,
                            null)))
            .orElse(List.of());
    return new Explanation(
        summary,
        new OnPremises(change.dn(), change.guid().toString(), kind, "none", false),
        container,
        inbound,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private Explanation imported(
      Space space, OnPremisesObject object, Scope container, boolean live) {
    boolean allowed = pilot.allowed(space, List.of(object.guid())).contains(object.guid());
    Optional<Inbound> made = planner.inbound(object).map(each -> pilot.of(each, allowed));
    SyncPlanner.Situation situation = SituationReader.read(space, object, made);
    ForestPlan plan = planner.plan(situation, UUID.randomUUID(), clock.millis());
    Optional<MetaverseObject> after = plan.after();
    Optional<CloudObject> cloud = cloudAfter(plan, situation.cloud());
    Map<String, List<String>> shown =
        situation.cloud().map(CloudObject::attributes).orElse(Map.of());
    SyncFailure failure =
        plan.failure()
            .orElseGet(
                () ->
                    object.failure() != null
                        ? object.failure()
                        : cloud.map(CloudObject::failure).orElse(null));
    return new Explanation(
        Summaries.of(object, plan, cloud, container, live),
        new OnPremises(
            object.dn(),
            object.guid().toString(),
            object.kind().label(),
            object.pending().name().toLowerCase(Locale.ROOT),
            true),
        container,
        made.isEmpty() ? List.of() : lines(object),
        new MetaverseLine(
            plan.metaverse().name().toLowerCase(Locale.ROOT),
            after.map(MetaverseObject::sourceAnchor).orElse(null),
            after.map(MetaverseObject::attributes).orElse(Map.of())),
        after.map(each -> lines(each, shown)).orElse(List.of()),
        cloud.map(Explainer::tenant).orElse(null),
        cloud
            .filter(each -> each.export() != ExportKind.NONE)
            .map(each -> PendingExport.of(each, object.dn()))
            .orElse(null),
        failure);
  }

  /** The tenant's object as it is once the plan has been carried out. */
  private static Optional<CloudObject> cloudAfter(ForestPlan plan, Optional<CloudObject> before) {
    if (plan.cloud() instanceof CloudPlan.Provision provision) {
      return Optional.of(provision.after());
    }
    if (plan.cloud() instanceof CloudPlan.Change change) {
      return Optional.of(change.after());
    }
    return plan.cloud() instanceof CloudPlan.Drop ? Optional.empty() : before;
  }

  private Explanation onlyInTheCloud(CloudObject object) {
    return new Explanation(
        Summaries.onlyInTheCloud(object),
        null,
        null,
        List.of(),
        null,
        List.of(),
        tenant(object),
        object.export() == ExportKind.NONE ? null : PendingExport.of(object, null),
        object.failure());
  }

  private static Tenant tenant(CloudObject object) {
    @Nullable String id =
        object.cloudAnchor() == null ? null : object.cloudAnchor().objectId().toString();
    return new Tenant(id, object.type().wireName(), object.anchor(), object.syncEnabled());
  }

  private List<RuleLine> lines(OnPremisesObject object) {
    try {
      return lines(rules.trace(new ForestObject(object, domain.name(), domain.netBiosName())));
    } catch (RuleFailure e) {
      return List.of(failed(e));
    }
  }

  private List<RuleLine> lines(MetaverseObject object, Map<String, List<String>> shown) {
    try {
      return lines(rules.trace(object, shown));
    } catch (RuleFailure e) {
      return List.of(failed(e));
    }
  }

  private RuleLine failed(RuleFailure failure) {
    int precedence =
        rules.all().stream()
            .filter(rule -> rule.name().equals(failure.rule()))
            .mapToInt(rule -> rule.precedence())
            .findFirst()
            .orElse(0);
    return new RuleLine(
        failure.rule(), precedence, false, "it failed: " + failure.reason(), List.of());
  }

  private static List<RuleLine> lines(List<RuleTrace> traces) {
    List<RuleLine> lines = new ArrayList<>();
    for (RuleTrace trace : traces) {
      lines.add(
          new RuleLine(
              trace.rule().name(),
              trace.rule().precedence(),
              trace.leftOut().isEmpty(),
              trace.leftOut(),
              trace.flows().stream()
                  .map(
                      each ->
                          new FlowLine(
                              each.flow().target(),
                              each.flow().type(),
                              each.flow().from().text(),
                              each.values(),
                              each.taken()))
                  .toList()));
    }
    return lines;
  }
}
