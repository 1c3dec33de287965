package dev.tombolo.directory.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing run of octets, with the number forms that entries, keys and the change log are made of.
 */
public final class Octets {
  private byte[] octets;
  private int size;

  /** An empty run with room for {@code capacity} octets. */
  public Octets(int capacity) {
    octets = new byte[capacity];
  }

  /** How many octets there are. */
  public int size() {
    return size;
  }

  /** Drops all octets. */
  public void clear() {
    size = 0;
  }

  /** Drops all octets but the first {@code length}. */
  public void truncate(int length) {
    if (length > size) {
      throw new IllegalArgumentException("there are only " + size + " octets");
    }
    size = length;
  }

  /** A copy of the octets. */
  public byte[] toByteArray() {
    return Arrays.copyOf(octets, size);
  }

  /** The octets themselves, of which the first {@link #size} count; for handing to a stream. */
  public byte[] array() {
    return octets;
  }

  private void room(int more) {
    if (size + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(size + more, octets.length * 2));
    }
  }

  /** Adds one octet. */
  public Octets put(int octet) {
    room(1);
    octets[size++] = (byte) octet;
    return this;
  }

  /** Adds octets. */
  public Octets put(byte[] more) {
    return put(more, 0, more.length);
  }

  /** Adds a stretch of octets. */
  public Octets put(byte[] more, int from, int length) {
    room(length);
    System.arraycopy(more, from, octets, size, length);
    size += length;
    return this;
  }

  /** Adds two octets, the higher first. */
  public Octets putShort(int number) {
    return put(number >>> 8).put(number);
  }

  /** Adds four octets, the highest first. */
  public Octets putInt(int number) {
    room(4);
    setInt(size, number);
    size += 4;
    return this;
  }

  /** Overwrites four octets. */
  public void setInt(int at, int number) {
    setInt(octets, at, number);
  }

  /** Writes four octets, the highest first. */
  static void setInt(byte[] octets, int at, int number) {
    octets[at] = (byte) (number >>> 24);
    octets[at + 1] = (byte) (number >>> 16);
    octets[at + 2] = (byte) (number >>> 8);
    octets[at + 3] = (byte) number;
  }

  /** Adds eight octets, the highest first. */
  public Octets putLong(long number) {
    return putInt((int) (number >>> 32)).putInt((int) number);
  }

  /** Adds a number in seven bits an octet, the lowest first. */
  public Octets putVar(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest | 0x80));
      rest >>>= 7;
    }
    return put((int) rest);
  }

  /** Adds a number that may be negative in seven bits an octet. */
  public Octets putSignedVar(long number) {
    return putVar(number << 1 ^ number >> 63);
  }

  /** Adds a text after the number of its UTF-8 octets. */
  public Octets putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return putVar(utf8.length).put(utf8);
  }

  /** Adds octets after their number. */
  public Octets putBlock(byte[] block) {
    return putVar(block.length).put(block);
  }

  /** Adds a BER octet string with the least length octets. */
  public Octets putElement(byte[] value) {
    return putElementHeader(value.length).put(value);
  }

  /** Adds the tag and length of a BER octet string. */
  public Octets putElementHeader(int length) {
    return putHeader(0x04, length);
  }

  /** Adds a BER tag and the least octets of a length. */
  public Octets putHeader(int tag, int length) {
    put(tag);
    if (length < 0x80) {
      return put(length);
    }
    if (length < 0x100) {
      return put(0x81).put(length);
    }
    if (length < 0x10000) {
      return put(0x82).putShort(length);
    }
    return put(0x84).putInt(length);
  }

  /** How many octets {@link #putHeader} adds for a length. */
  public static int headerSize(int length) {
    return length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 6;
  }

  /** Reads four octets, the highest first. */
  static int intAt(byte[] octets, int at) {
    return (octets[at] & 0xFF) << 24
        | (octets[at + 1] & 0xFF) << 16
        | (octets[at + 2] & 0xFF) << 8
        | (octets[at + 3] & 0xFF);
  }

  /** Reads eight octets, the highest first. */
  static long longAt(byte[] octets, int at) {
    return (long) intAt(octets, at) << 32 | (intAt(octets, at + 4) & 0xFFFFFFFFL);
  }

  /** Reads two octets, the higher first. */
  static int shortAt(byte[] octets, int at) {
    return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
  }

  /** Reads what an {@link Octets} wrote, from front to back. */
  public static final class Reader {
    private final byte[] octets;
    private int at;

    /** A reader from {@code at} on. */
    public Reader(byte[] octets, int at) {
      this.octets = octets;
      this.at = at;
    }

    /** Where it is. */
    public int at() {
      return at;
    }

    /** Whether there is more. */
    public boolean hasMore() {
      return at < octets.length;
    }

    /** The next octet, unsigned. */
    public int next() {
      return octets[at++] & 0xFF;
    }

    /** The next two octets. */
    public int nextShort() {
      at += 2;
      return shortAt(octets, at - 2);
    }

    /** The next four octets. */
    public int nextInt() {
      at += 4;
      return intAt(octets, at - 4);
    }

    /** The next eight octets. */
    public long nextLong() {
      at += 8;
      return longAt(octets, at - 8);
    }

    /** The next number of seven bits an octet. */
    public long nextVar() {
      long number = 0;
      for (int shift = 0; ; shift += 7) {
        int octet = next();
        number |= (octet & 0x7FL) << shift;
        if (octet < 0x80) {
          return number;
        }
      }
    }

    /** The next number that may be negative. */
    public long nextSignedVar() {
      long raw = nextVar();
      return raw >>> 1 ^ -(raw & 1);
    }

    /** The next octets after their number. */
    public byte[] nextBlock() {
      int length = (int) nextVar();
      at += length;
      return Arrays.copyOfRange(octets, at - length, at);
    }

    /** The next text. */
    public String nextText() {
      return new String(nextBlock(), StandardCharsets.UTF_8);
    }
  }
}
