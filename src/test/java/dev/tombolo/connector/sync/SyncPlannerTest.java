package dev.tombolo.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.sync.ForestPlan.MetaverseChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each situation of an object, and what is planned. */
class SyncPlannerTest {
  private static final UUID GUID = UUID.randomUUID();
  private static final UUID ID = UUID.randomUUID();
  private static final CloudAnchor KEY = new CloudAnchor(ObjectType.USER, UUID.randomUUID());
  private static final Map<String, List<String>> OLD = Map.of("displayName", List.of("old"));
  private static final Map<String, List<String>> NEW = Map.of("displayName", List.of("new"));
  private static final SyncPlanner PLANNER = new SyncPlanner(SyncRules.standard(), Map.of());

  private static OnPremisesObject object(PendingImport pending, @Nullable UUID joined) {
    return new OnPremisesObject(
        GUID, "f", ObjectKind.USER, "CN=a", Map.of(), pending, joined, null);
  }

  private static Optional<Inbound> contribution(Map<String, List<String>> attributes) {
    return Optional.of(
        new Inbound.Contribution(ObjectType.USER, "anchor", attributes, Set.of(), List.of("rule")));
  }

  private static Optional<MetaverseObject> metaverse(String anchor) {
    return Optional.of(new MetaverseObject(ID, ObjectType.USER, anchor, OLD));
  }

  private static CloudObject cloud(ExportKind export, boolean exported, @Nullable Boolean enabled) {
    return new CloudObject(
        "anchor",
        ObjectType.USER,
        KEY,
        enabled,
        OLD,
        PendingImport.NONE,
        ID,
        export,
        Map.of(),
        exported,
        null);
  }

  private static ForestPlan plan(
      OnPremisesObject object,
      Optional<Inbound> inbound,
      Optional<MetaverseObject> joined,
      Optional<MetaverseObject> withItsAnchor,
      boolean alone,
      Optional<CloudObject> cloud) {
    return PLANNER.plan(
        new SyncPlanner.Situation(object, inbound, joined, withItsAnchor, alone, cloud, false),
        ID,
        1);
  }

  @Test
  void newObjectIsProjectedAndProvisioned() {
    ForestPlan plan =
        plan(
            object(PendingImport.ADD, null),
            contribution(NEW),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty());
    assertThat(plan.metaverse()).isEqualTo(MetaverseChange.PROJECT);
    assertThat(plan.counter()).contains(Counter.DISCONNECTOR_PROJECTED_FLOW);
    assertThat(plan.cloud())
        .isInstanceOfSatisfying(
            CloudPlan.Provision.class,
            provision -> assertThat(provision.after().exportAttributes()).isEqualTo(NEW));
  }

  @Test
  void changedObjectIsUpdated() {
    ForestPlan plan =
        plan(
            object(PendingImport.UPDATE, ID),
            contribution(NEW),
            metaverse("anchor"),
            metaverse("anchor"),
            true,
            Optional.of(cloud(ExportKind.NONE, false, true)));
    assertThat(plan.metaverse()).isEqualTo(MetaverseChange.UPDATE);
    assertThat(((CloudPlan.Change) plan.cloud()).after().export()).isEqualTo(ExportKind.UPDATE);
  }

  @Test
  void unchangedObjectIsLeftAlone() {
    ForestPlan plan =
        plan(
            object(PendingImport.UPDATE, ID),
            contribution(OLD),
            metaverse("anchor"),
            metaverse("anchor"),
            true,
            Optional.of(cloud(ExportKind.NONE, false, true)));
    assertThat(plan.metaverse()).isEqualTo(MetaverseChange.NONE);
    assertThat(plan.counter()).contains(Counter.CONNECTOR_NO_FLOW);
    assertThat(plan.cloud()).isInstanceOf(CloudPlan.None.class);
  }

  @Test
  void changedAnchorIsAFailure() {
    ForestPlan plan =
        plan(
            object(PendingImport.UPDATE, ID),
            contribution(NEW),
            metaverse("another"),
            Optional.empty(),
            true,
            Optional.empty());
    assertThat(plan.failure().orElseThrow().code()).isEqualTo(SyncPlanner.ANCHOR_CHANGED);
    assertThat(plan.metaverse()).isEqualTo(MetaverseChange.NONE);
  }

