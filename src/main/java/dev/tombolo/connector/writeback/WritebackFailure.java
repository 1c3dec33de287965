package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackResult;

/** Why a request is not carried out; the account is as it was. */
final class WritebackFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final WritebackEvent event;
  private final String message;

  WritebackFailure(WritebackEvent event, String message) {
    super(event.code() + " " + event.eventName() + ": " + message);
    this.event = event;
    this.message = message;
  }

  WritebackFailure(WritebackEvent event, String message, Throwable cause) {
    this(event, message);
    initCause(cause);
  }

  WritebackResult result() {
    return WritebackResult.failure(event, message);
  }
}
