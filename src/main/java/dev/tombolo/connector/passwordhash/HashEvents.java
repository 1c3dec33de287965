package dev.tombolo.connector.passwordhash;

import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.EventLog.Level;
import dev.tombolo.connector.space.Space;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Writes the entries of password hash synchronization into the event log (reference §7.6). */
final class HashEvents {
  private static final String SOURCE = "Directory Synchronization";
  private static final int USERS_AN_ENTRY = 100;

  /** The entries' numbers. */
  enum Event {
    DOMAIN_ERROR(611, Level.ERROR),
    PAUSED(613, Level.WARNING),
    FULL_START(622, Level.INFORMATION),
    FULL_END(623, Level.INFORMATION),
    BATCH_START(650, Level.INFORMATION),
    BATCH_END(651, Level.INFORMATION),
    BATCH_ERROR(652, Level.ERROR),
    PING_START(653, Level.INFORMATION),
    PING_END(654, Level.INFORMATION),
    PING_ERROR(655, Level.ERROR),
    REQUEST(656, Level.INFORMATION),
    RESULT(657, Level.INFORMATION);

    private final int number;
    private final Level level;

    Event(int number, Level level) {
      this.number = number;
      this.level = level;
    }
  }

  private final ConnectorStore store;
  private final Clock clock;

  HashEvents(ConnectorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void add(Event event, String message) {
    store.write(
        space -> {
          add(space, event, message);
          return event;
        });
  }

  void add(Space space, Event event, String message) {
    space.events().add(clock.instant(), SOURCE, event.number, event.level, message);
  }

  /** Entries with a line for each user; a batch is too long for one. */
  <T> void addLines(Space space, Event event, List<T> users, Function<T, String> line) {
    for (int start = 0; start < users.size(); start += USERS_AN_ENTRY) {
      List<String> lines =
          users.subList(start, Math.min(start + USERS_AN_ENTRY, users.size())).stream()
              .map(line)
              .toList();
      add(space, event, String.join("\n", lines));
    }
  }
}
