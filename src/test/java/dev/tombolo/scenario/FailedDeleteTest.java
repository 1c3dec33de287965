package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cli.Run;
import org.junit.jupiter.api.Test;

/** S16: the tenant fails to delete one object. */
class FailedDeleteTest extends ScenarioTest {
  @Test
  void deletionThatFailedIsAnErrorOfItsObjectAndIsTriedAgain() throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    String anchor = user(STELLA_UPN).path("onPremisesImmutableId").asText();
    lab().tombolo("fault", "add", "tenant.provisioning.operation", "--about", anchor).expect(0);
    onPremises().delete(STELLA);
    onPremises().delete("CN=Lee Gu,OU=Engineering," + OnPremises.SYNC);

    Run shown = lab().tombolo("sync", "start", "--policy", "delta");
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.out()).contains("completed-export-errors").contains(STELLA);
    Cycle failed = new Cycle(lab().ask("sync", "history", "--limit", "1").get(0));
    assertThat(failed.result()).isEqualTo("completed-export-errors");
    assertThat(failed.exported()).containsEntry("export-delete", 1);
    assertThat(failed.exported()).containsEntry("export-failure", 1);
    assertThat(failed.step(Cycle.TENANT, "Export").path("failures")).hasSize(1);
    assertThat(isLive(STELLA_UPN)).isTrue();
    assertThat(isLive("LeeG@adatum.com")).isFalse();

    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(isLive(STELLA_UPN)).isFalse();
    assertThat(isInBin(id)).isTrue();
    lab().expectSettled();
  }
}
