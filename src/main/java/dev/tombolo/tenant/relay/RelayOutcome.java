package dev.tombolo.tenant.relay;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.cloud.writeback.WritebackResult;

/** How a request ended for whom waited for it. */
public sealed interface RelayOutcome {
  /**
   * An agent has answered.
   *
   * @param tool the agent's
   */
  record Answered(SyncTool tool, WritebackResult result) implements RelayOutcome {}

  /** No agent is there. Nothing was sent. */
  record NoAgent() implements RelayOutcome {}

  /**
   * No answer came in time. Should the agent carry it out all the same, its late answer brings the
   * cloud's password in line.
   */
  record TimedOut() implements RelayOutcome {}
}
