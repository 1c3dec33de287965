package dev.tombolo.connector.writeback;

import java.time.Duration;

/** How long to wait between attempts (real time: it is the wire's). */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Backoff() {}

  static Duration after(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }
}