  @Test
  void anchorThatAnotherObjectHoldsIsAFailureAndAFreeOneAJoin() {
    Optional<MetaverseObject> held = metaverse("anchor");
    OnPremisesObject object = object(PendingImport.ADD, null);
    assertThat(
            plan(object, contribution(NEW), Optional.empty(), held, false, Optional.empty())
                .failure()
                .orElseThrow()
                .code())
        .isEqualTo(SyncPlanner.ANCHOR_TAKEN);
    assertThat(
            plan(object, contribution(NEW), Optional.empty(), held, true, Optional.empty())
                .metaverse())
        .isEqualTo(MetaverseChange.JOIN);
  }

  @Test
  void objectThatIsGoneIsDeprovisioned() {
    OnPremisesObject gone = object(PendingImport.DELETE, ID);
    Optional<MetaverseObject> joined = metaverse("anchor");
    ForestPlan plan =
        plan(
            gone,
            Optional.empty(),
            joined,
            Optional.empty(),
            true,
            Optional.of(cloud(ExportKind.NONE, false, true)));
    assertThat(plan.metaverse()).isEqualTo(MetaverseChange.REMOVE);
    CloudObject after = ((CloudPlan.Change) plan.cloud()).after();
    assertThat(after.export()).isEqualTo(ExportKind.DELETE);
    assertThat(after.metaverseId()).isNull();
    CloudObject taken =
        ((CloudPlan.Change)
                plan(
                        gone,
                        Optional.empty(),
                        joined,
                        Optional.empty(),
                        true,
                        Optional.of(cloud(ExportKind.NONE, false, false)))
                    .cloud())
            .after();
    assertThat(taken.export()).as("taken over in the cloud").isEqualTo(ExportKind.NONE);
    assertThat(
            plan(
                    gone,
                    Optional.empty(),
                    joined,
                    Optional.empty(),
                    true,
                    Optional.of(CloudObject.provisioned("anchor", ObjectType.USER, ID, OLD)))
                .cloud())
        .as("never there")
        .isInstanceOf(CloudPlan.Drop.class);
    assertThat(
            plan(gone, Optional.empty(), joined, Optional.empty(), false, Optional.empty())
                .metaverse())
        .as("others hold it")
        .isEqualTo(MetaverseChange.LEAVE);
  }

  @Test
  void newObjectWhoseExportWasNotAnsweredIsDeletedInTheTenantAsItMayBeThere() {
    SyncPlanner.Situation situation =
        new SyncPlanner.Situation(
            object(PendingImport.DELETE, ID),
            Optional.empty(),
            metaverse("anchor"),
            Optional.empty(),
            true,
            Optional.of(CloudObject.provisioned("anchor", ObjectType.USER, ID, OLD)),
            true);
    CloudObject after = ((CloudPlan.Change) PLANNER.plan(situation, ID, 1).cloud()).after();
    assertThat(after.export()).isEqualTo(ExportKind.DELETE);
    assertThat(after.metaverseId()).isNull();
  }

  @Test
  void whatTheTenantLostOrIsDeletingIsAddedAgain() {
    MetaverseObject wanted = metaverse("anchor").orElseThrow();
    for (CloudObject before :
        List.of(
            cloud(ExportKind.NONE, false, true).gone(),
            cloud(ExportKind.DELETE, true, true),
            cloud(ExportKind.NONE, false, false))) {
      CloudPlan.Change change =
          (CloudPlan.Change) PLANNER.outbound(wanted, Optional.of(before), false, 1);
      assertThat(change.after().export()).as("%s", before).isEqualTo(ExportKind.ADD);
      assertThat(change.reprovisioned()).isTrue();
    }
    CloudPlan.Change kept =
        (CloudPlan.Change)
            PLANNER.outbound(wanted, Optional.of(cloud(ExportKind.DELETE, false, true)), false, 1);
    assertThat(kept.after().export()).as("deletion not sent").isEqualTo(ExportKind.NONE);
  }

  @Test
  void whatNobodyHoldsRemains() {
    CloudObject orphan = cloud(ExportKind.NONE, false, true);
    CloudPlan.Change change = (CloudPlan.Change) PLANNER.plan(orphan, Optional.empty(), 1);
    assertThat(change.counter()).contains(Counter.DISCONNECTOR_REMAINS);
    assertThat(change.after().metaverseId()).isNull();
    assertThat(change.after().export()).isEqualTo(ExportKind.NONE);
    assertThat(PLANNER.plan(orphan.gone(), Optional.empty(), 1)).isInstanceOf(CloudPlan.Drop.class);
  }
}
