package dev.tombolo.connector.space;

import java.util.Locale;

/** What is to be exported of an object. */
public enum ExportKind {
  /** Nothing. */
  NONE(0),
  /** It shall exist in the tenant. */
  ADD(1),
  /** Some of its properties shall change. */
  UPDATE(2),
  /** It shall be deleted. */
  DELETE(3);

  private static final ExportKind[] VALUES = values();

  private final int number;

  ExportKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ExportKind ofNumber(int number) {
    return Numbered.find(VALUES, ExportKind::number, number);
  }

  /** The name for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
