package dev.tombolo.connector.run;

/** A run that cannot start because another one is under way. */
public final class BusyException extends Exception {
  private static final long serialVersionUID = 1L;

  BusyException(String running) {
    super("Synchronization is already running: " + running + " is busy.");
  }
}
