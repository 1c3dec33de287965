package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.connector.explain.Explanation;
import dev.tombolo.connector.explain.PendingExport;
import dev.tombolo.connector.explain.PendingExports;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.CyclePreview;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.space.Counter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cycle would do is what it does; and why an object is as it is. */
class PreviewTest {
  private static ConnectorLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = ConnectorLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @BeforeEach
  void reset() throws Exception {
    lab.reset();
  }

  private static List<String> operations(PendingExports exports) {
    return exports.objects().stream().map(each -> each.operation() + " " + each.name()).toList();
  }

  private static Explanation explain(String id) throws Exception {
    return lab.connector().explainer().explain(id).orElseThrow();
  }

  @Test
  void previewTellsWhatTheNextCycleDoesAndDoesNothing() throws Exception {
    String ann = lab.user("ann");
    String bob = lab.user("bob");
    String team = lab.group("team", ann);
    lab.sync();
    lab.sync();
    lab.set(ann, "department", "Sales");
    lab.delete(bob);
    lab.user("eve");
    lab.change(team, ModificationType.DELETE, "member", ann);

    CyclePreview preview = lab.connector().preview(PolicyType.DELTA);
    assertThat(operations(preview.exports()))
        .containsExactly("delete bob@adatum.com", "add eve@adatum.com", "update ann@adatum.com");
    PendingExport update = preview.exports().objects().get(2);
    assertThat(update.dn()).isEqualTo(ann);
    assertThat(update.properties())
        .containsOnlyKeys("department")
        .containsEntry("department", new PendingExport.Change(List.of(), List.of("Sales")));
    assertThat(preview.exports().references())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.operation()).isEqualTo("remove");
              assertThat(each.property()).isEqualTo("members");
              assertThat(each.target()).isEqualTo(lab.anchor(ann));
            });
    assertThat(preview.stop()).isEmpty();
    assertThat(lab.connector().preview(PolicyType.DELTA).exports()).isEqualTo(preview.exports());
    assertThat(lab.cloudUser("bob").path("id").isTextual()).isTrue();
    assertThat(PendingExports.of(lab.connector().store()).objects()).isEmpty();

    CycleOutcome cycle = lab.sync();
    assertThat(ConnectorLab.exported(cycle, Counter.EXPORT_DELETE)).isEqualTo(1);
    assertThat(ConnectorLab.exported(cycle, Counter.EXPORT_ADD)).isEqualTo(1);
    assertThat(ConnectorLab.exported(cycle, Counter.EXPORT_UPDATE)).isEqualTo(2);
    assertThat(cycle.steps().subList(0, 4).stream().map(step -> step.tally().counts()).toList())
        .isEqualTo(preview.cycle().steps().stream().map(step -> step.tally().counts()).toList());
    lab.sync();
    assertThat(operations(lab.connector().preview(PolicyType.DELTA).exports())).isEmpty();
  }

  @Test
  void previewTellsThatTheGuardWouldStopTheExport() throws Exception {
    lab.user("ann");
    lab.sync();
    lab.graph()
        .patch(
            "/directory/onPremisesSynchronization/" + lab.lab().ready().tenantId(),
            "{'configuration':{'accidentalDeletionPrevention':"
                + "{'synchronizationPreventionType':'enabledForCount','alertThreshold':0}}}")
        .expect(204);
    lab.delete("CN=ann," + ConnectorLab.SYNC);
    assertThat(lab.connector().preview(PolicyType.DELTA).stop().orElseThrow())
        .contains("1 pending deletes");
  }

  @Test
  void explanationNamesScopeRulesFlowsAndExport() throws Exception {
    String ann = lab.user("ann", ConnectorLab.SYNC, new Attribute("department", "Sales"));
    assertThat(explain(ann).summary())
        .endsWith("has not been imported yet; the next cycle imports it.");
    lab.sync();
    lab.sync();
    Explanation ready = explain(ann);
    assertThat(ready.summary()).isEqualTo(ann + " is synchronized.");
    assertThat(ready.scope())
        .isEqualTo(new Explanation.Scope(true, "no container that is excluded"));
    assertThat(ready.inbound())
        .extracting(Explanation.RuleLine::rule)
        .containsExactly(
            "In from AD - User Join",
            "In from AD - User AccountEnabled",
            "In from AD - User Common",
            "In from AD - User Exchange");
    assertThat(ready.inbound().get(3).reason()).isEqualTo("not mailNickname ISNOTNULL");
    assertThat(ready.inbound().get(2).flows())
        .contains(
            new Explanation.FlowLine("department", "direct", "department", List.of("Sales"), true),
            new Explanation.FlowLine(
                "displayName",
                "expression",
                "IIF(IsPresent([displayName]), [displayName], [cn])",
                List.of("ann"),
                true));
    assertThat(ready.outbound())
        .extracting(Explanation.RuleLine::rule)
        .containsExactly("Out to AAD - User Join");
    assertThat(ready.export()).isNull();
    for (String id :
        List.of(
            lab.guid(ann).toString(),
            lab.anchor(ann),
            "ann@adatum.com",
            "ann",
            lab.cloudUser("ann").path("id").asText())) {
      assertThat(explain(id)).as(id).isEqualTo(ready);
    }
    lab.set(ann, "department", "IT");
    lab.forest(RunProfile.DELTA_IMPORT);
    PendingExport export = Optional.ofNullable(explain(ann).export()).orElseThrow();
    assertThat(export.properties())
        .containsEntry("department", new PendingExport.Change(List.of("Sales"), List.of("IT")));
  }

  @Test
  void explanationTellsWhyAnObjectIsNotThere() throws Exception {
    String hidden = lab.user("hidden", ConnectorLab.NO_SYNC);
    String service = lab.user("MSOL_x");
    lab.sync();
    assertThat(explain(hidden).summary())
        .contains("its container is out of scope, excluded: " + ConnectorLab.NO_SYNC);
    assertThat(explain(service).summary())
        .isEqualTo(
            service
                + " is not synchronized: \"In from AD - User Join\" leaves it out,"
                + " not sAMAccountName NOTSTARTSWITH MSOL_.");
    assertThat(lab.connector().explainer().explain("CN=nobody," + ConnectorLab.BASE)).isEmpty();
  }
}
