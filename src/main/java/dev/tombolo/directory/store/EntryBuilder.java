package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object in the making, or one under change. Values are given as {@code Syntax} keeps them. */
public final class EntryBuilder {
  private final NumberMap<List<byte[]>> values = new NumberMap<>();
  private final NumberMap<Stamp> stamps = new NumberMap<>();
  private int parent;
  private int rdnAttribute;
  private int flags;

  /** An object without attributes below another. */
  public EntryBuilder(int parent, AttributeType rdnAttribute) {
    this.parent = parent;
    this.rdnAttribute = rdnAttribute.index();
  }

  /** A copy of an existing object, to change. */
  public EntryBuilder(Entry entry) {
    parent = entry.parent();
    rdnAttribute = entry.rdnAttribute();
    flags = entry.flags();
    for (Entry.Attributes attributes = entry.attributes(); attributes.next(); ) {
      List<byte[]> copied = new ArrayList<>(1);
      for (Entry.Values each = attributes.values(); each.next(); ) {
        copied.add(each.octets());
      }
      values.put(attributes.attribute(), copied);
    }
    for (Entry.Stamps each = entry.stamps(); each.next(); ) {
      stamps.put(each.attribute(), each.stamp());
    }
  }

  /** The id of the object above. */
  public int parent() {
    return parent;
  }

  /** Puts it below another object. */
  public EntryBuilder parent(int newParent) {
    parent = newParent;
    return this;
  }

  /** The number of the attribute it is named by. */
  public int rdnAttribute() {
    return rdnAttribute;
  }

  /** Names it by another attribute. */
  public EntryBuilder rdnAttribute(AttributeType attribute) {
    rdnAttribute = attribute.index();
    return this;
  }

  /** Marks it deleted, or live again. */
  public EntryBuilder deleted(boolean deleted) {
    return flag(Entry.DELETED, deleted);
  }

  /** Marks it recycled, or not. */
  public EntryBuilder recycled(boolean recycled) {
    return flag(Entry.RECYCLED, recycled);
  }

  /** Marks it the head of a naming context. */
  public EntryBuilder namingContextHead() {
    return flag(Entry.NC_HEAD, true);
  }

  /** Marks it a mere name, see {@link Entry#isPhantom}. */
  public EntryBuilder phantom() {
    return flag(Entry.PHANTOM, true);
  }

  private EntryBuilder flag(int flag, boolean on) {
    flags = on ? flags | flag : flags & ~flag;
    return this;
  }

  /** Whether it is marked deleted. */
  public boolean isDeleted() {
    return (flags & Entry.DELETED) != 0;
  }

  /** The values of an attribute, which must not be changed. */
  public List<byte[]> values(AttributeType attribute) {
    List<byte[]> all = values.get(attribute.index());
    return all == null ? List.of() : all;
  }

  /** Whether it has values of an attribute. */
  public boolean has(AttributeType attribute) {
    return values.get(attribute.index()) != null;
  }

  /** The first value of an attribute, or null. */
  public byte @Nullable [] first(AttributeType attribute) {
    List<byte[]> all = values.get(attribute.index());
    return all == null ? null : all.get(0);
  }

  /** The first value as text, or null. */
  public @Nullable String text(AttributeType attribute) {
    byte[] first = first(attribute);
    return first == null ? null : new String(first, StandardCharsets.UTF_8);
  }

  /** The first value of an integer attribute, or what to take when it has none. */
  public long number(AttributeType attribute, long otherwise) {
    byte[] first = first(attribute);
    return first == null ? otherwise : Long.parseLong(new String(first, StandardCharsets.US_ASCII));
  }

  /** Replaces the values of an attribute; an empty list removes it. */
  public EntryBuilder set(AttributeType attribute, List<byte[]> newValues) {
    if (newValues.isEmpty()) {
      values.remove(attribute.index());
    } else {
      values.put(attribute.index(), List.copyOf(newValues));
    }
    return this;
  }

  /** Gives an attribute one value. */
  public EntryBuilder set(AttributeType attribute, byte[] value) {
    values.put(attribute.index(), List.of(value));
    return this;
  }

