package dev.tombolo.directory.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An ordered map from octets to octets, to be read. Keys are ordered as unsigned octets. */
public sealed interface OrderedOctets permits PackedTree, PackedTree.Editor, IndexEditor {
  /** How many entries there are. */
  long size();

  /** The value of a key, or null. */
  byte @Nullable [] get(byte[] key);

  /** How many keys are less than this one. */
  long rank(byte[] key);

  /** A cursor before the first key that is not less than {@code from}. */
  OctetCursor ascend(byte[] from);

  /** How many keys are in {@code [from, to)}. */
  default long count(byte[] from, byte[] to) {
    return Math.max(0, rank(to) - rank(from));
  }

  /** How many keys begin with these octets. */
  default long countPrefix(byte[] prefix) {
    byte[] end = after(prefix);
    return (end.length == 0 ? size() : rank(end)) - rank(prefix);
  }

  /**
   * The least octets greater than everything that begins with {@code prefix}; empty when there are
   * none.
   */
  static byte[] after(byte[] prefix) {
    for (int last = prefix.length - 1; last >= 0; last--) {
      if (prefix[last] != (byte) 0xFF) {
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return end;
      }
    }
    return new byte[0];
  }
}
