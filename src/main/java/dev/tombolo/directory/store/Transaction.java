package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ClassDefinition;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.SchemaException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A change of the directory in the making, for one thread: it reads as the directory will be. Every
 * index follows from what is put; what is put is also written as a record for the change log.
 */
public final class Transaction implements View {
  private IdTable.Editor objects;
  private PackedTree.Editor names;
  private NumberMap<IndexEditor> indexEditors = new NumberMap<>();
  private final @Nullable ExecutorService helper;
  private PackedTree[] indexes;
  private PackedTree.Editor links;
  private PackedTree.Editor backLinks;
  private PackedTree.Editor linkChanges;
  private IdTable.Editor descriptors;
  private PackedTree.Editor descriptorNumbers;
  private long[] registers;
  private final IdentityHashMap<byte[], Integer> numberOfArray = new IdentityHashMap<>();
  private final ChangeRecord record;
  private final Set<Integer> touched = new LinkedHashSet<>();
  private final Set<Integer> touchedBeforeMark = new LinkedHashSet<>();
  private Schema schema;

  Transaction(Snapshot from, ChangeRecord record) {
    this(from, record, null);
  }

  /**
   * A change of any size.
   *
   * @param helper builds indexes meanwhile; null when none is there
   */
  Transaction(Snapshot from, ChangeRecord record, @Nullable ExecutorService helper) {
    this.helper = helper;
    schema = from.schema;
    objects = from.objects.edit();
    names = from.names.edit();
    indexes = from.indexes;
    links = from.links.edit();
    backLinks = from.backLinks.edit();
    linkChanges = from.linkChanges.edit();
    descriptors = from.descriptors.edit();
    descriptorNumbers = from.descriptorNumbers.edit();
    registers = from.registers.clone();
    this.record = record;
  }

  Snapshot freeze() {
    PackedTree[] frozen = Arrays.copyOf(indexes, schema.attributeCount());
    if (frozen.length > indexes.length) {
      Arrays.fill(frozen, indexes.length, frozen.length, PackedTree.EMPTY);
    }
    for (int i = 0; i < indexEditors.size(); i += 2) {
      indexEditors.valueAt(i).settleSoon(); // and the others here meanwhile
    }
    for (int i = indexEditors.size() - 1; i >= 0; i--) {
      frozen[indexEditors.numberAt(i)] = indexEditors.valueAt(i).freeze();
    }
    indexes = frozen;
    return new Snapshot(
        schema,
        objects.freeze(),
        names.freeze(),
        frozen,
        links.freeze(),
        backLinks.freeze(),
        linkChanges.freeze(),
        descriptors.freeze(),
        descriptorNumbers.freeze(),
        registers.clone());
  }

  /** A point of a transaction to come back to. */
  public static final class Mark {
    private final Snapshot snapshot;
    private final int recorded;

    private Mark(Snapshot snapshot, int recorded) {
      this.snapshot = snapshot;
      this.recorded = recorded;
    }
  }

  /** The directory as it is now, to come back to with {@link #rollBack}. */
  public Mark mark() {
    touchedBeforeMark.addAll(touched);
    touched.clear();
    return new Mark(freeze(), record.size());
  }

  /** Undoes what was done since the latest mark. */
  public void rollBack(Mark to) {
    Snapshot mark = to.snapshot;
    record.truncate(to.recorded);
    touched.clear();
    schema = mark.schema;
    objects = mark.objects.edit();
    names = mark.names.edit();
    indexes = mark.indexes;
    indexEditors = new NumberMap<>();
    links = mark.links.edit();
    backLinks = mark.backLinks.edit();
    linkChanges = mark.linkChanges.edit();
    descriptors = mark.descriptors.edit();
    numberOfArray.clear();
    descriptorNumbers = mark.descriptorNumbers.edit();
    registers = mark.registers.clone();
  }

  ChangeRecord record() {
    return record;
  }

