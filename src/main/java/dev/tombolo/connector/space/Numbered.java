package dev.tombolo.connector.space;

import java.util.function.ToIntFunction;

/** Finds a constant by the number it is kept as in the database. */
final class Numbered {
  private Numbered() {}

  static <E extends Enum<E>> E find(E[] values, ToIntFunction<E> numberOf, int number) {
    for (E value : values) {
      if (numberOf.applyAsInt(value) == number) {
        return value;
      }
    }
    throw new IllegalStateException("a damaged row in the connector's database: " + number);
  }
}
