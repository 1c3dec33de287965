package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.connector.run.ConnectorOverride;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.run.StepOutcome;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.RunStep;
import dev.tombolo.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S36: a server that stands by; and what single cycles are told to do otherwise. */
class StagingTest {
  private static List<RunProfile> profiles(CycleOutcome outcome) {
    return outcome.steps().stream().map(StepOutcome::profile).toList();
  }

  @Test
  void stagingServerImportsAndSynchronizesAndChangesNothingAnywhere() throws Exception {
    try (ConnectorLab lab =
        ConnectorLab.start("connector.staging=true", "connector.passwordWriteback=true")) {
      lab.user("ann");
      CycleOutcome cycle = lab.sync();
      assertThat(profiles(cycle))
          .containsExactly(
              RunProfile.DELTA_IMPORT,
              RunProfile.DELTA_IMPORT,
              RunProfile.DELTA_SYNCHRONIZATION,
              RunProfile.DELTA_SYNCHRONIZATION);
      assertThat(lab.synced()).isEmpty();
      JsonNode organization = lab.graph().get("/organization").expect(200).body().at("/value/0");
      assertThat(organization.path("onPremisesLastPasswordSyncDateTime").isTextual()).isFalse();
      CycleOutcome forced = lab.tenant(RunProfile.EXPORT);
      assertThat(ConnectorLab.exported(forced, Counter.EXPORT_ADD)).isEqualTo(1);
      assertThat(lab.synced()).hasSize(1);
    }
  }

  @Test
  void overrideMakesOneStepFullAndIsUsedUp() throws Exception {
    try (ConnectorLab lab = ConnectorLab.start()) {
      lab.user("ann");
      lab.sync();
      String forest = lab.engine().forestConnector();
      assertThat(lab.engine().change(forest, before -> new ConnectorOverride(true, true)))
          .isEqualTo(new ConnectorOverride(true, true));
      assertThat(profiles(lab.sync()))
          .containsExactly(
              RunProfile.FULL_IMPORT,
              RunProfile.DELTA_IMPORT,
              RunProfile.FULL_SYNCHRONIZATION,
              RunProfile.DELTA_SYNCHRONIZATION,
              RunProfile.EXPORT);
      assertThat(lab.engine().override(forest)).isEqualTo(new ConnectorOverride(false, false));
      assertThat(profiles(lab.sync())).contains(RunProfile.DELTA_IMPORT);

      lab.engine().change(forest, before -> new ConnectorOverride(true, false));
      lab.lab().faults().arm("import.read", Fault.FAIL, 1, Duration.ZERO, forest);
      assertThat(lab.delta().result()).isEqualTo(RunStatus.STOPPED_SERVER);
      assertThat(lab.engine().override(forest))
          .as("a step that did not complete does not use it up")
          .isEqualTo(new ConnectorOverride(true, false));
    }
  }

  @Test
  void stepThatIsStoppedReportsWhatItHadCommitted() throws Exception {
    try (ConnectorLab lab = ConnectorLab.start()) {
      String ann = lab.user("ann");
      lab.sync();
      lab.sync();
      lab.delete(ann);
      lab.user("bob");
      lab.lab().faults().arm("export.batch", Fault.FAIL, 1, Duration.ZERO, "add");
      CycleOutcome stopped = lab.delta();
      StepOutcome export = ConnectorLab.export(stopped);
      assertThat(export.status()).isEqualTo(RunStatus.STOPPED_SERVER);
      assertThat(export.tally().counts()).containsOnlyKeys("export-delete");
      List<RunStep> kept =
          lab.connector().store().read(space -> space.history().steps(stopped.id()));
      assertThat(kept.get(kept.size() - 1).counters()).containsEntry("export-delete", 1L);
      assertThat(ConnectorLab.exported(lab.sync(), Counter.EXPORT_ADD)).isEqualTo(1);
    }
  }
}
