package dev.tombolo.directory.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table from small numbers, dense from 0, to octets. Like {@link PackedTree} it is persistent: an
 * {@link Editor} makes a new table that shares what it does not touch.
 */
public final class IdTable {
  /** The table without entries. */
  public static final IdTable EMPTY = new IdTable(new Object[IdTable.ROOM], 0, 0);

  private static final int BITS = 6;
  private static final int FAN = 1 << BITS;
  private static final int OWNER = FAN;
  private static final int ROOM = FAN + 1;

  private final Object[] root;
  private final int shift;
  private final int limit;

  private IdTable(Object[] root, int shift, int limit) {
    this.root = root;
    this.shift = shift;
    this.limit = limit;
  }

  /** The octets of a number, or null when it has none. */
  public byte @Nullable [] get(int id) {
    return get(root, shift, id);
  }

  /** One more than the largest number that ever had octets. */
  public int limit() {
    return limit;
  }

  /** Starts changing; this table itself stays as it is. */
  public Editor edit() {
    return new Editor(this);
  }

  private static byte @Nullable [] get(Object[] root, int shift, int id) {
    if (id < 0 || id >>> shift >= FAN) {
      return null;
    }
    Object node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = ((Object[]) node)[id >>> level & FAN - 1];
      if (node == null) {
        return null;
      }
    }
    return (byte[]) ((Object[]) node)[id & FAN - 1];
  }

  /** A table under change, for one thread. */
  public static final class Editor {
    private Object[] root;
    private int shift;
    private int limit;
    private Object owner = new Object();

    private Editor(IdTable from) {
      root = from.root;
      shift = from.shift;
      limit = from.limit;
    }

    /** The octets of a number, or null when it has none. */
    public byte @Nullable [] get(int id) {
      return IdTable.get(root, shift, id);
    }

    /** One more than the largest number that ever had octets. */
    public int limit() {
      return limit;
    }

    /** Sets the octets of a number; null removes them. */
    public void put(int id, byte @Nullable [] octets) {
      while (id >>> shift >= FAN) {
        Object[] taller = new Object[ROOM];
        taller[0] = root;
        taller[OWNER] = owner;
        root = taller;
        shift += BITS;
      }
      root = own(root);
      Object[] node = root;
      for (int level = shift; level > 0; level -= BITS) {
        int place = id >>> level & FAN - 1;
        Object child = node[place];
        Object[] next = child == null ? fresh() : own((Object[]) child);
        node[place] = next;
        node = next;
      }
      node[id & FAN - 1] = octets;
      limit = Math.max(limit, id + 1);
    }

    private Object[] fresh() {
      Object[] node = new Object[ROOM];
      node[OWNER] = owner;
      return node;
    }

    private Object[] own(Object[] node) {
      if (node[OWNER] == owner) {
        return node;
      }
      Object[] copy = Arrays.copyOf(node, ROOM);
      copy[OWNER] = owner;
      return copy;
    }

    /** The table as it is now; further changes go to nodes of their own. */
    public IdTable freeze() {
      owner = new Object();
      return new IdTable(root, shift, limit);
    }
  }
}
