package dev.tombolo.connector.space;

/** What is known of a reference in the tenant. */
public enum LinkState {
  /** The last import saw it. */
  CONFIRMED(0),
  /** It is to be exported. */
  ADD(1),
  /** It has been exported, and no import has confirmed it yet. */
  ADDED(2),
  /** Its removal is to be exported. */
  REMOVE(3),
  /** Its removal has been exported, and no import has confirmed that yet. */
  REMOVED(4);

  private static final LinkState[] VALUES = values();

  private final int number;

  LinkState(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static LinkState ofNumber(int number) {
    return Numbered.find(VALUES, LinkState::number, number);
  }

  /** Whether the reference is there once all exports are done. */
  public boolean wanted() {
    return this == CONFIRMED || this == ADD || this == ADDED;
  }
}
