package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole directory at one moment, as a value: it can be read for as long as anybody holds it, and
 * put back. Two snapshots share what did not change between them.
 */
public final class Snapshot implements View {
  final Schema schema;
  final IdTable objects;
  final PackedTree names;
  final PackedTree[] indexes;
  final PackedTree links;
  final PackedTree backLinks;
  final PackedTree linkChanges;
  final IdTable descriptors;
  final PackedTree descriptorNumbers;
  final long[] registers;
  private volatile @Nullable NameMemory memory;

  Snapshot(
      Schema schema,
      IdTable objects,
      PackedTree names,
      PackedTree[] indexes,
      PackedTree links,
      PackedTree backLinks,
      PackedTree linkChanges,
      IdTable descriptors,
      PackedTree descriptorNumbers,
      long[] registers) {
    this.schema = schema;
    this.objects = objects;
    this.names = names;
    this.indexes = indexes;
    this.links = links;
    this.backLinks = backLinks;
    this.linkChanges = linkChanges;
    this.descriptors = descriptors;
    this.descriptorNumbers = descriptorNumbers;
    this.registers = registers;
  }

  /** A directory without objects. */
  public static Snapshot empty(Schema schema) {
    PackedTree[] indexes = new PackedTree[schema.attributeCount()];
    Arrays.fill(indexes, PackedTree.EMPTY);
    return new Snapshot(
        schema,
        IdTable.EMPTY,
        PackedTree.EMPTY,
        indexes,
        PackedTree.EMPTY,
        PackedTree.EMPTY,
        PackedTree.EMPTY,
        IdTable.EMPTY,
        PackedTree.EMPTY,
        new long[Register.COUNT]);
  }

  @Override
  public Optional<NameMemory> memory() {
    NameMemory known = memory;
    if (known == null) {
      known = new NameMemory(); // two readers may make one each; the later counts
      memory = known;
    }
    return Optional.of(known);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable Entry entry(int id) {
    byte[] octets = objects.get(id);
    return octets == null ? null : new Entry(octets);
  }

  @Override
  public int limit() {
    return objects.limit();
  }

  @Override
  public PackedTree names() {
    return names;
  }

  @Override
  public PackedTree index(AttributeType attribute) {
    return attribute.index() < indexes.length ? indexes[attribute.index()] : PackedTree.EMPTY;
  }

  @Override
  public PackedTree links() {
    return links;
  }

  @Override
  public PackedTree backLinks() {
    return backLinks;
  }

  @Override
  public PackedTree linkChanges() {
    return linkChanges;
  }

  @Override
  public byte[] descriptor(int number) {
    byte[] descriptor = descriptors.get(number);
    if (descriptor == null) {
      throw new IllegalStateException("there is no security descriptor " + number);
    }
    return descriptor;
  }

  @Override
  public long register(Register register) {
    return registers[register.number()];
  }
}
