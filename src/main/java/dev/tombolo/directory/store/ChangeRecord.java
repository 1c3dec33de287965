package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.ClassDefinition;
import dev.tombolo.directory.schema.SchemaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What one transaction did, as the change log keeps it: the objects, links and numbers it wrote.
 * Indexes are not in it; they follow when it is applied.
 */
final class ChangeRecord {
  private static final int PUT = 1;
  private static final int EXPUNGE = 2;
  private static final int PUT_LINK = 3;
  private static final int ERASE_LINK = 4;
  private static final int REGISTER = 5;
  private static final int DESCRIPTOR = 6;
  private static final int ATTRIBUTE = 7;
  private static final int CLASS = 8;
  private static final int REINDEX = 9;

  private final boolean kept;
  private final Octets octets = new Octets(64);

  private ChangeRecord(boolean kept) {
    this.kept = kept;
  }

  /** A record that is kept. */
  static ChangeRecord kept() {
    return new ChangeRecord(true);
  }

  /** A record that forgets, for a store without a log. */
  static ChangeRecord forgetful() {
    return new ChangeRecord(false);
  }

  byte[] toByteArray() {
    return octets.toByteArray();
  }

  /** How many octets there are so far. */
  int size() {
    return octets.size();
  }

  /** Forgets what was recorded after there were {@code size} octets. */
  void truncate(int size) {
    octets.truncate(size);
  }

  void put(int id, byte[] entry) {
    if (kept) {
      octets.put(PUT).putVar(id).putBlock(entry);
    }
  }

  void expunge(int id) {
    if (kept) {
      octets.put(EXPUNGE).putVar(id);
    }
  }

  void putLink(int pair, int source, int target, byte[] data, byte[] value) {
    if (kept) {
      octets
          .put(PUT_LINK)
          .putVar(pair)
          .putVar(source)
          .putVar(target)
          .putBlock(data)
          .putBlock(value);
    }
  }

  void eraseLink(int pair, int source, int target, byte[] data) {
    if (kept) {
      octets.put(ERASE_LINK).putVar(pair).putVar(source).putVar(target).putBlock(data);
    }
  }

  void register(int register, long value) {
    if (kept) {
      octets.put(REGISTER).put(register).putLong(value);
    }
  }

  void putDescriptor(int number, byte[] descriptor) {
    if (kept) {
      octets.put(DESCRIPTOR).putVar(number).putBlock(descriptor);
    }
  }

  void extendSchema(
      Collection<AttributeDefinition> attributes, Collection<ClassDefinition> classes) {
    if (kept) {
      attributes.forEach(each -> octets.put(ATTRIBUTE).putBlock(SchemaCodec.encode(each)));
      classes.forEach(each -> octets.put(CLASS).putBlock(SchemaCodec.encode(each)));
    }
  }

  void reindex(int attribute) {
    if (kept) {
      octets.put(REINDEX).putVar(attribute);
    }
  }

  /** Does again what a record says. */
  static void apply(byte[] record, Transaction to) throws IOException {
    Octets.Reader in = new Octets.Reader(record, 0);
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<ClassDefinition> classes = new ArrayList<>();
    while (in.hasMore()) {
      int kind = in.next();
      if (kind != ATTRIBUTE && kind != CLASS) {
        extend(to, attributes, classes);
      }
      switch (kind) {
        case PUT -> to.put((int) in.nextVar(), new Entry(in.nextBlock()));
        case EXPUNGE -> to.expunge((int) in.nextVar());
        case PUT_LINK ->
            to.putLink(
                (int) in.nextVar(),
                (int) in.nextVar(),
                (int) in.nextVar(),
                in.nextBlock(),
                LinkValue.decode(in.nextBlock()));
        case ERASE_LINK ->
            to.eraseLink(
                (int) in.nextVar(), (int) in.nextVar(), (int) in.nextVar(), in.nextBlock());
        case REGISTER -> to.register(in.next(), in.nextLong());
        case DESCRIPTOR -> to.putDescriptor((int) in.nextVar(), in.nextBlock());
        case ATTRIBUTE -> attributes.add(SchemaCodec.attribute(in.nextBlock()));
        case CLASS -> classes.add(SchemaCodec.objectClass(in.nextBlock()));
        case REINDEX -> to.reindex(to.schema().attribute((int) in.nextVar()));
        default -> throw new IOException("a change record holds the unknown kind " + kind);
      }
    }
    extend(to, attributes, classes);
  }

  private static void extend(
      Transaction to, List<AttributeDefinition> attributes, List<ClassDefinition> classes)
      throws IOException {
    if (attributes.isEmpty() && classes.isEmpty()) {
      return;
    }
    try {
      to.extendSchema(List.copyOf(attributes), List.copyOf(classes));
    } catch (SchemaException e) {
      throw new IOException(
          "a change record holds a schema that does not fit: " + e.getMessage(), e);
    }
    attributes.clear();
    classes.clear();
  }

  @Override
  public String toString() {
    return Arrays.toString(octets.toByteArray());
  }
}
