package dev.tombolo.directory.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map from octets to octets, kept in pages of packed entries. It is persistent: an
 * {@link Editor} makes a new tree that shares every untouched page with the old one, so a reader of
 * the old one is never disturbed. Keys are ordered as unsigned octets, and a range is counted
 * without walking it.
 *
 * <p>An entry costs its octets and six more; that, not speed alone, is why it is not a {@code
 * TreeMap}.
 */
public final class PackedTree implements OrderedOctets {
  /** The tree without entries. */
  public static final PackedTree EMPTY =
      new PackedTree(new Leaf(null, new byte[0], new char[0], 0, 0));

  /** Octets of entries in a leaf beyond which it is split. */
  private static final int LEAF_OCTETS = 2048;

  /** Children of a branch beyond which it is split. */
  private static final int BRANCH_CHILDREN = 64;

  /** Octets of key and value together beyond which an entry is refused. */
  static final int MAX_ENTRY = 24_000;

  private final Page root;

  private PackedTree(Page root) {
    this.root = root;
  }

  @Override
  public long size() {
    return root.size();
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return find(root, key);
  }

  @Override
  public long rank(byte[] key) {
    return rank(root, key);
  }

  @Override
  public OctetCursor ascend(byte[] from) {
    return new OctetCursor(root, from);
  }

  /** Starts changing; this tree itself stays as it is. */
  public Editor edit() {
    return new Editor(root);
  }

  private static byte @Nullable [] find(Page root, byte[] key) {
    Page page = root;
    while (page instanceof Branch branch) {
      page = branch.children[branch.childFor(key)];
    }
    Leaf leaf = (Leaf) page;
    int at = leaf.find(key);
    return at < 0 ? null : leaf.value(at);
  }

  private static long rank(Page root, byte[] key) {
    long before = 0;
    Page page = root;
    while (page instanceof Branch branch) {
      int child = branch.childFor(key);
      for (int i = 0; i < child; i++) {
        before += branch.children[i].size();
      }
      page = branch.children[child];
    }
    int at = ((Leaf) page).find(key);
    return before + (at < 0 ? -at - 1 : at);
  }

  /** A tree under change, for one thread. Reads see the changes made so far. */
  public static final class Editor implements OrderedOctets {
    private Page root;
    private Object owner = new Object();

    private Editor(Page root) {
      this.root = root;
    }

    @Override
    public long size() {
      return root.size();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
      return find(root, key);
    }

    @Override
    public long rank(byte[] key) {
      return PackedTree.rank(root, key);
    }

    /** {@inheritDoc} The cursor must not be used after a further change. */
    @Override
    public OctetCursor ascend(byte[] from) {
      return new OctetCursor(root, from);
    }

    /** Sets the value of a key, whether or not it was there. */
    public void put(byte[] key, byte[] value) {
      if (key.length + value.length > MAX_ENTRY) {
        throw new IllegalArgumentException(
            "an entry of " + (key.length + value.length) + " octets is too large");
      }
      Page[] halves = put(root, key, value);
      root = halves.length == 1 ? halves[0] : new Branch(owner, halves);
    }

    /** Puts sorted keys, without values, each page that takes any being written once. */
    void putAll(KeyBatch keys) {
      if (keys.count() == 0) {
        return;
      }
      Run top = new Run();
      putAll(root, new byte[0], keys, 0, keys.count(), top);
      while (top.size() > 1) {
        Run above = new Run();
        top.pack(owner, new byte[0], above);
        top = above;
      }
      root = top.page(0);
    }

    private void putAll(Page page, byte[] low, KeyBatch keys, int from, int to, Run out) {
      if (page instanceof Leaf leaf) {
        new LeafMerge(owner, leaf, keys).into(from, to, low, out);
        return;
      }
      Branch branch = (Branch) page;
      Run children = new Run();
      int at = from;
      for (int i = 0; i < branch.count; i++) {
        int end = i + 1 < branch.count ? keys.ceiling(branch.lows[i + 1], at, to) : to;
        if (end == at) {
          children.add(branch.children[i], branch.lows[i]);
        } else {
          putAll(branch.children[i], branch.lows[i], keys, at, end, children);
        }
        at = end;
      }
      children.pack(owner, low, out);
    }

    /** Removes a key; whether it was there. */
    public boolean remove(byte[] key) {
      if (find(root, key) == null) {
        return false;
      }
      Page left = remove(root, key);
      while (left instanceof Branch branch && branch.count == 1) {
        left = branch.children[0];
      }
      root = left == null ? EMPTY.root : left;
      return true;
    }

    /** The tree as it is now; further changes go to pages of their own. */
    public PackedTree freeze() {
      owner = new Object();
      return new PackedTree(root);
    }

