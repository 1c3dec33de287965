package dev.tombolo.directory.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A link value's key in one of the link trees, taken apart. */
public final class LinkKey {
  private final int pair;
  private final int source;
  private final int target;
  private final byte[] data;

  private LinkKey(int pair, int source, int target, byte[] data) {
    this.pair = pair;
    this.source = source;
    this.target = target;
    this.data = data;
  }

  /** The key of a link value by its parts. */
  public static LinkKey of(int pair, int source, int target, byte[] data) {
    return new LinkKey(pair, source, target, data);
  }

  /** A key of {@link View#links}. */
  public static LinkKey ofLink(byte[] key) {
    return new LinkKey(
        Octets.shortAt(key, 4),
        Octets.intAt(key, 0),
        Octets.intAt(key, 6),
        Arrays.copyOfRange(key, 10, key.length));
  }

  /** A key of {@link View#backLinks}. */
  public static LinkKey ofBackLink(byte[] key) {
    return new LinkKey(
        Octets.shortAt(key, 4),
        Octets.intAt(key, 6),
        Octets.intAt(key, 0),
        Arrays.copyOfRange(key, 10, key.length));
  }

  /** A key of {@link View#linkChanges}. */
  public static LinkKey ofChange(byte[] key) {
    return new LinkKey(
        Octets.shortAt(key, 12),
        Octets.intAt(key, 0),
        Octets.intAt(key, 14),
        Arrays.copyOfRange(key, 18, key.length));
  }

  /** The number of the link pair. */
  public int pair() {
    return pair;
  }

  /** The id of the object that has the forward link. */
  public int source() {
    return source;
  }

  /** The id of the object it names. */
  public int target() {
    return target;
  }

  /** The octets of a DN-with-data value, which must not be changed; empty for a plain DN. */
  public byte[] data() {
    return data;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkKey key
        && pair == key.pair
        && source == key.source
        && target == key.target
        && Arrays.equals(data, key.data);
  }

  @Override
  public int hashCode() {
    return ((source * 31 + target) * 31 + pair) * 31 + Arrays.hashCode(data);
  }
}