  /** Gives an attribute one text. */
  public EntryBuilder set(AttributeType attribute, String text) {
    return set(attribute, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives an attribute one number. */
  public EntryBuilder set(AttributeType attribute, long number) {
    return set(attribute, Long.toString(number));
  }

  /** Gives an attribute one truth value. */
  public EntryBuilder set(AttributeType attribute, boolean truth) {
    return set(attribute, truth ? "TRUE" : "FALSE");
  }

  /** Gives a DN attribute one object to name. */
  public EntryBuilder setReference(AttributeType attribute, int id) {
    return set(attribute, reference(id));
  }

  /** Removes an attribute. */
  public EntryBuilder remove(AttributeType attribute) {
    values.remove(attribute.index());
    return this;
  }

  /** Gives the object its classes: {@code top} first, the structural class last. */
  public EntryBuilder classes(List<ObjectClass> classes) {
    Octets numbers = new Octets(2 * classes.size());
    classes.forEach(each -> numbers.putShort(each.index()));
    values.put(Entry.OBJECT_CLASS, List.of(numbers.toByteArray()));
    return this;
  }

  /** The object's classes. */
  public List<ObjectClass> classes(Schema schema) {
    List<byte[]> stored = values.get(Entry.OBJECT_CLASS);
    List<ObjectClass> classes = new ArrayList<>();
    if (stored != null) {
      for (int at = 0; at < stored.get(0).length; at += 2) {
        classes.add(schema.objectClass(Octets.shortAt(stored.get(0), at)));
      }
    }
    return classes;
  }

  /** The numbers of the attributes that have values, ascending. */
  public int[] attributes() {
    return values.numbers();
  }

  /** The stamp of an attribute, or null. */
  public @Nullable Stamp stamp(AttributeType attribute) {
    return stamps.get(attribute.index());
  }

  /** Sets the stamp of an attribute. */
  public EntryBuilder stamp(AttributeType attribute, Stamp stamp) {
    stamps.put(attribute.index(), stamp);
    return this;
  }

  /** Stamps an attribute as written once more. */
  public EntryBuilder touch(AttributeType attribute, long time, long usn) {
    Stamp old = stamps.get(attribute.index());
    return stamp(attribute, old == null ? new Stamp(1, time, usn) : old.next(time, usn));
  }

  /** Stamps every attribute that is replicated as written once more. */
  public EntryBuilder touchAll(Schema schema, long time, long usn) {
    Stamp first = new Stamp(1, time, usn);
    for (int i = 0; i < values.size(); i++) {
      int number = values.numberAt(i);
      if (schema.attribute(number).isReplicated()) {
        Stamp old = stamps.get(number);
        stamps.put(number, old == null ? first : old.next(time, usn));
      }
    }
    return this;
  }

  /** Packs the object. */
  public Entry build() {
    int size = Entry.HEADER + 20 + 8 * stamps.size();
    for (int i = 0; i < values.size(); i++) {
      size += 5 + elementsSize(values.valueAt(i));
    }
    Octets out = new Octets(size);
    out.putInt(parent).put(flags).putShort(rdnAttribute).putInt(0);
    for (int i = 0; i < values.size(); i++) {
      List<byte[]> all = values.valueAt(i);
      out.putShort(values.numberAt(i)).putVar(elementsSize(all));
      for (int each = 0; each < all.size(); each++) {
        out.putElement(all.get(each));
      }
    }
    out.setInt(7, out.size());
    putStamps(out);
    return new Entry(out.toByteArray());
  }

  private static int elementsSize(List<byte[]> all) {
    int size = 0;
    for (int i = 0; i < all.size(); i++) {
      int length = all.get(i).length;
      size += Octets.headerSize(length) + length;
    }
    return size;
  }

  private void putStamps(Octets out) {
    Stamp base = stamps.size() == 0 ? new Stamp(1, 0, 0) : stamps.valueAt(0);
    out.putVar(base.usn()).putVar(base.time());
    for (int i = 0; i < stamps.size(); i++) {
      Stamp stamp = stamps.valueAt(i);
      out.putShort(stamps.numberAt(i))
          .putVar(stamp.version())
          .putSignedVar(stamp.usn() - base.usn())
          .putSignedVar(stamp.time() - base.time());
    }
  }

  /** The value of a DN attribute that names the object of an id. */
  public static byte[] reference(int id) {
    byte[] value = new byte[4];
    Octets.setInt(value, 0, id);
    return value;
  }

  /** The value of a DN-with-data attribute: an object's id and the data. */
  public static byte[] reference(int id, byte[] data) {
    return new Octets(4 + data.length).putInt(id).put(data).toByteArray();
  }

  /** The id that a value of a reference syntax names. */
  public static int referenced(byte[] value) {
    return Octets.intAt(value, 0);
  }

  /** The data of a DN-with-data value. */
  public static byte[] data(byte[] value) {
    return Arrays.copyOfRange(value, 4, value.length);
  }
}
