package dev.tombolo.connector.run;

import dev.tombolo.connector.space.StepTally;
import java.time.Instant;

/**
 * A step that has ended.
 *
 * @param detail what stopped it or was unusual, for people; empty when nothing was
 */
public record StepOutcome(
    String connector,
    RunProfile profile,
    RunStatus status,
    Instant started,
    Instant ended,
    StepTally tally,
    String detail) {}
