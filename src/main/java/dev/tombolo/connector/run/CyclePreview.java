package dev.tombolo.connector.run;

import dev.tombolo.connector.explain.PendingExports;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.sql.TableCopy;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the next cycle would do: its imports and synchronizations run on a copy of the connector's
 * state, against the real wires, which they only read; then it is told what would be exported. The
 * copy is thrown away.
 *
 * @param cycle the steps before the export, and how they ended
 * @param exports what the export would send
 * @param stop why the export would not run; empty when it would
 */
public record CyclePreview(CycleOutcome cycle, PendingExports exports, Optional<String> stop) {
  /**
   * Previews a cycle.
   *
   * @param assembly puts an engine that exports nothing together on a state
   */
  public static CyclePreview of(
      TableCopy state, PolicyType policy, Function<ConnectorStore, EngineAssembly> assembly) {
    try (ConnectorStore scratch =
        ConnectorStore.open(DatabaseSettings.embedded(Optional.empty(), "preview"))) {
      scratch.restore(state);
      EngineAssembly trial = assembly.apply(scratch);
      try (SyncEngine engine = trial.engine()) {
        CycleOutcome cycle = engine.cycle(policy, SyncEngine.Origin.USER);
        return new CyclePreview(cycle, PendingExports.of(scratch), stop(cycle, trial));
      } catch (BusyException e) {
        throw new IllegalStateException("somebody else uses the copy", e);
      }
    }
  }

  private static Optional<String> stop(CycleOutcome cycle, EngineAssembly trial) {
    if (!cycle.result().completed()) {
      return Optional.of(
          "The cycle would end before its export: "
              + cycle.steps().get(cycle.steps().size() - 1).detail());
    }
    try {
      return trial.export().stop();
    } catch (TenantException e) {
      return Optional.of("The tenant does not answer: " + e.getMessage());
    }
  }
}
