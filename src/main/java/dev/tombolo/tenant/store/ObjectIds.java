package dev.tombolo.tenant.store;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that ascend with time (RFC 9562 version 7), so that rows made together lie together in
 * every index and a list in order of id is in order of creation.
 */
public final class ObjectIds {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long BELOW_VARIANT = 0x3fff_ffff_ffff_ffffL;

  private final Clock clock;
  // Milliseconds and a counter below them; runs ahead of a clock that stands still.
  private final AtomicLong last = new AtomicLong();

  /** Ids that follow {@code clock}. */
  public ObjectIds(Clock clock) {
    this.clock = clock;
  }

  /** An id greater than any this instance made before. */
  public UUID next() {
    long now = clock.millis() << COUNTER_BITS;
    long stamp = last.updateAndGet(before -> Math.max(now, before + 1));
    long high = (stamp >>> COUNTER_BITS) << 16 | VERSION | (stamp & 0xfff);
    return new UUID(high, VARIANT | (ThreadLocalRandom.current().nextLong() & BELOW_VARIANT));
  }
}
