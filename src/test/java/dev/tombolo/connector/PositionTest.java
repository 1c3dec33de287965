package dev.tombolo.connector;

import static dev.tombolo.connector.ConnectorLab.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.lab.LabSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions in the changes of either side that are lost, refused, or of another database. */
class PositionTest {
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

  private static void position(String connector, String position) {
    lab.connector()
        .store()
        .write(
            space -> {
              space.watermarks().forget(connector);
              if (!position.isEmpty()) {
                space.watermarks().save(connector, position, Instant.EPOCH);
              }
              return space;
            });
  }

  @Test
  void lostCookieMeansAFullReadAndWhatWasDeletedMeanwhileGoes() throws Exception {
    String ann = lab.user("ann");
    lab.user("bob");
    lab.sync();
    lab.delete(ann);
    position(lab.engine().forestConnector(), "");
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(0).detail()).contains("everything was read");
    assertThat(lab.synced()).hasSize(1);
    lab.assertSettled();
  }

  @Test
  void refusedCookieMeansAFullRead() throws Exception {
    String ann = lab.user("ann");
    lab.sync();
    lab.set(ann, "title", "Boss");
    byte[] nonsense = "this is no cookie".getBytes(StandardCharsets.US_ASCII);
    position(lab.engine().forestConnector(), Base64.getEncoder().encodeToString(nonsense));
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(0).detail()).contains("everything was read");
    assertThat(lab.cloudUser("ann").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void directoryPutBackToASnapshotIsReadAnew() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    lab.sync();
    LabSnapshot snapshot = lab.lab().snapshot();
    lab.delete(ann);
    lab.user("bob");
    lab.sync();
    lab.lab().restore(new LabSnapshot(snapshot.directory(), null, null, snapshot.clockOffset()));
    lab.reconnect();
    lab.user("carl");
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(0).detail()).contains("everything was read");
    assertThat(lab.synced())
        .containsOnlyKeys(ConnectorLab.anchor(guid), lab.anchor("CN=carl," + SYNC));
    lab.assertSettled();
  }

  @Test
  void tenantsTokenThatIsTooOldMeansAFullRead() throws Exception {
    String ann = lab.user("ann");
    lab.user("bob");
    lab.sync();
    lab.assertSettled();
    String bob = lab.cloudUser("bob").path("id").asText();
    lab.graph().delete("/users/" + bob).expect(204);
    lab.graph().delete("/directory/deletedItems/" + bob).expect(204);
    lab.set(ann, "title", "Boss");
    lab.lab().clock().advance(Duration.ofDays(60));
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(1).detail()).contains("too old");
    assertThat(lab.cloudUser("bob").path("id").asText()).isNotEmpty().isNotEqualTo(bob);
    assertThat(lab.cloudUser("ann").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void connectorThatLostItsStateJoinsWhatIsThere() throws Exception {
    String ann = lab.user("ann");
    String bob = lab.user("bob");
    lab.group("staff", ann, bob);
    LabSnapshot fresh = lab.lab().snapshot();
    lab.sync();
    lab.delete(bob);
    lab.lab().restore(new LabSnapshot(null, null, fresh.connector(), fresh.clockOffset()));
    lab.reconnect();
    CycleOutcome outcome = ConnectorLab.succeeded(lab.initial());
    assertThat(ConnectorLab.export(outcome).tally().counts())
        .as(ConnectorLab.describe(outcome))
        .isEmpty();
    // The engine never saw bob: it is an orphan, which no cycle removes.
    assertThat(lab.synced()).hasSize(3);
    lab.assertSettled();
    assertThat(lab.members("staff")).containsExactlyInAnyOrder("ann", "bob");
  }
}
