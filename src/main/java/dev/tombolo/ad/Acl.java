package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A list of access control entries (MS-DTYP 2.4.5), in the order in which they count. */
public record Acl(List<Ace> entries) {
  /** A list without entries, which allows nothing. */
  public static final Acl EMPTY = new Acl(List.of());

  private static final int HEADER = 8;
  private static final int PLAIN_REVISION = 2;
  private static final int OBJECT_REVISION = 4;

  /** Copies the entries. */
  public Acl {
    entries = List.copyOf(entries);
  }

  /** How many octets it has. */
  public int size() {
    return HEADER + entries.stream().mapToInt(Ace::size).sum();
  }

  void encode(ByteBuffer out) {
    boolean plain = entries.stream().noneMatch(Ace::isObjectAce);
    out.put((byte) (plain ? PLAIN_REVISION : OBJECT_REVISION)).put((byte) 0);
    out.putShort((short) size()).putShort((short) entries.size()).putShort((short) 0);
    entries.forEach(each -> each.encode(out));
  }

  /** Reads a list that begins at an offset. */
  static Acl decode(byte[] octets, int offset) throws DescriptorException {
    if (offset < 0 || offset > octets.length - HEADER) {
      throw new DescriptorException("an access control list lies outside of the descriptor");
    }
    ByteBuffer in =
        ByteBuffer.wrap(octets, offset, octets.length - offset).order(ByteOrder.LITTLE_ENDIAN);
    int revision = in.get();
    if (revision != PLAIN_REVISION && revision != OBJECT_REVISION) {
      throw new DescriptorException("an access control list has the revision " + revision);
    }
    in.get();
    int size = in.getShort() & 0xFFFF;
    if (size < HEADER || size > octets.length - offset) {
      throw new DescriptorException("an access control list claims " + size + " octets");
    }
    int count = in.getShort() & 0xFFFF;
    in.getShort();
    in.limit(offset + size);
    List<Ace> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(Ace.decode(in));
    }
    return new Acl(entries);
  }
}
