package dev.tombolo.ad;

import java.time.Duration;
import java.time.Instant;

/**
 * Windows' time in 100-nanosecond ticks since 1601-01-01 UTC, as large integers hold it ({@code
 * pwdLastSet}, {@code accountExpires}); durations are negative ticks ({@code maxPwdAge}).
 */
public final class FileTime {
  /** The value that stands for "never". */
  public static final long NEVER = Long.MAX_VALUE;

  /** The duration that stands for "none" or "for ever". */
  public static final long FOREVER = Long.MIN_VALUE;

  private static final long TICKS_PER_SECOND = 10_000_000L;
  private static final long EPOCH_TICKS = 116_444_736_000_000_000L;

  private FileTime() {}

  /** The ticks of an instant. */
  public static long of(Instant instant) {
    return EPOCH_TICKS + instant.getEpochSecond() * TICKS_PER_SECOND + instant.getNano() / 100;
  }

  /** The instant of a number of ticks; neither 0 nor {@link #NEVER} is an instant. */
  public static Instant toInstant(long ticks) {
    long sinceEpoch = ticks - EPOCH_TICKS;
    return Instant.ofEpochSecond(
        Math.floorDiv(sinceEpoch, TICKS_PER_SECOND),
        Math.floorMod(sinceEpoch, TICKS_PER_SECOND) * 100);
  }

  /** The negative ticks of a duration. */
  public static long ofDuration(Duration duration) {
    return -(duration.getSeconds() * TICKS_PER_SECOND + duration.getNano() / 100);
  }

  /** The duration of negative ticks; {@link #FOREVER} is none. */
  public static Duration toDuration(long ticks) {
    return Duration.ofSeconds(-(ticks / TICKS_PER_SECOND), -(ticks % TICKS_PER_SECOND) * 100);
  }
}
