package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S1, S2 and S10 while changes flow at once. */
class ContinuousTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void deletionUndeletionAndMovesFlowByThemselves(@TempDir Path folder) throws Exception {
    try (ScenarioLab lab = ScenarioLab.in(folder, "connector.mode=continuous");
        OnPremises onPremises = new OnPremises(lab.administrator())) {
      String path = "/users/" + ScenarioTest.STELLA_UPN;
      String id = lab.graph().get(path).expect(200).get("id");
      assertThat(lab.signsIn(ScenarioTest.STELLA_UPN, OnPremises.PASSWORD)).isTrue();

      UUID guid = onPremises.guid(ScenarioTest.STELLA);
      onPremises.delete(ScenarioTest.STELLA);
      await().atMost(PATIENCE).until(() -> lab.graph().get(path).status() == 404);
      onPremises.undelete(guid, ScenarioTest.STELLA);
      await().atMost(PATIENCE).until(() -> lab.graph().get(path).status() == 200);
      assertThat(lab.graph().get(path).get("id")).isEqualTo(id);

      String away = onPremises.move(ScenarioTest.STELLA, OnPremises.NO_SYNC);
      await().atMost(PATIENCE).until(() -> lab.graph().get(path).status() == 404);
      onPremises.move(away, OnPremises.SALES);
      await().atMost(PATIENCE).until(() -> lab.graph().get(path).status() == 200);
      assertThat(lab.graph().get(path).get("id")).isEqualTo(id);
      await()
          .atMost(PATIENCE)
          .until(() -> lab.signsIn(ScenarioTest.STELLA_UPN, OnPremises.PASSWORD));
      lab.expectSettled();
    }
  }
}
