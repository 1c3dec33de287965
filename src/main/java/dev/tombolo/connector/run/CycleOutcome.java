package dev.tombolo.connector.run;

import java.util.List;

/**
 * A cycle that has ended.
 *
 * @param id its number in the run history; 0 when it is not kept there, because nothing happened
 * @param result the status of its worst step
 */
public record CycleOutcome(long id, RunStatus result, List<StepOutcome> steps) {
  /** Copies the list. */
  public CycleOutcome {
    steps = List.copyOf(steps);
  }

  /** Whether any step counted a change. */
  public boolean anyChange() {
    return steps.stream().anyMatch(step -> step.tally().anyChange());
  }
}
