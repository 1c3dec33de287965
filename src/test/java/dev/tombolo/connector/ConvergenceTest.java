package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random changes on both sides with faults at every point: once the faults stop, the tenant must
 * become what a plain search of the directory says. {@code -Dtombolo.convergence.sequences=N} tries
 * more, {@code -Dtombolo.convergence.seed=N} begins with the sequence of that seed.
 */
class ConvergenceTest {
  private static final int SEQUENCES = Integer.getInteger("tombolo.convergence.sequences", 120);
  private static final int DELTAS = 5;

  private static ConnectorLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = ConnectorLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @Test
  void tenantBecomesWhatTheDirectorySays() throws Exception {
    long first = Long.getLong("tombolo.convergence.seed", System.nanoTime());
    System.out.println("convergence: seed " + first + ", " + SEQUENCES + " sequences");
    for (int i = 0; i < SEQUENCES; i++) {
      converge(first + i);
    }
  }

  private static void converge(long seed) throws Exception {
    lab.reset();
    try (RandomChanges changes = new RandomChanges(lab, new Random(seed), seed)) {
      changes.begin();
      int steps = 4 + changes.random().nextInt(12);
      for (int i = 0; i < steps; i++) {
        changes.step();
      }
      lab.lab().faults().clear();
      CycleOutcome last = changes.cycle(PolicyType.DELTA);
      for (int i = 0; i < DELTAS; i++) {
        changes.repairDeletionsOfCloudObjects(last);
        last = changes.cycle(PolicyType.DELTA);
      }
      ConnectorLab.succeeded(last);
      if (!changes.containersLeftScope()) {
        Expected.of(lab.ldap()).assertMatches(lab.synced(), changes.story("after delta cycles"));
      }
      ConnectorLab.succeeded(changes.cycle(PolicyType.INITIAL));
      last = ConnectorLab.succeeded(changes.cycle(PolicyType.DELTA));
      Expected.of(lab.ldap()).assertMatches(lab.synced(), changes.story("after an initial cycle"));
      assertThat(ConnectorLab.export(last).tally().counts()).as(changes.story("settled")).isEmpty();
      CycleOutcome again = changes.cycle(PolicyType.INITIAL);
      assertThat(ConnectorLab.export(ConnectorLab.succeeded(again)).tally().counts())
          .as(changes.story("settled\n" + ConnectorLab.describe(again)))
          .isEmpty();
    } catch (AssertionError | Exception e) {
      throw new AssertionError("convergence seed " + seed + ": " + e.getMessage(), e);
    }
  }
}
