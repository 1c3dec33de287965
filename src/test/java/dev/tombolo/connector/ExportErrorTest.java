package dev.tombolo.connector;

import static dev.tombolo.connector.ConnectorLab.SYNC;
import static dev.tombolo.connector.ConnectorLab.exported;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that fail, for one object or as a whole, and what comes after. */
class ExportErrorTest {
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

  @Test
  void valueThatAnotherHoldsFailsUntilItIsFree() throws Exception {
    String ann = lab.user("ann", SYNC, new Attribute("proxyAddresses", "SMTP:ann@adatum.com"));
    String bob = lab.user("bob", SYNC, new Attribute("proxyAddresses", "SMTP:bob@adatum.com"));
    lab.sync();
    lab.sync();
    lab.set(bob, "proxyAddresses", "SMTP:ann@adatum.com");
    lab.set(bob, "title", "Boss");
    CycleOutcome outcome = lab.delta();
    if (outcome.result() == RunStatus.SUCCESS) {
      // Put into quarantine by the tenant: the export counts as a success.
      lab.assertSettled();
      return;
    }
    for (int i = 0; i < 3; i++) {
      assertThat(outcome.result()).isEqualTo(RunStatus.COMPLETED_EXPORT_ERRORS);
      ObjectFailure failure = ConnectorLab.export(outcome).tally().failures().get(0);
      assertThat(failure.dn()).isEqualTo(bob);
      assertThat(failure.failure().code()).isEqualTo("AttributeValueMustBeUnique");
      assertThat(failure.failure().count()).isEqualTo(i + 1);
      outcome = lab.delta();
    }
    lab.set(ann, "proxyAddresses", "SMTP:ann2@adatum.com");
    lab.delta();
    lab.sync();
    assertThat(lab.cloudUser("bob").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void oneDeletionThatFailsIsTriedAgain() throws Exception {
    String ann = lab.user("ann");
    String bob = lab.user("bob");
    lab.sync();
    String anchor = lab.anchor(ann);
    lab.delete(ann);
    lab.delete(bob);
    lab.lab().faults().arm("tenant.provisioning.operation", Fault.FAIL, 0, Duration.ZERO, anchor);
    CycleOutcome outcome = lab.delta();
    assertThat(outcome.result()).isEqualTo(RunStatus.COMPLETED_EXPORT_ERRORS);
    assertThat(exported(outcome, Counter.EXPORT_DELETE)).isEqualTo(1);
    assertThat(ConnectorLab.export(outcome).tally().failures()).hasSize(1);
    assertThat(lab.synced()).containsOnlyKeys(anchor);
    lab.lab().faults().clear();
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(1);
    lab.assertSettled();
    assertThat(lab.synced()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export.batch",
        "export.answer",
        "export.commit",
        "tenant.provisioning.before-commit",
        "tenant.provisioning.after-commit"
      })
  void lostExportIsMadeGoodByTheNextCycles(String point) throws Exception {
    String ann = lab.user("ann");
    lab.group("staff", ann, lab.user("bob"));
    lab.lab().faults().arm(point, Fault.FAIL);
    CycleOutcome outcome = lab.delta();
    assertThat(outcome.result().completed()).isFalse();
    lab.lab().faults().clear();
    lab.sync();
    assertThat(lab.members("staff")).containsExactlyInAnyOrder("ann", "bob");
    lab.sync();
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(3);
    lab.delete(ann);
    lab.lab().faults().arm(point, Fault.FAIL);
    lab.delta();
    lab.lab().faults().clear();
    lab.sync();
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"import.read", "cookie.commit", "sync.batch", "sync.commit"})
  void cycleThatBreaksOffGoesOnWhereItWas(String point) throws Exception {
    lab.user("ann");
    lab.lab().faults().arm(point, Fault.FAIL);
    CycleOutcome outcome = lab.delta();
    assertThat(outcome.result()).isEqualTo(RunStatus.STOPPED_SERVER);
    assertThat(outcome.steps().get(outcome.steps().size() - 1).detail()).contains(point);
    lab.sync();
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(1);
  }

  @Test
  void exportThatStopsHalfwayTellsWhatItHasDone() throws Exception {
    for (int i = 0; i < 1_100; i++) {
      lab.user("u" + i);
    }
    lab.forest(RunProfile.DELTA_IMPORT);
    lab.forest(RunProfile.DELTA_SYNCHRONIZATION);
    lab.lab().faults().arm("export.batch", Fault.DELAY, 2, Duration.ZERO, "");
    lab.lab().faults().arm("tenant.provisioning.operation", Fault.FAIL, 5, Duration.ZERO, "");
    CycleOutcome outcome = lab.tenant(RunProfile.EXPORT);
    assertThat(exported(outcome, Counter.EXPORT_ADD)).isEqualTo(1_095);
    assertThat(exported(outcome, Counter.EXPORT_FAILURE)).isEqualTo(5);
    lab.sync();
    assertThat(lab.synced()).hasSize(1_100);
    lab.assertSettled();
  }

  @Test
  void deletionOfWhatTheCloudHasTakenOverIsRefusedUntilItIsDeletedThere() throws Exception {
    String ann = lab.user("ann");
    lab.sync();
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.delete(ann);
    lab.forest(RunProfile.DELTA_IMPORT);
    lab.forest(RunProfile.DELTA_SYNCHRONIZATION);
    lab.graph().delete("/users/" + id).expect(204);
    lab.graph().post("/directory/deletedItems/" + id + "/restore", "{}").expect(200);
    CycleOutcome outcome = lab.tenant(RunProfile.EXPORT);
    assertThat(outcome.result()).isEqualTo(RunStatus.COMPLETED_EXPORT_ERRORS);
    assertThat(lab.delta().result()).isEqualTo(RunStatus.COMPLETED_EXPORT_ERRORS);
    lab.graph().delete("/users/" + id).expect(204);
    lab.sync();
    lab.graph().post("/directory/deletedItems/" + id + "/restore", "{}").expect(200);
    lab.assertSettled();
    lab.graph().get("/users/" + id).expect(200);
  }
}
