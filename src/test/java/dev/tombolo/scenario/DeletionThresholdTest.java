package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S12: the guard against accidental deletion, at its edge. */
class DeletionThresholdTest extends ScenarioTest {
  private static final List<String> ACCOUNTS =
      List.of(
          "CN=Lee Gu,OU=Engineering,", "CN=Grady Archie,OU=Engineering,", "CN=Ben Smith,OU=Sales,");

  private void threshold(String configuration) {
    lab()
        .graph()
        .patch(
            "/directory/onPremisesSynchronization/" + lab().ready().tenantId(),
            "{'configuration':{'accidentalDeletionPrevention':" + configuration + "}}")
        .expect(204);
  }

  private void delete(int count) throws Exception {
    for (String account : ACCOUNTS.subList(0, count)) {
      onPremises().delete(account + OnPremises.SYNC);
    }
  }

  @Test
  void asManyAsTheThresholdAreDeleted() throws Exception {
    threshold("{'synchronizationPreventionType':'enabledForCount','alertThreshold':2}");
    delete(2);
    assertThat(lab().delta().exported()).containsEntry("export-delete", 2);
    lab().expectSettled();
  }

  @Test
  void oneMoreStopsTheExportUntilTheGuardIsOff() throws Exception {
    threshold("{'synchronizationPreventionType':'enabledForCount','alertThreshold':2}");
    delete(3);
    onPremises().set(STELLA, "displayName", "Stella C.");
    Cycle stopped = lab().anyDelta();
    assertThat(stopped.result()).isEqualTo("stopped-deletion-threshold-exceeded");
    assertThat(stopped.exported()).isEmpty();
    assertThat(isLive("LeeG@adatum.com")).isTrue();
    assertThat(user(STELLA_UPN).path("displayName").asText()).isEqualTo("Stella Carrington");
    JsonNode event = lab().ask("sync", "events", "--limit", "1").get(0);
    assertThat(event.path("event").asInt()).isEqualTo(116);
    assertThat(event.path("message").asText()).contains("(3 pending deletes)", "threshold of 2");

    threshold("{'synchronizationPreventionType':'disabled','alertThreshold':2}");
    assertThat(lab().delta().exported())
        .containsEntry("export-delete", 3)
        .containsEntry("export-update", 1);
    lab().expectSettled();
  }
}
