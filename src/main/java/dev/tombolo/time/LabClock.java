package dev.tombolo.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one clock of a lab: it follows a base clock and can be moved forward, so that thirty days
 * pass in a call. It goes back only when a whole lab is put back to an earlier state.
 *
 * <p>Whoever waits for a moment ({@link #sleepUntil}) is woken when the clock jumps past it;
 * whoever has work that becomes due registers with {@link #onAdvance} and does that work before
 * {@link #advance} returns.
 */
public final class LabClock extends Clock {
  private final Clock base;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> putBackListeners = new CopyOnWriteArrayList<>();
  private int timesPutBack;
  private volatile Duration offset;

  private LabClock(Clock base, Duration offset) {
    this.base = base;
    this.offset = offset;
  }

  /** A clock that starts at the machine's time. */
  public static LabClock system() {
    return ahead(Duration.ZERO);
  }

  /** A clock that starts ahead of the machine's time: a lab that goes on where it was. */
  public static LabClock ahead(Duration offset) {
    return new LabClock(Clock.systemUTC(), offset);
  }

  /** A clock that starts at {@code start} and moves only by {@link #advance}. */
  public static LabClock fixed(Instant start) {
    return new LabClock(Clock.fixed(start, ZoneOffset.UTC), Duration.ZERO);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns this clock itself: a lab knows only UTC. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  /** How far the clock has been moved ahead of its base. */
  public Duration offset() {
    return offset;
  }

  /**
   * Moves the clock forward, then runs every listener in the calling thread, in the order of their
   * registration.
   *
   * @throws IllegalArgumentException when {@code step} is negative
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("a clock does not go back: " + step);
    }
    lock.lock();
    try {
      offset = offset.plus(step);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  /**
   * Puts the clock as far ahead of its base as it was at some moment before, because everything
   * that remembers a time is put back to that moment too. Then runs what {@link #onPutBack}
   * registered; nothing becomes due by it.
   *
   * @throws IllegalArgumentException when {@code earlier} is negative
   */
  public void putBack(Duration earlier) {
    if (earlier.isNegative()) {
      throw new IllegalArgumentException("a clock is not behind its base: " + earlier);
    }
    lock.lock();
    try {
      offset = earlier;
    } finally {
      lock.unlock();
    }
    putBackListeners.forEach(Runnable::run);
    wakeAll();
  }

  private void wakeAll() {
    lock.lock();
    try {
      timesPutBack++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Calls {@code listener} after each {@link #putBack}; close the result to stop that. */
  public Registration onPutBack(Runnable listener) {
    putBackListeners.add(listener);
    return () -> putBackListeners.remove(listener);
  }

  /** Calls {@code listener} after each {@link #advance}; close the result to stop that. */
  public Registration onAdvance(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Waits until this clock reads {@code moment} or later, or is put back. */
  public void sleepUntil(Instant moment) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int before = timesPutBack;
      for (Duration left = left(moment);
          !left.isNegative() && !left.isZero() && timesPutBack == before;
          left = left(moment)) {
        long unused =
            moved.awaitNanos(Math.min(left.toMillis() + 1, Integer.MAX_VALUE) * 1_000_000L);
      }
    } finally {
      lock.unlock();
    }
  }

  private Duration left(Instant moment) {
    return Duration.between(instant(), moment);
  }

  /** Undoes a registration. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
