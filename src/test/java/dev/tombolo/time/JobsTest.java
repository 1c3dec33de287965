package dev.tombolo.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Jobs run when they are due, also after the clock was put back. */
class JobsTest {
  private final LabClock clock = LabClock.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void whatBecameDueHasRunOnceWhenAdvanceReturns() {
    try (Jobs jobs = new Jobs("jobs", clock)) {
      jobs.every(Duration.ofHours(1), "count", runs::incrementAndGet);
      clock.advance(Duration.ofMinutes(59));
      assertThat(runs).hasValue(0);
      clock.advance(Duration.ofDays(3));
      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void aJobIsDueAPeriodAfterTheClockWasPutBack() {
    try (Jobs jobs = new Jobs("jobs", clock)) {
      jobs.every(Duration.ofHours(1), "count", runs::incrementAndGet);
      clock.advance(Duration.ofDays(30));
      clock.putBack(Duration.ZERO);
      assertThat(runs).hasValue(1);
      assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:00Z");

      clock.advance(Duration.ofMinutes(59));
      assertThat(runs).hasValue(1);
      clock.advance(Duration.ofMinutes(1));
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void aSleeperIsWokenWhenTheClockIsPutBack() throws InterruptedException {
    Thread sleeper =
        new Thread(
            () -> {
              try {
                clock.sleepUntil(Instant.parse("2027-01-01T00:00:00Z"));
                runs.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sleeper.start();
    while (sleeper.isAlive()) {
      clock.putBack(Duration.ZERO);
      Thread.onSpinWait();
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void aClockIsNeverBehindItsBase() {
    assertThatThrownBy(() -> clock.putBack(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