    private Page[] put(Page page, byte[] key, byte[] value) {
      if (page instanceof Branch branch) {
        int child = branch.childFor(key);
        long before = branch.children[child].size();
        Page[] halves = put(branch.children[child], key, value);
        Branch own = branch.owner == owner ? branch : branch.copy(owner);
        own.replace(child, halves, before);
        return own.count > BRANCH_CHILDREN ? own.split(owner) : new Page[] {own};
      }
      Leaf leaf = (Leaf) page;
      int at = leaf.find(key);
      int needed = 4 + key.length + value.length;
      Leaf own = leaf.owner == owner && leaf.hasRoom(needed) ? leaf : leaf.copy(owner, needed);
      own.set(at, key, value);
      return own.live > LEAF_OCTETS && own.count > 1 ? own.split(owner, at) : new Page[] {own};
    }

    private @Nullable Page remove(Page page, byte[] key) {
      if (page instanceof Branch branch) {
        int child = branch.childFor(key);
        long before = branch.children[child].size();
        Page left = remove(branch.children[child], key);
        Branch own = branch.owner == owner ? branch : branch.copy(owner);
        own.replace(child, left == null ? new Page[0] : new Page[] {left}, before);
        return own.count == 0 ? null : own;
      }
      Leaf leaf = (Leaf) page;
      Leaf own = leaf.owner == owner ? leaf : leaf.copy(owner, 0);
      own.delete(own.find(key));
      return own.count == 0 ? null : own;
    }
  }

  /** Pages side by side, with what no key in each is less than. */
  private static final class Run {
    private final List<Page> pages = new ArrayList<>();
    private final List<byte[]> lows = new ArrayList<>();

    private int size() {
      return pages.size();
    }

    private Page page(int place) {
      return pages.get(place);
    }

    private void add(Page page, byte[] low) {
      pages.add(page);
      lows.add(low);
    }

    /** Puts the pages into as few branches as hold them, of about the same size. */
    private void pack(Object owner, byte[] low, Run above) {
      int branches = (pages.size() + BRANCH_CHILDREN - 1) / BRANCH_CHILDREN;
      for (int i = 0; i < branches; i++) {
        int from = (int) ((long) pages.size() * i / branches);
        int to = (int) ((long) pages.size() * (i + 1) / branches);
        above.add(
            new Branch(owner, pages.subList(from, to), lows.subList(from, to)),
            i == 0 ? low : lows.get(from));
      }
    }
  }

  /** Merges the entries of a leaf and new keys into leaves that are cut to measure. */
  private static final class LeafMerge {
    private final Object owner;
    private final Leaf leaf;
    private final KeyBatch keys;
    private byte[] octets = new byte[LEAF_OCTETS];
    private char[] offsets = new char[64];
    private int used;
    private int count;

    private LeafMerge(Object owner, Leaf leaf, KeyBatch keys) {
      this.owner = owner;
      this.leaf = leaf;
      this.keys = keys;
    }

    private void into(int from, int to, byte[] low, Run out) {
      int total = leaf.live;
      for (int i = from; i < to; i++) {
        total += 4 + keys.to(i) - keys.from(i);
      }
      int leaves = (total + LEAF_OCTETS - 1) / LEAF_OCTETS;
      int full = (total + leaves - 1) / leaves;
      byte[] nextLow = low;
      int old = 0;
      int added = from;
      while (old < leaf.count || added < to) {
        int order = old == leaf.count ? 1 : added == to ? -1 : compare(old, added);
        if (order == 0) {
          added++;
          continue;
        }
        if (used >= full) {
          out.add(cut(), nextLow);
          nextLow = order < 0 ? leaf.key(old) : key(added);
        }
        if (order < 0) {
          copy(old++);
        } else {
          write(added++);
        }
      }
      out.add(cut(), nextLow);
    }

    private byte[] key(int place) {
      return Arrays.copyOfRange(keys.source(), keys.from(place), keys.to(place));
    }

    private int compare(int old, int added) {
      int at = leaf.offsets[old];
      return Arrays.compareUnsigned(
          leaf.octets,
          at + 4,
          at + 4 + leaf.keyLength(at),
          keys.source(),
          keys.from(added),
          keys.to(added));
    }

    private void copy(int old) {
      int at = leaf.offsets[old];
      int length = leaf.length(at);
      begin(length);
      System.arraycopy(leaf.octets, at, octets, used, length);
      used += length;
    }

    private void write(int added) {
      int from = keys.from(added);
      int length = keys.to(added) - from;
      begin(4 + length);
      octets[used] = (byte) (length >>> 8);
      octets[used + 1] = (byte) length;
      octets[used + 2] = 0;
      octets[used + 3] = 0;
      System.arraycopy(keys.source(), from, octets, used + 4, length);
      used += 4 + length;
    }

