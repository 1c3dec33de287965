package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackOperation;
import dev.tombolo.cloud.writeback.WritebackPayload;

/** What is asked for, with the events that tell of it. */
enum WritebackTask {
  /** A user resets the forgotten password. */
  RESET(
      "writeback-reset",
      WritebackEvent.PASSWORD_RESET_START,
      WritebackEvent.PASSWORD_RESET_SUCCESS,
      WritebackEvent.PASSWORD_RESET_FAIL),
  /** An administrator resets a user's password. */
  RESET_BY_ADMINISTRATOR(
      "writeback-reset",
      WritebackEvent.RESET_USER_PASSWORD_BY_ADMIN_START,
      WritebackEvent.RESET_USER_PASSWORD_BY_ADMIN_SUCCESS,
      WritebackEvent.RESET_USER_PASSWORD_BY_ADMIN_FAIL),
  /** A user who knows the password changes it. */
  CHANGE(
      "writeback-change",
      WritebackEvent.CHANGE_PASSWORD_START,
      WritebackEvent.CHANGE_PASSWORD_SUCCESS,
      WritebackEvent.CHANGE_PASSWORD_FAIL),
  /** A user unlocks the account; the product has no events of its own for it. */
  UNLOCK(
      "writeback-unlock",
      WritebackEvent.PASSWORD_RESET_START,
      WritebackEvent.PASSWORD_RESET_SUCCESS,
      WritebackEvent.PASSWORD_RESET_FAIL);

  private final String journalKind;
  private final WritebackEvent start;
  private final WritebackEvent success;
  private final WritebackEvent failure;

  WritebackTask(
      String journalKind, WritebackEvent start, WritebackEvent success, WritebackEvent failure) {
    this.journalKind = journalKind;
    this.start = start;
    this.success = success;
    this.failure = failure;
  }

  /** The task of a payload: whoever asks for another's reset is an administrator. */
  static WritebackTask of(WritebackPayload payload) {
    boolean own = payload.initiatedBy().equals(payload.cloudAnchor().objectId().toString());
    return switch (payload.operation()) {
      case RESET -> own ? RESET : RESET_BY_ADMINISTRATOR;
      case CHANGE -> CHANGE;
      case UNLOCK -> UNLOCK;
    };
  }

  String journalKind() {
    return journalKind;
  }

  WritebackEvent start() {
    return start;
  }

  WritebackEvent success() {
    return success;
  }

  WritebackEvent failure() {
    return failure;
  }

  /** Whether the account's lockout ends with it. */
  boolean unlocks() {
    return this == RESET || this == UNLOCK;
  }

  /** Whether a password is set with it. */
  boolean setsPassword() {
    return this != UNLOCK;
  }

  /** Whether this is what a payload's operation needs: both passwords, one, or none. */
  static boolean isWhole(WritebackPayload payload) {
    boolean old = payload.oldPassword() != null;
    boolean fresh = payload.newPassword() != null;
    return payload.operation() == WritebackOperation.UNLOCK
        || (fresh && (old || payload.operation() == WritebackOperation.RESET));
  }
}
