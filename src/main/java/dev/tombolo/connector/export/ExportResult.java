package dev.tombolo.connector.export;

import dev.tombolo.connector.space.StepTally;

/**
 * What an export came to.
 *
 * @param stop why it ended early
 * @param detail the same for people; empty when nothing stopped it
 */
public record ExportResult(StepTally tally, Stop stop, String detail) {
  /** Why an export ended. */
  public enum Stop {
    /** Everything was sent. */
    NONE,
    /** More deletions were pending than the tenant's guard allows; nothing was sent. */
    DELETION_THRESHOLD,
    /** Too many objects failed. */
    ERROR_LIMIT,
    /** The tenant does not take part in synchronization. */
    DISABLED
  }
}
