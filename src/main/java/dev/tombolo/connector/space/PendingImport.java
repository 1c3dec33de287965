package dev.tombolo.connector.space;

import java.util.Locale;

/** What an import has brought of an object that no synchronization has taken up yet. */
public enum PendingImport {
  /** Nothing. */
  NONE(0),
  /** The object is new. */
  ADD(1),
  /** It has changed, or been renamed. */
  UPDATE(2),
  /** It is gone, or has left the scope. */
  DELETE(3);

  private static final PendingImport[] VALUES = values();

  private final int number;

  PendingImport(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static PendingImport ofNumber(int number) {
    return Numbered.find(VALUES, PendingImport::number, number);
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
