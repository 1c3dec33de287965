package dev.tombolo.connector;

import static dev.tombolo.connector.ConnectorLab.SYNC;
import static dev.tombolo.connector.ConnectorLab.exported;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.space.Counter;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source anchors that are taken, or change. */
class AnchorTest {
  private static final String ATTRIBUTE = "mS-DS-ConsistencyGuid";
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

  private static void anchorAs(String dn, UUID guid) throws Exception {
    lab.ldap()
        .modify(dn, new Modification(ModificationType.REPLACE, ATTRIBUTE, ObjectGuid.bytes(guid)));
  }

  @Test
  void secondObjectWithTheSameAnchorFailsUntilItIsRemoved() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    lab.sync();
    lab.user("bob", SYNC, new Attribute(ATTRIBUTE, ObjectGuid.bytes(guid)));
    for (int i = 1; i <= 2; i++) {
      CycleOutcome outcome = lab.delta();
      assertThat(outcome.result()).isEqualTo(RunStatus.COMPLETED_SYNC_ERRORS);
      assertThat(outcome.steps().get(2).tally().failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.dn()).isEqualTo("CN=bob," + SYNC));
      assertThat(outcome.steps().get(2).tally().failures().get(0).failure().count()).isEqualTo(i);
      assertThat(ConnectorLab.export(outcome).tally().counts()).isEmpty();
    }
    assertThat(lab.initial().result()).isEqualTo(RunStatus.COMPLETED_SYNC_ERRORS);
    lab.set("CN=bob," + SYNC, ATTRIBUTE);
    assertThat(exported(lab.sync(), Counter.EXPORT_ADD)).isEqualTo(1);
    assertThat(lab.synced()).hasSize(2);
    lab.assertSettled();
  }

  @Test
  void whenTheFirstGoesTheSecondTakesItsPlace() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.user("bob", SYNC, new Attribute(ATTRIBUTE, ObjectGuid.bytes(guid)));
    lab.delta();
    lab.delete(ann);
    lab.sync();
    assertThat(lab.cloudUser("bob").path("id").asText()).isEqualTo(id);
    assertThat(lab.synced()).hasSize(1);
    lab.assertSettled();
  }

  @Test
  void changedAnchorStopsTheObjectUntilItIsPutBack() throws Exception {
    String ann = lab.user("ann");
    UUID guid = lab.guid(ann);
    lab.sync();
    anchorAs(ann, UUID.randomUUID());
    lab.set(ann, "title", "Boss");
    lab.user("bob");
    CycleOutcome outcome = lab.delta();
    assertThat(outcome.result()).isEqualTo(RunStatus.COMPLETED_SYNC_ERRORS);
    assertThat(outcome.steps().get(2).tally().failures().get(0).failure().message())
        .contains("sourceAnchor attribute has changed");
    // The next step still runs.
    assertThat(exported(outcome, Counter.EXPORT_ADD)).isEqualTo(1);
    assertThat(lab.cloudUser("ann").path("jobTitle").isNull()).isTrue();
    anchorAs(ann, guid);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void objectThatFailedAndIsDeletedGoesAsAnyOther() throws Exception {
    String ann = lab.user("ann");
    lab.sync();
    anchorAs(ann, UUID.randomUUID());
    lab.delta();
    lab.delete(ann);
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(1);
    lab.assertSettled();
    assertThat(lab.synced()).isEmpty();
  }
}
