package dev.tombolo.connector;

import static dev.tombolo.connector.ConnectorLab.NO_SYNC;
import static dev.tombolo.connector.ConnectorLab.SYNC;
import static dev.tombolo.connector.ConnectorLab.exported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.EventLog;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard against accidental deletion (S11, S12). */
class DeletionThresholdTest {
  private static final String UNIT = "OU=Staff," + SYNC;
  private static ConnectorLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = ConnectorLab.start("connector.scope.include=OU=Staff,OU=Sync,DC=adatum,DC=com");
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @BeforeEach
  void users() throws Exception {
    lab.reset();
    lab.unit(UNIT);
    for (int i = 0; i < 520; i++) {
      lab.user("u" + i, UNIT);
    }
    lab.sync();
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(520);
  }

  private static void deleteUsers(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      lab.delete("CN=u" + i + "," + UNIT);
    }
  }

  private static void threshold(String type, int threshold) {
    String id =
        lab.graph()
            .get("/directory/onPremisesSynchronization")
            .body()
            .at("/value/0/id")
            .asText(lab.lab().ready().tenantId());
    lab.graph()
        .patch(
            "/directory/onPremisesSynchronization/" + id,
            "{'configuration':{'accidentalDeletionPrevention':{'synchronizationPreventionType':'"
                + type
                + "','alertThreshold':"
                + threshold
                + "}}}")
        .expect(204);
  }

  @Test
  void fiveHundredPassAndFiveHundredAndOneStopUntilTheThresholdIsOff() throws Exception {
    deleteUsers(0, 500);
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(500);
    lab.assertSettled();
    for (int i = 0; i < 500; i++) {
      lab.user("v" + i, UNIT);
    }
    lab.sync();
    lab.assertSettled();
    for (int i = 0; i < 500; i++) {
      lab.delete("CN=v" + i + "," + UNIT);
    }
    deleteUsers(500, 501);
    lab.user("new", UNIT);
    CycleOutcome outcome = lab.delta();
    assertThat(ConnectorLab.export(outcome).status())
        .isEqualTo(RunStatus.STOPPED_DELETION_THRESHOLD);
    assertThat(RunStatus.STOPPED_DELETION_THRESHOLD.literal())
        .isEqualTo("stopped-deletion-threshold-exceeded");
    assertThat(ConnectorLab.export(outcome).tally().counts()).isEmpty();
    assertThat(lab.synced()).hasSize(520);
    List<EventLog.Entry> events = lab.connector().store().read(space -> space.events().latest(1));
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.event()).isEqualTo(116);
              assertThat(event.message()).contains("(501 pending deletes)", "threshold of 500");
            });
    assertThat(lab.delta().result()).isEqualTo(RunStatus.STOPPED_DELETION_THRESHOLD);
    threshold("disabled", 500);
    CycleOutcome after = lab.sync();
    assertThat(exported(after, Counter.EXPORT_DELETE)).isEqualTo(501);
    assertThat(exported(after, Counter.EXPORT_ADD)).isEqualTo(1);
    lab.assertSettled();
  }

  @Test
  void percentageStopsToo() throws Exception {
    threshold("enabledForPercentage", 10);
    deleteUsers(0, 53);
    assertThat(lab.delta().result()).isEqualTo(RunStatus.STOPPED_DELETION_THRESHOLD);
    threshold("enabledForPercentage", 11);
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(53);
  }

  @Test
  void renamedUnitIsNoticedByAFullImportOnly() throws Exception {
    lab.ldap().modifyDN(UNIT, "OU=People", true);
    CycleOutcome delta = lab.sync();
    assertThat(exported(delta, Counter.EXPORT_DELETE)).isZero();
    assertThat(lab.synced()).hasSize(520);
    CycleOutcome initial = lab.initial();
    assertThat(initial.result()).isEqualTo(RunStatus.STOPPED_DELETION_THRESHOLD);
    assertThat(initial.steps().get(0).tally().of(Counter.STAGE_DELETE)).isGreaterThanOrEqualTo(520);
    assertThat(lab.synced()).hasSize(520);
    lab.ldap().modifyDN("OU=People," + SYNC, "OU=Staff", true);
    ConnectorLab.succeeded(lab.initial());
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(520);
  }

  @Test
  void whatComesBackBeforeTheExportIsNotDeleted() throws Exception {
    lab.move(UNIT, NO_SYNC);
    assertThat(lab.initial().result()).isEqualTo(RunStatus.STOPPED_DELETION_THRESHOLD);
    lab.move("OU=Staff," + NO_SYNC, SYNC);
    assertThat(exported(ConnectorLab.succeeded(lab.initial()), Counter.EXPORT_DELETE)).isZero();
    assertThat(lab.synced()).hasSize(520);
    lab.assertSettled();
  }
}
