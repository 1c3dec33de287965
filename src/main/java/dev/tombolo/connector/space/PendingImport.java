package dev.tombolo.connector.space;

import java.util.Locale;

/** What an import has brought of an object that no synchronization has taken up yet. */
public enum PendingImport {
  /** Nothing. */
  NONE,
  /** The object is new. */
  ADD,
  /** It has changed, or been renamed. */
  UPDATE,
  /** It is gone, or has left the scope. */
  DELETE;

  private static final PendingImport[] VALUES = values();

  static PendingImport ofNumber(int number) {
    return VALUES[number];
  }

  /** What is pending when {@code next} is imported on top of this. */
  public PendingImport then(PendingImport next) {
    return this == ADD && next == UPDATE ? ADD : next;
  }

  /** The name for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