    private void begin(int length) {
      if (used + length > octets.length) {
        octets = Arrays.copyOf(octets, used + length + LEAF_OCTETS);
      }
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = (char) used;
    }

    private Leaf cut() {
      Leaf done =
          new Leaf(owner, Arrays.copyOf(octets, used), Arrays.copyOf(offsets, count), count, used);
      used = 0;
      count = 0;
      return done;
    }
  }

  /** A node of the tree. */
  abstract static sealed class Page {
    /** Who may change it in place; anybody else copies it. */
    final @Nullable Object owner;

    Page(@Nullable Object owner) {
      this.owner = owner;
    }

    /** How many entries are below. */
    abstract long size();

    /** The first key below. */
    abstract byte[] firstKey();
  }

  /** A page of children, with the first key each child had when it came. */
  static final class Branch extends Page {
    Page[] children;
    byte[][] lows;
    int count;
    private long size;

    private Branch(@Nullable Object owner, Page[] pages) {
      super(owner);
      children = new Page[BRANCH_CHILDREN + 2];
      lows = new byte[BRANCH_CHILDREN + 2][];
      count = pages.length;
      for (int i = 0; i < count; i++) {
        children[i] = pages[i];
        lows[i] = pages[i].firstKey();
        size += pages[i].size();
      }
    }

    private Branch(@Nullable Object owner, List<Page> pages, List<byte[]> lowest) {
      super(owner);
      count = pages.size();
      children = pages.toArray(new Page[BRANCH_CHILDREN + 2]);
      lows = lowest.toArray(new byte[BRANCH_CHILDREN + 2][]);
      for (Page page : pages) {
        size += page.size();
      }
    }

    /**
     * A copy to change. A child that its owner has changed in place meanwhile is corrected by its
     * replacement.
     */
    private Branch(@Nullable Object owner, Branch from) {
      super(owner);
      children = Arrays.copyOf(from.children, BRANCH_CHILDREN + 2);
      lows = Arrays.copyOf(from.lows, BRANCH_CHILDREN + 2);
      count = from.count;
      size = from.size;
    }

    private Branch(@Nullable Object owner, Branch from, int start, int end) {
      super(owner);
      int room = BRANCH_CHILDREN + 2;
      children = Arrays.copyOf(Arrays.copyOfRange(from.children, start, end), room);
      lows = Arrays.copyOf(Arrays.copyOfRange(from.lows, start, end), room);
      count = end - start;
      for (int i = 0; i < count; i++) {
        size += children[i].size();
      }
    }

    private Branch copy(Object newOwner) {
      return new Branch(newOwner, this);
    }

    /** The child that holds the key if any does. */
    int childFor(byte[] key) {
      int low = 1;
      int high = count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (Arrays.compareUnsigned(lows[middle], key) <= 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return low - 1;
    }

    /** Puts pages in the place of a child that had {@code before} entries. */
    private void replace(int child, Page[] pages, long before) {
      if (pages.length != 1) {
        int rest = count - child - 1;
        System.arraycopy(children, child + 1, children, child + pages.length, rest);
        System.arraycopy(lows, child + 1, lows, child + pages.length, rest);
        count += pages.length - 1;
        Arrays.fill(children, count, children.length, null);
        Arrays.fill(lows, count, lows.length, null);
      }
      for (int i = 0; i < pages.length; i++) {
        children[child + i] = pages[i];
        if (i > 0) {
          lows[child + i] = pages[i].firstKey();
        }
      }
      size -= before;
      for (Page page : pages) {
        size += page.size();
      }
    }

    private Page[] split(Object newOwner) {
      int middle = count / 2;
      return new Page[] {
        new Branch(newOwner, this, 0, middle), new Branch(newOwner, this, middle, count)
      };
    }

    @Override
    long size() {
      return size;
    }

    @Override
    byte[] firstKey() {
      return lows[0];
    }
  }

  /**
   * A page of entries. Octets of an entry: key length (2), value length (2), key, value. The
   * offsets are in key order; the entries themselves lie as they came, and what was removed or
   * replaced is waste until the next copy.
   */
  static final class Leaf extends Page {
    private byte[] octets;
    private char[] offsets;
    int count;
    private int used;
    private int live;

    private Leaf(@Nullable Object owner, byte[] octets, char[] offsets, int count, int used) {
      super(owner);
      this.octets = octets;
      this.offsets = offsets;
      this.count = count;
      this.used = used;
      this.live = used;
    }

    /** The index of a key, or {@code -insertionPoint - 1}. */
    int find(byte[] key) {
      int low = 0;
      int high = count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int at = offsets[middle];
        int order =
            Arrays.compareUnsigned(octets, at + 4, at + 4 + keyLength(at), key, 0, key.length);
        if (order < 0) {
          low = middle + 1;
        } else if (order > 0) {
          high = middle - 1;
        } else {
          return middle;
        }
      }
      return -low - 1;
    }

