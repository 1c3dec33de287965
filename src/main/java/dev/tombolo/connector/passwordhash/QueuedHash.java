package dev.tombolo.connector.passwordhash;

import java.util.UUID;

/**
 * A user whose hash is to be sent.
 *
 * @param place the order of the requests; each of a user's requests has another
 * @param hold why it waits
 */
record QueuedHash(UUID guid, long place, Hold hold) {
  /** What has to happen before a hash is sent. */
  enum Hold {
    /** Nothing. */
    NONE(0),
    /** The account has to be enabled. */
    DISABLED(1),
    /** The user has to change the password, or somebody to say that it need not be changed. */
    TEMPORARY(2);

    private final int number;

    Hold(int number) {
      this.number = number;
    }

    /** The number in the database. */
    int number() {
      return number;
    }

    static Hold ofNumber(int number) {
      for (Hold hold : values()) {
        if (hold.number == number) {
          return hold;
        }
      }
      throw new IllegalArgumentException("there is no hold " + number);
    }
  }
}
