package dev.tombolo.event;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recent events of one part, oldest dropped first when its capacity is reached. Safe for many
 * threads.
 */
public final class Journal {
  /** Events kept when nothing else is said. */
  public static final int DEFAULT_CAPACITY = 20_000;

  private final String part;
  private final Clock clock;
  private final int capacity;
  private final Deque<JournalEvent> events = new ArrayDeque<>();
  private long sequence;

  /** A journal of {@link #DEFAULT_CAPACITY} events. */
  public Journal(String part, Clock clock) {
    this(part, clock, DEFAULT_CAPACITY);
  }

  /** A journal that keeps the last {@code capacity} events. */
  public Journal(String part, Clock clock, int capacity) {
    this.part = part;
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Adds an event, stamped with the clock's time. */
  public void record(
      String kind, Set<String> subjects, String summary, Map<String, String> details) {
    synchronized (events) {
      if (events.size() == capacity) {
        events.removeFirst();
      }
      events.addLast(
          new JournalEvent(++sequence, clock.instant(), part, kind, subjects, summary, details));
    }
  }

  /** Adds an event without details. */
  public void record(String kind, Set<String> subjects, String summary) {
    record(kind, subjects, summary, Map.of());
  }

  /** The events kept, oldest first. */
  public List<JournalEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Forgets every event; sequence numbers go on. */
  public void clear() {
    synchronized (events) {
      events.clear();
    }
  }
}
