package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.Space;
import java.time.Clock;

/** Writes the agent's entries into the event log. */
final class WritebackEvents {
  private static final String SERVICE = "PasswordResetService";
  private static final String ENGINE = "ADSync";
  private static final int PASSWORD_SET_FAILED = 6329;
  private static final int FIRST_ERROR = 32000;

  private final ConnectorStore store;
  private final Clock clock;

  WritebackEvents(ConnectorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Adds an entry on its own. */
  void add(WritebackEvent event, String message) {
    store.write(
        space -> {
          add(space, event, message);
          return event;
        });
  }

  /** Adds an entry within a transaction. */
  void add(Space space, WritebackEvent event, String message) {
    space
        .events()
        .add(
            clock.instant(),
            SERVICE,
            event.code(),
            level(event),
            event.eventName() + ": " + message);
  }

  /** Adds what the sync engine says when a directory refuses. */
  void addRefusal(Space space, String refusal) {
    space
        .events()
        .add(
            clock.instant(),
            ENGINE,
            PASSWORD_SET_FAILED,
            EventLog.Level.ERROR,
            "An unexpected error has occurred during a password set operation: " + refusal);
  }

  private static EventLog.Level level(WritebackEvent event) {
    return switch (event) {
      case SERVICE_BUS_WARNING, PASSWORD_RESET_SERVICE -> EventLog.Level.WARNING;
      case PASSWORD_RESET_FAIL,
          CHANGE_PASSWORD_FAIL,
          RESET_USER_PASSWORD_BY_ADMIN_FAIL,
          OFFBOARDING_EVENT_FAIL,
          SERVICE_BUS_LISTENER_ERROR ->
          EventLog.Level.ERROR;
      default -> event.code() < FIRST_ERROR ? EventLog.Level.INFORMATION : EventLog.Level.ERROR;
    };
  }
}
