package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object, as a view of its packed octets; making one costs nothing. The octets are
 *
 * <pre>
 *   parent id (4) · flags (1) · number of the RDN attribute (2) · where the stamps begin (4)
 *   attributes, by ascending number: number (2) · length (var) · values as BER octet strings
 *   stamps: base USN (var) · base time (var) · by attribute: number (2) · version (var) · USN and time less base (var)
 * </pre>
 *
 * <p>Values are kept as {@link Syntax} says. Link values are not here but in the link table.
 */
public final class Entry {
  /** The object is a tombstone, deleted object or recycled object. */
  static final int DELETED = 0x1;

  /** The object is a tombstone or recycled object. */
  static final int RECYCLED = 0x2;

  /** The object heads a naming context. */
  static final int NC_HEAD = 0x4;

  /** No object, only a name above a naming context, such as {@code DC=com}. */
  static final int PHANTOM = 0x8;

  static final int HEADER = 11;

  /** Numbers the schema gives first, see {@code Schema}. */
  static final int OBJECT_CLASS = 0;

  static final int NAME = 1;
  static final int OBJECT_GUID = 2;

  private final byte[] octets;

  /** A view of packed octets. */
  public Entry(byte[] octets) {
    this.octets = octets;
  }

  /** The packed octets, which must not be changed. */
  public byte[] octets() {
    return octets;
  }

  /** The id of the object above; -1 at the root. */
  public int parent() {
    return Octets.intAt(octets, 0);
  }

  int flags() {
    return octets[4];
  }

  /** Whether it is a tombstone, deleted object or recycled object. */
  public boolean isDeleted() {
    return (octets[4] & DELETED) != 0;
  }

  /** Whether it is a tombstone or recycled object. */
  public boolean isRecycled() {
    return (octets[4] & RECYCLED) != 0;
  }

  /** Whether it heads a naming context. */
  public boolean isNamingContextHead() {
    return (octets[4] & NC_HEAD) != 0;
  }

  /** Whether it is no object but only a name above a naming context, such as {@code DC=com}. */
  public boolean isPhantom() {
    return (octets[4] & PHANTOM) != 0;
  }

  /** The number of the attribute it is named by. */
  public int rdnAttribute() {
    return Octets.shortAt(octets, 5);
  }

  /** Its RDN's value. */
  public String name() {
    Values name = values(NAME);
    name.next();
    return name.text();
  }

  /** Its objectGUID. */
  public byte[] guid() {
    byte[] guid = first(OBJECT_GUID);
    if (guid == null) {
      throw new IllegalStateException("an object without objectGUID");
    }
    return guid;
  }

