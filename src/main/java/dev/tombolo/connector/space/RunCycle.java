package dev.tombolo.connector.space;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cycle in the run history; a run profile that was run alone is a cycle of one step.
 *
 * @param policy {@code Delta}, {@code Initial}, or {@code None} for a profile that was run alone
 * @param origin who started it: {@code scheduler}, {@code user}, {@code continuous}
 * @param ended absent while it runs
 * @param result the status of its worst step
 */
public record RunCycle(
    long id,
    String policy,
    String origin,
    Instant started,
    @Nullable Instant ended,
    String result) {}
