package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.space.Counter;
import org.junit.jupiter.api.Test;

/** The filter for a pilot: only the direct members of a group. */
class PilotGroupTest {
  private static final String PILOT = "CN=pilot," + ConnectorLab.SYNC;

  @Test
  void onlyDirectMembersAreSynchronizedAndComingAndGoingIsSeenByADelta() throws Exception {
    try (ConnectorLab lab = ConnectorLab.start("connector.scope.group=" + PILOT)) {
      CycleOutcome early = lab.delta();
      assertThat(early.result()).isEqualTo(RunStatus.STOPPED_SERVER);
      assertThat(early.steps().get(2).detail()).contains("there is no group " + PILOT);

      String ann = lab.user("ann");
      String bob = lab.user("bob");
      String nested = lab.group("nested", bob);
      lab.group("pilot", ann, nested);
      lab.sync();
      lab.sync();
      assertThat(lab.synced()).containsOnlyKeys(lab.anchor(ann), lab.anchor(nested));
      assertThat(lab.connector().explainer().explain(bob).orElseThrow().summary())
          .contains("\"(group filter)\" leaves it out, not a direct member of " + PILOT);

      lab.change(PILOT, ModificationType.ADD, "member", bob);
      lab.change(PILOT, ModificationType.DELETE, "member", ann);
      CycleOutcome changed = lab.sync();
      assertThat(ConnectorLab.exported(changed, Counter.EXPORT_DELETE)).isEqualTo(1);
      assertThat(lab.synced()).containsOnlyKeys(lab.anchor(bob), lab.anchor(nested));
      lab.sync();
      assertThat(lab.members("nested")).containsExactly("bob");
      lab.assertSettled();
    }
  }
}
