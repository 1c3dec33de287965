package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.RunStep;
import dev.tombolo.fault.Fault;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wires that are down, runs that are busy or stopped, the scheduler, and the run history. */
class OutageTest {
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

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static CycleOutcome cycleWith(String setting) throws Exception {
    try (ConnectorLab other = ConnectorLab.start(setting)) {
      CycleOutcome outcome = other.delta();
      if (outcome.result() == RunStatus.NO_START_CREDENTIALS) {
        List<EventLog.Entry> events =
            other.connector().store().read(space -> space.events().latest(1));
        assertThat(events).singleElement().extracting(EventLog.Entry::event).isEqualTo(6000);
      }
      return outcome;
    }
  }

  @Test
  void directoryThatIsDownOrRefusesThePasswordMeansNoStart() throws Exception {
    CycleOutcome down = cycleWith("connector.directory.url=ldap://127.0.0.1:" + closedPort());
    assertThat(down.result().literal()).isEqualTo("no-start-connection");
    assertThat(down.steps()).hasSize(1);
    assertThat(cycleWith("connector.directory.password=wrong").result().literal())
        .isEqualTo("no-start-credentials");
  }

  @Test
  void tenantThatIsDownOrRefusesTheSecretStopsItsStep() throws Exception {
    CycleOutcome down = cycleWith("connector.tenant.url=http://127.0.0.1:" + closedPort());
    assertThat(down.result().literal()).isEqualTo("stopped-extension-dll-exception");
    assertThat(down.steps()).hasSize(2);
  }

  @Test
  void whatTheTenantMadeWithoutItsAnswerBeingSeenGoesWhenItsObjectDoes() throws Exception {
    String ann = lab.user("ann");
    lab.lab().faults().arm("tenant.provisioning.after-commit", Fault.FAIL, 1, Duration.ZERO, "");
    assertThat(lab.delta().result()).isEqualTo(RunStatus.STOPPED_EXTENSION);
    assertThat(lab.cloudUser("ann").path("id").asText()).as("made").isNotEmpty();
    lab.move(ann, ConnectorLab.NO_SYNC);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isEmpty();
    lab.assertSettled();
    lab.move("CN=ann," + ConnectorLab.NO_SYNC, ConnectorLab.SYNC);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isNotEmpty();
  }

  @Test
  void secondRunIsRefusedWhileOneIsUnderWayAndStopEndsItAfterItsStep() throws Exception {
    lab.user("ann");
    lab.lab().faults().arm("import.read", Fault.DELAY, 1, Duration.ofMillis(1_500), "");
    CompletableFuture<CycleOutcome> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return lab.delta();
              } catch (BusyException e) {
                throw new IllegalStateException(e);
              }
            });
    Awaitility.await().until(() -> lab.engine().running().isPresent());
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> lab.delta())
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("is busy");
    assertThat(lab.engine().stop()).isTrue();
    CycleOutcome stopped = first.join();
    assertThat(stopped.result()).isEqualTo(RunStatus.STOPPED_BY_USER);
    assertThat(stopped.steps()).hasSize(2);
    assertThat(ConnectorLab.exported(lab.sync(), Counter.EXPORT_ADD)).isEqualTo(1);
  }

  @Test
  void profilesRunAloneInAnyOrder() throws Exception {
    String ann = lab.user("ann");
    assertThat(lab.tenant(RunProfile.EXPORT).anyChange()).isFalse();
    assertThat(lab.forest(RunProfile.FULL_SYNCHRONIZATION).anyChange()).isFalse();
    lab.forest(RunProfile.FULL_IMPORT);
    assertThat(lab.tenant(RunProfile.EXPORT).anyChange()).isFalse();
    lab.forest(RunProfile.DELTA_SYNCHRONIZATION);
    assertThat(lab.tenant(RunProfile.EXPORT).steps().get(0).tally().of(Counter.EXPORT_ADD))
        .isEqualTo(1);
    // Not confirmed yet: it is sent again, and nothing changes by that.
    lab.tenant(RunProfile.EXPORT);
    lab.delete(ann);
    lab.forest(RunProfile.DELTA_IMPORT);
    lab.tenant(RunProfile.FULL_IMPORT);
    lab.forest(RunProfile.FULL_SYNCHRONIZATION);
    lab.tenant(RunProfile.FULL_SYNCHRONIZATION);
    assertThat(lab.tenant(RunProfile.EXPORT).steps().get(0).tally().of(Counter.EXPORT_DELETE))
        .isEqualTo(1);
    assertThat(lab.synced()).isEmpty();
    lab.assertSettled();
  }

  @Test
  void historyNamesTheObjectsBehindItsCounters() throws Exception {
    String ann = lab.user("ann");
    CycleOutcome outcome = lab.sync();
    List<RunStep> steps =
        lab.connector().store().read(space -> space.history().steps(outcome.id()));
    assertThat(steps).extracting(RunStep::status).containsOnly("success");
    RunStep export = steps.get(steps.size() - 1);
    assertThat(export.counters()).containsEntry("export-add", 1L);
    List<String> objects =
        lab.connector().store().read(space -> space.history().objects(export.id(), "export-add"));
    assertThat(objects).containsExactly(lab.anchor(ann));
    List<String> imported =
        lab.connector()
            .store()
            .read(space -> space.history().objects(steps.get(0).id(), "stage-add"));
    assertThat(imported).contains(lab.guid(ann).toString());
  }

  @Test
  void schedulerFollowsTheClock() throws Exception {
    lab.user("ann");
    lab.connector().scheduler().change(settings -> settings.switched(true, true, false));
    lab.lab().clock().advance(Duration.ofMinutes(29));
    assertThat(lab.synced()).isEmpty();
    lab.connector().scheduler().change(settings -> settings.next(PolicyType.INITIAL));
    lab.lab().clock().advance(Duration.ofMinutes(32));
    assertThat(lab.synced()).hasSize(1);
    assertThat(lab.connector().scheduler().settings().nextPolicy()).isEqualTo(PolicyType.DELTA);
    lab.connector().scheduler().change(settings -> settings.switched(true, true, true));
    lab.user("bob");
    lab.lab().clock().advance(Duration.ofHours(2));
    assertThat(lab.synced()).hasSize(1);
    assertThat(lab.engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER).result())
        .isEqualTo(RunStatus.SUCCESS);
    assertThat(lab.synced()).hasSize(2);
  }
}