    private int keyLength(int at) {
      return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
    }

    private int valueLength(int at) {
      return (octets[at + 2] & 0xFF) << 8 | (octets[at + 3] & 0xFF);
    }

    private int length(int at) {
      return 4 + keyLength(at) + valueLength(at);
    }

    byte[] key(int index) {
      int at = offsets[index];
      return Arrays.copyOfRange(octets, at + 4, at + 4 + keyLength(at));
    }

    byte[] value(int index) {
      int at = offsets[index];
      int from = at + 4 + keyLength(at);
      return Arrays.copyOfRange(octets, from, from + valueLength(at));
    }

    /** Compares an entry's key with another. */
    int compareKey(int index, byte[] key) {
      int at = offsets[index];
      return Arrays.compareUnsigned(octets, at + 4, at + 4 + keyLength(at), key, 0, key.length);
    }

    /** Whether an entry's key begins with these octets. */
    boolean keyStartsWith(int index, byte[] prefix) {
      int at = offsets[index];
      return keyLength(at) >= prefix.length
          && Arrays.equals(octets, at + 4, at + 4 + prefix.length, prefix, 0, prefix.length);
    }

    /** The last four octets of an entry's key as an integer. */
    int keyTail(int index) {
      int at = offsets[index];
      return integer(at + keyLength(at));
    }

    /** The first four octets of an entry's value as an integer. */
    int valueHead(int index) {
      int at = offsets[index];
      return integer(at + 4 + keyLength(at));
    }

    private int integer(int at) {
      return (octets[at] & 0xFF) << 24
          | (octets[at + 1] & 0xFF) << 16
          | (octets[at + 2] & 0xFF) << 8
          | (octets[at + 3] & 0xFF);
    }

    private boolean hasRoom(int needed) {
      return used + needed <= octets.length && used + needed < Character.MAX_VALUE;
    }

    /** A copy without waste, with room for {@code needed} octets and one entry more. */
    private Leaf copy(Object newOwner, int needed) {
      // a page that its own editor fills grows by halves; a page copied for one change is cut to
      // measure
      int spare = owner == newOwner ? Math.min(live / 2, LEAF_OCTETS - live) : 0;
      return part(newOwner, 0, count, needed + Math.max(spare, 0));
    }

    private Leaf part(Object newOwner, int from, int to, int spare) {
      int size = 0;
      for (int i = from; i < to; i++) {
        size += length(offsets[i]);
      }
      byte[] packed = new byte[size + spare];
      char[] places = new char[to - from + (spare > 0 ? 1 : 0)];
      int at = 0;
      for (int i = from; i < to; i++) {
        int length = length(offsets[i]);
        System.arraycopy(octets, offsets[i], packed, at, length);
        places[i - from] = (char) at;
        at += length;
      }
      return new Leaf(newOwner, packed, places, to - from, size);
    }

    /** Sets an entry at what {@link #find} said. */
    private void set(int found, byte[] key, byte[] value) {
      int at = used;
      octets[at] = (byte) (key.length >>> 8);
      octets[at + 1] = (byte) key.length;
      octets[at + 2] = (byte) (value.length >>> 8);
      octets[at + 3] = (byte) value.length;
      System.arraycopy(key, 0, octets, at + 4, key.length);
      System.arraycopy(value, 0, octets, at + 4 + key.length, value.length);
      int length = 4 + key.length + value.length;
      used += length;
      live += length;
      if (found >= 0) {
        live -= length(offsets[found]);
        offsets[found] = (char) at;
        return;
      }
      int place = -found - 1;
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count + Math.max(4, count / 4));
      }
      System.arraycopy(offsets, place, offsets, place + 1, count - place);
      offsets[place] = (char) at;
      count++;
    }

    private void delete(int index) {
      live -= length(offsets[index]);
      System.arraycopy(offsets, index + 1, offsets, index, count - index - 1);
      count--;
    }

    /** Splits in the middle; a page filled from left to right is left full. */
    private Page[] split(Object newOwner, int found) {
      int place = found < 0 ? -found - 1 : found;
      int middle = 1;
      if (place == count - 1) {
        middle = count - 1;
      } else {
        for (int size = length(offsets[0]); middle < count - 1 && size < live / 2; middle++) {
          size += length(offsets[middle]);
        }
      }
      return new Page[] {part(newOwner, 0, middle, 0), part(newOwner, middle, count, 0)};
    }

    @Override
    long size() {
      return count;
    }

    @Override
    byte[] firstKey() {
      return key(0);
    }
  }
}
