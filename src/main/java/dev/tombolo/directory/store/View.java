package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory to read: a {@link Snapshot}, or a {@link Transaction} with what it has changed so
 * far.
 */
public sealed interface View permits Snapshot, Transaction {
  /** The schema. */
  Schema schema();

  /** The object of an id, or null. */
  @Nullable Entry entry(int id);

  /** One more than the largest id. */
  int limit();

  /** Names below their parents, see {@link Keys#name}; the value is the object's id. */
  OrderedOctets names();

  /** The index of an attribute, see {@link Keys#indexed}; the keys end with the object's id. */
  OrderedOctets index(AttributeType attribute);

  /** Forward links, see {@link Keys#linksOf(int, int)}; the values are {@link LinkValue}s. */
  OrderedOctets links();

  /** Links by their targets, see {@link Keys#linksOf(int, int)}; present values only. */
  OrderedOctets backLinks();

  /** Links by their sources and USNs, see {@link Keys#linkChangesFrom}. */
  OrderedOctets linkChanges();

  /** The security descriptor of a number. */
  byte[] descriptor(int number);

  /** A number kept beside the objects. */
  long register(Register register);

  /** What is remembered of names here; nothing where they may change. */
  default Optional<NameMemory> memory() {
    return Optional.empty();
  }

  /** The object of an id that must exist. */
  default Entry existing(int id) {
    Entry entry = entry(id);
    if (entry == null) {
      throw new IllegalStateException("there is no object " + id);
    }
    return entry;
  }

  /** The id of the object a register names. */
  default int object(Register register) {
    return (int) register(register);
  }

  /** Whether the recycle bin is enabled. */
  default boolean recycleBin() {
    return register(Register.RECYCLE_BIN) != 0;
  }

  /** The id of the object of a name below a parent, or -1. */
  default int child(int parent, String name) {
    byte[] id = names().get(Keys.name(parent, name));
    return id == null ? -1 : Octets.intAt(id, 0);
  }

  /**
   * The first object whose attribute has a value with this key and that exists live or deleted, or
   * -1.
   */
  default int find(AttributeType attribute, byte[] valueKey) {
    byte[] prefix = Keys.indexed(valueKey);
    for (OctetCursor cursor = index(attribute).ascend(prefix);
        cursor.next() && cursor.keyStartsWith(prefix); ) {
      Entry entry = existing(cursor.keyTail());
      for (Entry.Values values = entry.values(attribute); values.next(); ) {
        byte[] key = attribute.syntax().key(values.source(), values.from(), values.to());
        if (Arrays.equals(key, valueKey)) {
          return cursor.keyTail();
        }
      }
    }
    return -1;
  }

  /** A link value that was ever written and is not yet forgotten. */
  default Optional<LinkValue> link(int pair, int source, int target, byte[] data) {
    return Optional.ofNullable(links().get(Keys.link(pair, source, target, data)))
        .map(LinkValue::decode);
  }

  /** The link value at a cursor of {@link #links}. */
  static LinkValue linkAt(OctetCursor cursor) {
    return LinkValue.decode(cursor.value());
  }
}
