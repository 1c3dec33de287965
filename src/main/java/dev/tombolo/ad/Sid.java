package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A security identifier (MS-DTYP 2.4.2): revision 1, a 48-bit authority and up to fifteen 32-bit
 * sub-authorities. On the wire the authority is big-endian and the sub-authorities are
 * little-endian.
 */
public final class Sid {
  private static final Pattern TEXT = Pattern.compile("[Ss]-1-(\\d{1,15})((?:-\\d{1,10}){1,15})");

  private final byte[] bytes;

  private Sid(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether the octets are a well-formed SID. */
  public static boolean isValid(byte[] octets) {
    return octets.length >= 8
        && octets[0] == 1
        && octets[1] <= 15
        && octets.length == 8 + 4 * octets[1];
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException when it is not well-formed
   */
  public static Sid of(byte[] octets) {
    if (!isValid(octets)) {
      throw new IllegalArgumentException("not a SID of " + octets.length + " octets");
    }
    return new Sid(octets.clone());
  }

  /** Reads {@code S-1-5-…}, or nothing when the text is no SID. */
  public static Optional<Sid> parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String[] parts = matcher.group(2).substring(1).split("-");
    long authority = Long.parseLong(matcher.group(1));
    long[] subAuthorities = Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
    if (authority > 0xFFFFFFFFFFFFL
        || Arrays.stream(subAuthorities).anyMatch(sub -> sub > 0xFFFFFFFFL)) {
      return Optional.empty();
    }
    return Optional.of(of(authority, subAuthorities));
  }

  /**
   * Reads the SID at the position of a buffer, which then is behind it; nothing when it is none.
   */
  static Optional<Sid> read(ByteBuffer in) {
    int count = in.remaining() < 8 ? -1 : in.get(in.position() + 1);
    if (count < 0 || in.remaining() < 8 + 4 * count) {
      return Optional.empty();
    }
    byte[] octets = new byte[8 + 4 * count];
    in.get(octets);
    return isValid(octets) ? Optional.of(new Sid(octets)) : Optional.empty();
  }

  /** A SID from its numbers. */
  public static Sid of(long authority, long... subAuthorities) {
    ByteBuffer out = ByteBuffer.allocate(8 + 4 * subAuthorities.length);
    out.put((byte) 1).put((byte) subAuthorities.length);
    out.putShort((short) (authority >>> 32)).putInt((int) authority);
    out.order(ByteOrder.LITTLE_ENDIAN);
    for (long sub : subAuthorities) {
      out.putInt((int) sub);
    }
    return new Sid(out.array());
  }

  /** This SID with one more sub-authority: a domain's SID with a RID is an account's. */
  public Sid child(long rid) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
    longer[1]++;
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length, (int) rid);
    return new Sid(longer);
  }

  /** This SID without its last sub-authority: an account's domain. */
  public Sid parent() {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 4);
    shorter[1]--;
    return new Sid(shorter);
  }

  /** This SID in another domain, when it is in {@code from} or is that domain's own. */
  public Sid inDomain(Sid from, Sid to) {
    int length = from.bytes.length;
    boolean inside =
        bytes.length >= length
            && length == to.bytes.length
            && Arrays.equals(bytes, 8, length, from.bytes, 8, length)
            && Arrays.equals(bytes, 2, 8, from.bytes, 2, 8);
    if (!inside) {
      return this;
    }
    byte[] moved = bytes.clone();
    System.arraycopy(to.bytes, 8, moved, 8, length - 8);
    return new Sid(moved);
  }

  /** The last sub-authority: an account's relative identifier. */
  public long rid() {
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4));
  }

  /** How many sub-authorities it has. */
  public int subAuthorityCount() {
    return bytes[1];
  }

  /** The wire form. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sid sid && Arrays.equals(bytes, sid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The form {@code S-1-5-21-…}. */
  @Override
  public String toString() {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long authority = (in.getShort(2) & 0xFFFFL) << 32 | (in.getInt(4) & 0xFFFFFFFFL);
    StringBuilder text = new StringBuilder("S-1-").append(authority);
    in.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes[1]; i++) {
      text.append('-').append(Integer.toUnsignedLong(in.getInt(8 + 4 * i)));
    }
    return text.toString();
  }
}