  /** The ids of the objects put or expunged so far. */
  Set<Integer> touched() {
    touchedBeforeMark.addAll(touched);
    return touchedBeforeMark;
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
  public OrderedOctets names() {
    return names;
  }

  @Override
  public OrderedOctets index(AttributeType attribute) {
    IndexEditor editor = indexEditors.get(attribute.index());
    if (editor != null) {
      return editor;
    }
    return attribute.index() < indexes.length ? indexes[attribute.index()] : PackedTree.EMPTY;
  }

  @Override
  public OrderedOctets links() {
    return links;
  }

  @Override
  public OrderedOctets backLinks() {
    return backLinks;
  }

  @Override
  public OrderedOctets linkChanges() {
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

  /** Sets a number kept beside the objects. */
  public void register(Register register, long value) {
    register(register.number(), value);
  }

  void register(int number, long value) {
    registers[number] = value;
    record.register(number, value);
  }

  /** Takes the next update sequence number. */
  public long nextUsn() {
    long usn = register(Register.USN) + 1;
    register(Register.USN, usn);
    return usn;
  }

  /** Gives out no id below {@code limit} any more. */
  void reserve(int limit) {
    if (limit > objects.limit()) {
      objects.put(limit - 1, null);
    }
  }

  /** Takes the next object id. */
  public int newId() {
    return objects.limit();
  }

  /** Puts an object, new or changed. */
  public void put(int id, Entry entry) {
    byte[] before = objects.get(id);
    objects.put(id, entry.octets());
    Entry old = before == null ? null : new Entry(before);
    putName(id, old, entry);
    putIndexes(id, old, entry);
    record.put(id, entry.octets());
    touched.add(id);
  }

  /** Removes an object without a trace; its links must have been erased. */
  public void expunge(int id) {
    Entry old = existing(id);
    objects.put(id, null);
    names.remove(Keys.name(old));
    for (Entry.Attributes each = old.attributes(); each.next(); ) {
      AttributeType attribute = schema.attribute(each.attribute());
      if (attribute.isIndexed()) {
        removeKeys(attribute, each.values(), id);
      }
    }
    record.expunge(id);
    touched.add(id);
  }

  private void putName(int id, @Nullable Entry old, Entry entry) {
    byte[] key = Keys.name(entry);
    if (old != null) {
      byte[] oldKey = Keys.name(old);
      if (Arrays.equals(oldKey, key)) {
        return;
      }
      names.remove(oldKey);
    }
    names.put(key, EntryBuilder.reference(id));
  }

  /** Both walks go by ascending attribute number, so one pass finds what differs. */
  private void putIndexes(int id, @Nullable Entry old, Entry entry) {
    Entry.Attributes after = entry.attributes();
    boolean moreAfter = after.next();
    if (old != null) {
      Entry.Attributes before = old.attributes();
      boolean moreBefore = before.next();
      while (moreBefore) {
        if (moreAfter && after.attribute() < before.attribute()) {
          addKeys(after, id);
          moreAfter = after.next();
          continue;
        }
        boolean same = moreAfter && after.attribute() == before.attribute();
        if (!same
            || !Arrays.equals(
                old.octets(),
                before.from(),
                before.to(),
                entry.octets(),
                after.from(),
                after.to())) {
          AttributeType attribute = schema.attribute(before.attribute());
          if (attribute.isIndexed()) {
            removeKeys(attribute, before.values(), id);
          }
          if (same) {
            addKeys(after, id);
          }
        }
        if (same) {
          moreAfter = after.next();
        }
        moreBefore = before.next();
      }
    }
    for (; moreAfter; moreAfter = after.next()) {
      addKeys(after, id);
    }
  }

  private void addKeys(Entry.Attributes at, int id) {
    AttributeType attribute = schema.attribute(at.attribute());
    if (attribute.isIndexed()) {
      Keys.ofValues(schema, attribute, at.values(), id, indexEditor(attribute.index())::put);
    }
  }

  private void removeKeys(AttributeType attribute, Entry.Values values, int id) {
    Keys.ofValues(schema, attribute, values, id, indexEditor(attribute.index())::remove);
  }

  private static final byte[] NO_VALUE = {};

  private IndexEditor indexEditor(int attribute) {
    IndexEditor editor = indexEditors.get(attribute);
    if (editor == null) {
      editor =
          new IndexEditor(
              attribute < indexes.length ? indexes[attribute] : PackedTree.EMPTY, helper);
      indexEditors.put(attribute, editor);
    }
    return editor;
  }

  /** Writes a link value. */
  public void putLink(int pair, int source, int target, byte[] data, LinkValue value) {
    byte[] key = Keys.link(pair, source, target, data);
    byte[] before = links.get(key);
    if (before != null) {
      linkChanges.remove(
          Keys.linkChange(source, LinkValue.decode(before).usn(), pair, target, data));
    }
    links.put(key, value.encode());
    linkChanges.put(Keys.linkChange(source, value.usn(), pair, target, data), NO_VALUE);
    if (value.present()) {
      backLinks.put(Keys.backLink(pair, source, target, data), NO_VALUE);
    } else {
      backLinks.remove(Keys.backLink(pair, source, target, data));
    }
    record.putLink(pair, source, target, data, value.encode());
  }

  /** Forgets a link value, as if it had never been. */
  public void eraseLink(int pair, int source, int target, byte[] data) {
    byte[] key = Keys.link(pair, source, target, data);
    byte[] before = links.get(key);
    if (before == null) {
      return;
    }
    linkChanges.remove(Keys.linkChange(source, LinkValue.decode(before).usn(), pair, target, data));
    links.remove(key);
    backLinks.remove(Keys.backLink(pair, source, target, data));
    record.eraseLink(pair, source, target, data);
  }

  /**
   * The number of a security descriptor; the same octets have the same number. The array must not
   * be changed afterwards.
   */
  public int descriptorNumber(byte[] descriptor) {
    Integer before = numberOfArray.get(descriptor);
    if (before != null) {
      return before;
    }
    byte[] known = descriptorNumbers.get(digest(descriptor));
    int number = known == null ? descriptors.limit() : Octets.intAt(known, 0);
    if (known == null) {
      putDescriptor(number, descriptor);
    }
    numberOfArray.put(descriptor, number);
    return number;
  }

  void putDescriptor(int number, byte[] descriptor) {
    descriptors.put(number, descriptor);
    descriptorNumbers.put(digest(descriptor), EntryBuilder.reference(number));
    record.putDescriptor(number, descriptor);
  }

  private static byte[] digest(byte[] octets) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(octets), 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Adds definitions to the schema, or replaces those with the same OIDs.
   *
   * @throws SchemaException when they do not fit; nothing is changed then
   */
  public void extendSchema(
      Collection<AttributeDefinition> attributes, Collection<ClassDefinition> classes)
      throws SchemaException {
    schema = schema.with(attributes, classes);
    record.extendSchema(attributes, classes);
  }

  /** Builds the index of an attribute anew, after its definition has changed. */
  public void reindex(AttributeType attribute) {
    indexEditors.put(attribute.index(), new IndexEditor(PackedTree.EMPTY, helper));
    for (int id = 0; id < objects.limit(); id++) {
      Entry entry = entry(id);
      if (entry != null && attribute.isIndexed()) {
        Keys.ofValues(
            schema, attribute, entry.values(attribute), id, indexEditor(attribute.index())::put);
      }
    }
    record.reindex(attribute.index());
  }
}
