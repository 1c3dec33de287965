package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.lab.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S15: a linked object that nobody deletes, because the sync server of before is lost. */
class OrphanTest extends ScenarioTest {
  @Test
  void userWhoWasDeletedBeforeTheSyncServerWasRebuiltStaysUntilRemovedByHand(@TempDir Path folder)
      throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    String anchor = user(STELLA_UPN).path("onPremisesImmutableId").asText();
    onPremises().delete(STELLA);
    try (ScenarioLab rebuilt =
        ScenarioLab.in(
            folder.resolve("rebuilt.json"),
            EnumSet.of(Part.CONNECTOR),
            "connector.directory.url=" + lab().ready().ldaps(),
            "connector.directory.caCertificate=" + lab().ready().caCertificate(),
            "connector.tenant.url=" + lab().ready().tenant(),
            "connector.passwordWriteback=false")) {
      Cycle initial = rebuilt.initial();
      assertThat(initial.exported()).doesNotContainKey("export-delete");
      assertThat(rebuilt.delta().exported()).isEmpty();
      String step = initial.step(Cycle.TENANT, "Full Synchronization").path("id").asText();
      assertThat(rebuilt.ask("sync", "objects", step, "disconnector-remains").toString())
          .contains(anchor);
      assertThat(user(STELLA_UPN).path("onPremisesSyncEnabled").asBoolean()).isTrue();
      assertThat(lab().ask("user", "show", STELLA_UPN).path("id").asText()).isEqualTo(id);

      lab().tombolo("user", "remove", STELLA_UPN, "--force").expect(0);
      assertThat(isLive(STELLA_UPN)).isFalse();
      assertThat(isInBin(id)).isTrue();
      rebuilt.expectSettled();
    }
    assertThat(isInBin(id)).isTrue();
  }
}
