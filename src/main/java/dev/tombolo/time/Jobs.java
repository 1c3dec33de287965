package dev.tombolo.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that recurs by the lab's clock: one daemon thread runs each job when it is due. When the
 * clock is moved forward, what has become due runs once (not once for each missed period) before
 * {@link LabClock#advance} returns.
 *
 * <p>A job never runs twice at a time, and jobs of one instance run one after another. A job that
 * throws is logged and runs again a period later.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  private final LabClock clock;
  private final ReentrantLock running = new ReentrantLock();
  private final List<Job> jobs = new ArrayList<>();
  private final LabClock.Registration registration;
  private final LabClock.Registration putBacks;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts the thread, named {@code name}. */
  public Jobs(String name, LabClock clock) {
    this.clock = clock;
    this.registration = clock.onAdvance(this::runDue);
    this.putBacks = clock.onPutBack(this::startOver);
    this.thread = new Thread(this::loop, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs {@code work} every {@code period}, for the first time one period from now. */
  public void every(Duration period, String name, Runnable work) {
    synchronized (jobs) {
      jobs.add(new Job(name, period, work, clock.instant().plus(period)));
    }
    thread.interrupt();
  }

  /** Runs, in the calling thread, every job that is due by now; returns when they are done. */
  public void runDue() {
    running.lock();
    try {
      Instant now = clock.instant();
      for (Job job : due(now)) {
        if (closed) {
          return;
        }
        job.run(now);
      }
    } finally {
      running.unlock();
    }
  }

  /** A job that waits for a time far ahead of a clock that was put back waits one period. */
  private void startOver() {
    Instant now = clock.instant();
    synchronized (jobs) {
      jobs.forEach(job -> job.startOver(now));
    }
  }

  private List<Job> due(Instant now) {
    synchronized (jobs) {
      return jobs.stream()
          .filter(job -> !job.next.isAfter(now))
          .sorted(Comparator.comparing(job -> job.next))
          .toList();
    }
  }

  private Instant next() {
    synchronized (jobs) {
      return jobs.stream()
          .map(job -> job.next)
          .min(Comparator.naturalOrder())
          .orElse(clock.instant().plusSeconds(3600));
    }
  }

  private void loop() {
    while (!closed) {
      try {
        clock.sleepUntil(next());
      } catch (InterruptedException e) {
        continue; // a new job, or close(): look again
      }
      runDue();
    }
  }

  /** Stops the thread; a job that is running is waited for. */
  @Override
  public void close() {
    closed = true;
    registration.close();
    putBacks.close();
    running.lock();
    try {
      thread.interrupt();
    } finally {
      running.unlock();
    }
  }

  private static final class Job {
    private final String name;
    private final Duration period;
    private final Runnable work;
    private volatile Instant next;

    private Job(String name, Duration period, Runnable work, Instant next) {
      this.name = name;
      this.period = period;
      this.work = work;
      this.next = next;
    }

    private void startOver(Instant now) {
      Instant latest = now.plus(period);
      next = next.isAfter(latest) ? latest : next;
    }

    private void run(Instant now) {
      next = now.plus(period);
      try {
        work.run();
      } catch (RuntimeException e) {
        log.error("The job {} failed and runs again in {}", name, period, e);
      }
    }
  }
}
