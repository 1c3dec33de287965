package dev.tombolo.connector.space;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step in the run history.
 *
 * @param connector whose run profile it was
 * @param profile such as {@code Delta Import}
 * @param status its literal
 * @param ended absent while it runs
 * @param counters by their names in the product's run history
 * @param detail what stopped it, for people; empty when nothing did
 */
public record RunStep(
    long id,
    long cycle,
    String connector,
    String profile,
    String status,
    Instant started,
    @Nullable Instant ended,
    Map<String, Long> counters,
    String detail) {}
