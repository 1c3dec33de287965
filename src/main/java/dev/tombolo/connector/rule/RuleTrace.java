package dev.tombolo.connector.rule;

import java.util.List;

/**
 * What a rule did with an object.
 *
 * @param leftOut why the object is out of its scope; empty when it is in scope
 * @param flows what it contributed, or would have
 */
public record RuleTrace(SyncRule rule, String leftOut, List<FlowTrace> flows) {
  /** Copies the list. */
  public RuleTrace {
    flows = List.copyOf(flows);
  }

  /**
   * A flow of it.
   *
   * @param taken whether the target has these values; else a rule that goes before it decided
   */
  public record FlowTrace(Flow flow, List<String> values, boolean taken) {}
}