  /** The numbers of its classes, {@code top} first, the most specific structural class last. */
  public int[] classes() {
    Values stored = values(OBJECT_CLASS);
    stored.next();
    int[] classes = new int[stored.length() / 2];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Octets.shortAt(octets, stored.from() + 2 * i);
    }
    return classes;
  }

  /** The number of its most specific structural class. */
  public int structuralClass() {
    Values stored = values(OBJECT_CLASS);
    stored.next();
    return Octets.shortAt(octets, stored.to() - 2);
  }

  /** Whether it has a class, by the class's number. */
  public boolean hasClass(int objectClass) {
    Values stored = values(OBJECT_CLASS);
    stored.next();
    for (int at = stored.from(); at < stored.to(); at += 2) {
      if (Octets.shortAt(octets, at) == objectClass) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has values of an attribute that is no link. */
  public boolean has(AttributeType attribute) {
    return values(attribute.index()).hasNext();
  }

  /** The values of an attribute; none when it has none. */
  public Values values(AttributeType attribute) {
    return values(attribute.index());
  }

  /** The values of the attribute of a number. */
  Values values(int attribute) {
    int at = HEADER;
    int end = Octets.intAt(octets, 7);
    while (at < end) {
      int number = Octets.shortAt(octets, at);
      if (number > attribute) {
        break;
      }
      int length = octets[at + 2];
      int body = at + 3;
      if (length < 0) {
        Octets.Reader reader = new Octets.Reader(octets, at + 2);
        length = (int) reader.nextVar();
        body = reader.at();
      }
      if (number == attribute) {
        return new Values(octets, body, body + length);
      }
      at = body + length;
    }
    return new Values(octets, 0, 0);
  }

  /** The first value of an attribute, or null. */
  public byte @Nullable [] first(AttributeType attribute) {
    return first(attribute.index());
  }

  byte @Nullable [] first(int attribute) {
    Values values = values(attribute);
    return values.next() ? values.octets() : null;
  }

  /** The first value of an attribute as text. */
  public Optional<String> text(AttributeType attribute) {
    Values values = values(attribute.index());
    return values.next() ? Optional.of(values.text()) : Optional.empty();
  }

  /** The first value of an integer attribute, or what to take when it has none. */
  public long number(AttributeType attribute, long otherwise) {
    Values values = values(attribute.index());
    return values.next() ? Syntax.parseLong(octets, values.from(), values.to()) : otherwise;
  }

  /** Whether a boolean attribute is TRUE. */
  public boolean isTrue(AttributeType attribute) {
    Values values = values(attribute.index());
    return values.next() && values.length() == 4;
  }

  /** The id that the first value of a reference names, or -1. */
  public int reference(AttributeType attribute) {
    Values values = values(attribute.index());
    return values.next() ? Octets.intAt(octets, values.from()) : -1;
  }

  /** All values of an attribute. */
  public List<byte[]> all(AttributeType attribute) {
    List<byte[]> all = new ArrayList<>();
    for (Values values = values(attribute.index()); values.next(); ) {
      all.add(values.octets());
    }
    return all;
  }

  /** A walk over all attributes, by ascending number. */
  public Attributes attributes() {
    return new Attributes();
  }

  /** The stamp of an attribute, or null when it was never written or is not replicated. */
  public @Nullable Stamp stamp(AttributeType attribute) {
    for (Stamps stamps = stamps(); stamps.next(); ) {
      if (stamps.attribute() == attribute.index()) {
        return stamps.stamp();
      }
    }
    return null;
  }

  /** A walk over all stamps, by ascending attribute number. */
  public Stamps stamps() {
    return new Stamps();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Entry entry && Arrays.equals(octets, entry.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return name();
  }

  /** Walks the values of an attribute: {@code while (values.next()) …}. */
  public static final class Values {
    private final byte[] octets;
    private final int end;
    private int from;
    private int to;

    private Values(byte[] octets, int start, int end) {
      this.octets = octets;
      this.to = start;
      this.end = end;
    }

    /** Whether there is a further value. */
    public boolean hasNext() {
      return to < end;
    }

    /** Goes to the next value; false when there is none. */
    public boolean next() {
      if (to >= end) {
        return false;
      }
      int length = octets[to + 1] & 0xFF;
      from = to + 2;
      if (length > 0x80) {
        int more = length & 0x7F;
        length = 0;
        for (int i = 0; i < more; i++) {
          length = length << 8 | (octets[from++] & 0xFF);
        }
      }
      to = from + length;
      return true;
    }

    /** How many values follow. */
    public int count() {
      Values ahead = new Values(octets, to, end);
      int count = 0;
      while (ahead.next()) {
        count++;
      }
      return count;
    }

    /** The octets that {@link #from} and {@link #to} point into. */
    public byte[] source() {
      return octets;
    }

    /** Where the value begins. */
    public int from() {
      return from;
    }

    /** Where the value ends. */
    public int to() {
      return to;
    }

    /** How many octets the value has. */
    public int length() {
      return to - from;
    }

    /** A copy of the value. */
    public byte[] octets() {
      return Arrays.copyOfRange(octets, from, to);
    }

    /** The value as text. */
    public String text() {
      return new String(octets, from, to - from, StandardCharsets.UTF_8);
    }

    /** The id that a value of a reference syntax begins with. */
    public int reference() {
      return Octets.intAt(octets, from);
    }

    /** The class number at a place of an {@code objectClass} value. */
    public int classAt(int place) {
      return Octets.shortAt(octets, from + 2 * place);
    }

    /** How many octets the BER octet strings of the values that follow have. */
    public int elementsLength() {
      return end - to;
    }

    /** Appends the BER octet strings of this and the values that follow to a message. */
    public void copyElements(Octets to) {
      to.put(octets, this.to, end - this.to);
    }
  }

  /** Walks the attributes of an entry. */
  public final class Attributes {
    private int at = HEADER;
    private final int end = Octets.intAt(octets, 7);
    private int number;
    private int body;
    private int bodyEnd;

    /** Goes to the next attribute; false when there is none. */
    public boolean next() {
      if (at >= end) {
        return false;
      }
      number = Octets.shortAt(octets, at);
      int length = octets[at + 2];
      body = at + 3;
      if (length < 0) {
        Octets.Reader reader = new Octets.Reader(octets, at + 2);
        length = (int) reader.nextVar();
        body = reader.at();
      }
      bodyEnd = body + length;
      at = bodyEnd;
      return true;
    }

    /** The attribute's number. */
    public int attribute() {
      return number;
    }

    /** The attribute's values. */
    public Values values() {
      return new Values(octets, body, bodyEnd);
    }

    int from() {
      return body;
    }

    int to() {
      return bodyEnd;
    }
  }

  /** Walks the stamps of an entry. */
  public final class Stamps {
    private final Octets.Reader reader = new Octets.Reader(octets, Octets.intAt(octets, 7));
    private final long baseUsn = reader.nextVar();
    private final long baseTime = reader.nextVar();
    private int attribute;
    private int version;
    private long usn;
    private long time;

    /** Goes to the next stamp; false when there is none. */
    public boolean next() {
      if (!reader.hasMore()) {
        return false;
      }
      attribute = reader.nextShort();
      version = (int) reader.nextVar();
      usn = baseUsn + reader.nextSignedVar();
      time = baseTime + reader.nextSignedVar();
      return true;
    }

    /** The attribute's number. */
    public int attribute() {
      return attribute;
    }

    /** The USN of the update that last wrote the attribute. */
    public long usn() {
      return usn;
    }

    /** The stamp. */
    public Stamp stamp() {
      return new Stamp(version, time, usn);
    }
  }
}
