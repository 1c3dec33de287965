package dev.tombolo.connector.source;

import dev.tombolo.connector.space.StepTally;

/**
 * What an import came to.
 *
 * @param detail what was unusual, for people; empty when nothing was
 */
public record ImportResult(StepTally tally, String detail) {}
