package dev.tombolo.fault;

import java.time.Duration;
import java.util.Locale;

/** What goes wrong at a fault point. */
public enum Fault {
  /** The operation fails with a {@link FaultException}. */
  FAIL {
    @Override
    void strike(String point, Duration delay) {
      throw new FaultException(point);
    }
  },
  /** The operation is held up, then goes on. */
  DELAY {
    @Override
    void strike(String point, Duration delay) {
      try {
        Thread.sleep(delay.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FaultException(point);
      }
    }
  },
  /** The process ends at once, as by {@code kill -9}: no shutdown hook, no flush. */
  HALT {
    @Override
    void strike(String point, Duration delay) {
      Runtime.getRuntime().halt(137);
    }
  };

  abstract void strike(String point, Duration delay);

  /**
   * Reads a name such as {@code fail}, in any case.
   *
   * @throws IllegalArgumentException when there is no such fault
   */
  public static Fault parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
