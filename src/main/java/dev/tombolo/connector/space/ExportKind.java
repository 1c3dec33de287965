package dev.tombolo.connector.space;

import java.util.Locale;

/** What is to be exported of an object. */
public enum ExportKind {
  /** Nothing. */
  NONE,
  /** It shall exist in the tenant. */
  ADD,
  /** Some of its properties shall change. */
  UPDATE,
  /** It shall be deleted. */
  DELETE;

  private static final ExportKind[] VALUES = values();

  static ExportKind ofNumber(int number) {
    return VALUES[number];
  }

  /** The name for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
