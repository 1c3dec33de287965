package dev.tombolo.directory.store;

import java.util.Arrays;

/**
 * Keys that are gathered in any order and then sorted, as unsigned octets. They lie one after
 * another in one array, and most comparisons are of eight octets as a number, so that a batch costs
 * a fraction of what its keys would cost a tree one by one.
 */
final class KeyBatch {
  /** Keys that are sorted by insertion rather than by merging halves. */
  private static final int FEW = 8;

  private byte[] octets;
  private int[] ends;
  private int count;

  /** The keys in their order: each by its number, and the octets by which most are told apart. */
  private int[] order = {};

  private long[] heads = {};
  private int shared;

  /** An empty batch with room for {@code capacity} keys of common length. */
  KeyBatch(int capacity) {
    octets = new byte[capacity * 24];
    ends = new int[capacity + 1];
  }

  int count() {
    return count;
  }

  void add(byte[] key) {
    int start = ends[count];
    int end = start + key.length;
    if (end > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(end, octets.length + (octets.length >> 1)));
    }
    if (count + 1 == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    System.arraycopy(key, 0, octets, start, key.length);
    ends[++count] = end;
  }

  /** The key that was added as the {@code number}th, from 0. */
  byte[] key(int number) {
    return Arrays.copyOfRange(octets, ends[number], ends[number + 1]);
  }

  /** Drops all keys. */
  void clear() {
    count = 0;
  }

  /**
   * Puts the keys in order, without those that came twice; they are counted and found by it from
   * then on, and none is added any more.
   */
  void sort() {
    shared = sharedLength();
    order = new int[count];
    heads = new long[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
      heads[i] = head(i);
    }
    sort(0, count, new int[count / 2 + 1], new long[count / 2 + 1]);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      boolean repeated =
          i > 0 && heads[i - 1] == heads[i] && compare(order[distinct - 1], order[i]) == 0;
      if (!repeated) {
        order[distinct++] = order[i];
      }
    }
    count = distinct;
  }

  /** How many octets all keys begin with alike. */
  private int sharedLength() {
    int length = count == 0 ? 0 : ends[1];
    for (int i = 1; i < count && length > 0; i++) {
      int differ = Arrays.mismatch(octets, 0, length, octets, ends[i], ends[i + 1]);
      length = differ < 0 ? length : differ;
    }
    return length;
  }

  /** The eight octets after the shared ones, as a signed number of the same order. */
  private long head(int key) {
    long head = 0;
    int from = ends[key] + shared;
    int to = Math.min(ends[key + 1], from + Long.BYTES);
    for (int i = from; i < to; i++) {
      head = head << 8 | (octets[i] & 0xFF);
    }
    int missing = Long.BYTES - (to - from);
    return (missing == Long.BYTES ? 0 : head << (8 * missing)) ^ Long.MIN_VALUE;
  }

  private void sort(int from, int to, int[] spareOrder, long[] spareHeads) {
    if (to - from <= FEW) {
      insert(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle, spareOrder, spareHeads);
    sort(middle, to, spareOrder, spareHeads);
    if (isAfter(heads[middle - 1], order[middle - 1], heads[middle], order[middle])) {
      merge(from, middle, to, spareOrder, spareHeads);
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int number = order[i];
      long head = heads[i];
      int at = i;
      while (at > from && isAfter(heads[at - 1], order[at - 1], head, number)) {
        order[at] = order[at - 1];
        heads[at] = heads[at - 1];
        at--;
      }
      order[at] = number;
      heads[at] = head;
    }
  }

  private void merge(int from, int middle, int to, int[] spareOrder, long[] spareHeads) {
    int left = middle - from;
    System.arraycopy(order, from, spareOrder, 0, left);
    System.arraycopy(heads, from, spareHeads, 0, left);
    int one = 0;
    int other = middle;
    for (int at = from; one < left; at++) {
      boolean takeOther =
          other < to && isAfter(spareHeads[one], spareOrder[one], heads[other], order[other]);
      order[at] = takeOther ? order[other] : spareOrder[one];
      heads[at] = takeOther ? heads[other++] : spareHeads[one++];
    }
  }

  private boolean isAfter(long head, int key, long otherHead, int otherKey) {
    return head == otherHead ? compare(key, otherKey) > 0 : head > otherHead;
  }

  private int compare(int key, int other) {
    return Arrays.compareUnsigned(
        octets, ends[key], ends[key + 1], octets, ends[other], ends[other + 1]);
  }

  /** The array that {@link #from} and {@link #to} point into. */
  byte[] source() {
    return octets;
  }

  /** Where the key of a place in the order begins. */
  int from(int place) {
    return ends[order[place]];
  }

  /** Where the key of a place in the order ends. */
  int to(int place) {
    return ends[order[place] + 1];
  }

  /** The first place from {@code low} to before {@code high} whose key is not less than another. */
  int ceiling(byte[] key, int low, int high) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean less =
          Arrays.compareUnsigned(octets, from(middle), to(middle), key, 0, key.length) < 0;
      from = less ? middle + 1 : from;
      to = less ? to : middle;
    }
    return from;
  }
}
