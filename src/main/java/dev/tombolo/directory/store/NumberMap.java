package dev.tombolo.directory.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small map from numbers to values, in the order of the numbers: the attributes of an object in
 * the making.
 */
final class NumberMap<T> {
  private int[] numbers = new int[40];
  private @Nullable Object[] values = new Object[40];
  private int size;

  int size() {
    return size;
  }

  int numberAt(int place) {
    return numbers[place];
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // only what put() took, below size
  T valueAt(int place) {
    return (T) values[place];
  }

  private int find(int number) {
    // most come in ascending order
    return size == 0 || number > numbers[size - 1]
        ? -size - 1
        : Arrays.binarySearch(numbers, 0, size, number);
  }

  @Nullable T get(int number) {
    int place = find(number);
    return place < 0 ? null : valueAt(place);
  }

  void put(int number, T value) {
    int place = find(number);
    if (place >= 0) {
      values[place] = value;
      return;
    }
    place = -place - 1;
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    System.arraycopy(numbers, place, numbers, place + 1, size - place);
    System.arraycopy(values, place, values, place + 1, size - place);
    numbers[place] = number;
    values[place] = value;
    size++;
  }

  void remove(int number) {
    int place = Arrays.binarySearch(numbers, 0, size, number);
    if (place >= 0) {
      size--;
      System.arraycopy(numbers, place + 1, numbers, place, size - place);
      System.arraycopy(values, place + 1, values, place, size - place);
      values[size] = null;
    }
  }

  int[] numbers() {
    return Arrays.copyOf(numbers, size);
  }
}
