package dev.tombolo.connector.space;

/** What is known of a reference in the tenant; the order is the number on disk. */
public enum LinkState {
  /** The last import saw it. */
  CONFIRMED,
  /** It is to be exported. */
  ADD,
  /** It has been exported, and no import has confirmed it yet. */
  ADDED,
  /** Its removal is to be exported. */
  REMOVE,
  /** Its removal has been exported, and no import has confirmed that yet. */
  REMOVED;

  private static final LinkState[] VALUES = values();

  static LinkState ofNumber(int number) {
    return VALUES[number];
  }

  /** Whether the reference is there once all exports are done. */
  public boolean wanted() {
    return this == CONFIRMED || this == ADD || this == ADDED;
  }
}
