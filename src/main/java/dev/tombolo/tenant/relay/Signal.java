package dev.tombolo.tenant.relay;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the threads of this process that wait for the relay's tables to change. Another process
 * cannot be woken so; who waits therefore also looks from time to time.
 */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long generation;

  /** A number that grows with each {@link #raise}; take it before looking. */
  long generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  void raise() {
    lock.lock();
    try {
      generation++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there has been a raise since {@code seen}, or for so long (real time). */
  void await(long seen, Duration most) {
    lock.lock();
    try {
      long left = most.toNanos();
      while (generation == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the relay", e);
    } finally {
      lock.unlock();
    }
  }
}
