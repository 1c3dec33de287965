package dev.tombolo.directory.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree's entries in key order, from before its first one: {@code while (cursor.next()) …}.
 */
public final class OctetCursor {
  private PackedTree.Branch[] branches = new PackedTree.Branch[4];
  private int[] places = new int[4];
  private int depth;
  private PackedTree.@Nullable Leaf leaf;
  private int index;

  OctetCursor(PackedTree.Page root, byte[] from) {
    PackedTree.Page page = root;
    while (page instanceof PackedTree.Branch branch) {
      int child = branch.childFor(from);
      push(branch, child);
      page = branch.children[child];
    }
    leaf = (PackedTree.Leaf) page;
    int found = leaf.find(from);
    index = (found < 0 ? -found - 1 : found) - 1;
  }

  private void push(PackedTree.Branch branch, int place) {
    if (depth == branches.length) {
      branches = Arrays.copyOf(branches, depth * 2);
      places = Arrays.copyOf(places, depth * 2);
    }
    branches[depth] = branch;
    places[depth++] = place;
  }

  /** Goes to the next entry; false when there is none. */
  public boolean next() {
    if (leaf == null) {
      return false;
    }
    if (++index < leaf.count) {
      return true;
    }
    while (depth > 0) {
      PackedTree.Branch branch = branches[depth - 1];
      int place = ++places[depth - 1];
      if (place < branch.count) {
        PackedTree.Page page = branch.children[place];
        while (page instanceof PackedTree.Branch below) {
          push(below, 0);
          page = below.children[0];
        }
        leaf = (PackedTree.Leaf) page;
        index = 0;
        return true;
      }
      depth--;
    }
    leaf = null;
    return false;
  }

  /** The entry's key. */
  public byte[] key() {
    return here().key(index);
  }

  /** The entry's value. */
  public byte[] value() {
    return here().value(index);
  }

  /** Whether the entry's key begins with these octets. */
  public boolean keyStartsWith(byte[] prefix) {
    return here().keyStartsWith(index, prefix);
  }

  /** Whether the entry's key is less than another. */
  public boolean isBefore(byte[] key) {
    return here().compareKey(index, key) < 0;
  }

  /** The last four octets of the entry's key: the object id that an index key ends with. */
  public int keyTail() {
    return here().keyTail(index);
  }

  /** The first four octets of the entry's value as an integer. */
  public int valueHead() {
    return here().valueHead(index);
  }

  private PackedTree.Leaf here() {
    if (leaf == null) {
      throw new IllegalStateException("the cursor is past the last entry");
    }
    return leaf;
  }
}
