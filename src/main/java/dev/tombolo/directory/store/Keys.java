package dev.tombolo.directory.store;

import dev.tombolo.ad.TextFold;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of the store's trees. */
public final class Keys {
  /**
   * Octets of a value's key beyond which an index cuts it off; what an index finds is always
   * checked.
   */
  private static final int INDEXED_OCTETS = 120;

  private Keys() {}

  /**
   * The key of a name below a parent: its RDN's value without regard to case, width and accents.
   */
  public static byte[] name(int parent, String value) {
    return nameOf(parent, TextFold.fold(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** The key of an object's name. */
  static byte[] name(Entry entry) {
    Entry.Values name = entry.values(Entry.NAME);
    name.next();
    return nameOf(entry.parent(), TextFold.fold(name.source(), name.from(), name.to()));
  }

  private static byte[] nameOf(int parent, byte[] folded) {
    byte[] key = new byte[4 + folded.length];
    Octets.setInt(key, 0, parent);
    System.arraycopy(folded, 0, key, 4, folded.length);
    return key;
  }

  /** What the keys of all names below a parent begin with. */
  public static byte[] namesBelow(int parent) {
    return new Octets(4).putInt(parent).toByteArray();
  }

  /** The key of an attribute's value at an object. */
  static byte[] index(byte[] valueKey, int id) {
    int length = Math.min(valueKey.length, INDEXED_OCTETS);
    byte[] key = new byte[length + 5];
    System.arraycopy(valueKey, 0, key, 0, length);
    Octets.setInt(key, length + 1, id);
    return key;
  }

  /**
   * What the index keys of all objects with a value begin with; the value's key as {@link
   * Syntax#key} makes it.
   */
  public static byte[] indexed(byte[] valueKey) {
    int length = Math.min(valueKey.length, INDEXED_OCTETS);
    byte[] prefix = new byte[length + 1];
    System.arraycopy(valueKey, 0, prefix, 0, length);
    return prefix;
  }

  /** What the index keys of all objects with a value that begins so begin with. */
  public static byte[] indexedPrefix(byte[] valueKeyPrefix) {
    return Arrays.copyOf(valueKeyPrefix, Math.min(valueKeyPrefix.length, INDEXED_OCTETS));
  }

  /**
   * What the index keys of all objects of a class begin with; the most specific and the auxiliary
   * classes count.
   */
  public static byte[] indexedClass(int objectClass) {
    return new Octets(3).putShort(objectClass).put(0).toByteArray();
  }

  /** The key of a link value at its source. */
  static byte[] link(int pair, int source, int target, byte[] data) {
    return new Octets(10 + data.length)
        .putInt(source)
        .putShort(pair)
        .putInt(target)
        .put(data)
        .toByteArray();
  }

  /** The key of a link value at its target. */
  static byte[] backLink(int pair, int source, int target, byte[] data) {
    return link(pair, /* source= */ target, /* target= */ source, data);
  }

  /**
   * What the keys of all links of an object begin with: from it in {@link View#links}, to it in
   * backLinks.
   */
  public static byte[] linksOf(int object) {
    return new Octets(4).putInt(object).toByteArray();
  }

  /** What the keys of an object's links of one pair begin with, in either tree. */
  public static byte[] linksOf(int pair, int object) {
    return new Octets(6).putInt(object).putShort(pair).toByteArray();
  }

  /** What the keys of the links between two objects begin with. */
  public static byte[] linksBetween(int pair, int object, int other) {
    return new Octets(10).putInt(object).putShort(pair).putInt(other).toByteArray();
  }

  /** The key by which a change of a link is found. */
  static byte[] linkChange(int source, long usn, int pair, int target, byte[] data) {
    return new Octets(18 + data.length)
        .putInt(source)
        .putLong(usn)
        .putShort(pair)
        .putInt(target)
        .put(data)
        .toByteArray();
  }

  /** Where the changes of an object's links from a USN on begin. */
  public static byte[] linkChangesFrom(int source, long usn) {
    return new Octets(12).putInt(source).putLong(usn).toByteArray();
  }

  /** What the keys of all changes of an object's links begin with. */
  public static byte[] linkChangesOf(int source) {
    return new Octets(4).putInt(source).toByteArray();
  }

  /** Calls {@code each} with the index key of every value of an attribute. */
  static void ofValues(
      Schema schema, AttributeType attribute, Entry.Values values, int id, KeyConsumer each) {
    if (attribute.index() == Entry.OBJECT_CLASS) {
      ofClasses(schema, values, id, each);
      return;
    }
    while (values.next()) {
      each.accept(index(attribute.syntax().key(values.source(), values.from(), values.to()), id));
    }
  }

  /**
   * An object is found by its most specific class, which stands last, and by its dynamic auxiliary
   * classes.
   */
  private static void ofClasses(Schema schema, Entry.Values values, int id, KeyConsumer each) {
    values.next();
    int count = values.length() / 2;
    for (int i = 0; i < count; i++) {
      int number = values.classAt(i);
      if (i == count - 1 || schema.objectClass(number).isAuxiliary()) {
        each.accept(index(new Octets(2).putShort(number).toByteArray(), id));
      }
    }
  }

  /** Takes index keys. */
  @FunctionalInterface
  interface KeyConsumer {
    void accept(byte[] key);
  }
}
