package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A security descriptor (MS-DTYP 2.4.6): who owns an object, who may do what with it, what is
 * audited. On the wire it has the self-relative form.
 *
 * @param control bits about the rest, see the constants
 * @param owner null when it is not told
 * @param group null when it is not told
 * @param dacl the access list; null when it is not told, or, with {@link #DACL_PRESENT}, when there
 *     is none, which allows everything
 * @param sacl the audit list; null for none
 */
public record SecurityDescriptor(
    int control, @Nullable Sid owner, @Nullable Sid group, @Nullable Acl dacl, @Nullable Acl sacl) {
  /** The owner's part, as the SD flags control names it (MS-ADTS 3.1.1.3.4.1.11). */
  public static final int OWNER = 0x1;

  /** The group's part. */
  public static final int GROUP = 0x2;

  /** The access list's part. */
  public static final int DACL = 0x4;

  /** The audit list's part. */
  public static final int SACL = 0x8;

  /** All parts. */
  public static final int ALL_PARTS = 0xF;

  /** There is an access list. */
  public static final int DACL_PRESENT = 0x4;

  /** There is an audit list. */
  public static final int SACL_PRESENT = 0x10;

  /** The access list has been put together from above. */
  public static final int DACL_AUTO_INHERITED = 0x400;

  /** The audit list has been put together from above. */
  public static final int SACL_AUTO_INHERITED = 0x800;

  /** The access list inherits nothing. */
  public static final int DACL_PROTECTED = 0x1000;

  /** The audit list inherits nothing. */
  public static final int SACL_PROTECTED = 0x2000;

  /** The self-relative form. */
  public static final int SELF_RELATIVE = 0x8000;

  private static final int HEADER = 20;

  /** Whether there is no access list at all, so that everybody may do everything. */
  public boolean allowsEverything() {
    return dacl == null && (control & DACL_PRESENT) != 0;
  }

  /** Whether the access list inherits nothing. */
  public boolean isProtected() {
    return (control & DACL_PROTECTED) != 0;
  }

  /** The self-relative form. */
  public byte[] encode() {
    int length = HEADER + size(sacl) + size(dacl) + size(owner) + size(group);
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEADER;
    int bits = control | SELF_RELATIVE;
    bits = dacl == null ? bits : bits | DACL_PRESENT;
    bits = sacl == null ? bits & ~SACL_PRESENT : bits | SACL_PRESENT;
    out.put((byte) 1).put((byte) 0).putShort((short) bits).position(HEADER);
    if (sacl != null) {
      sacl.encode(out);
      out.putInt(12, at);
      at = out.position();
    }
    if (dacl != null) {
      dacl.encode(out);
      out.putInt(16, at);
      at = out.position();
    }
    if (owner != null) {
      out.put(owner.bytes());
      out.putInt(4, at);
      at = out.position();
    }
    if (group != null) {
      out.put(group.bytes());
      out.putInt(8, at);
    }
    return out.array();
  }

  private static int size(@Nullable Acl list) {
    return list == null ? 0 : list.size();
  }

  private static int size(@Nullable Sid sid) {
    return sid == null ? 0 : sid.bytes().length;
  }

  /**
   * Reads the self-relative form.
   *
   * @throws DescriptorException when it is none
   */
  public static SecurityDescriptor decode(byte[] octets) throws DescriptorException {
    if (octets.length < HEADER) {
      throw new DescriptorException(
          "a security descriptor has at least 20 octets, not " + octets.length);
    }
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    if (in.get(0) != 1) {
      throw new DescriptorException("a security descriptor has revision 1, not " + in.get(0));
    }
    int control = in.getShort(2) & 0xFFFF;
    if ((control & SELF_RELATIVE) == 0) {
      throw new DescriptorException("the security descriptor is not self-relative");
    }
    return new SecurityDescriptor(
        control,
        sid(octets, in.getInt(4), "owner"),
        sid(octets, in.getInt(8), "group"),
        list(octets, in.getInt(16), (control & DACL_PRESENT) != 0),
        list(octets, in.getInt(12), (control & SACL_PRESENT) != 0));
  }

  private static @Nullable Acl list(byte[] octets, int offset, boolean present)
      throws DescriptorException {
    return present && offset != 0 ? Acl.decode(octets, offset) : null;
  }

  private static @Nullable Sid sid(byte[] octets, int offset, String what)
      throws DescriptorException {
    if (offset == 0) {
      return null;
    }
    if (offset < HEADER || offset > octets.length) {
      throw new DescriptorException("the " + what + " lies outside of the descriptor");
    }
    return Sid.read(ByteBuffer.wrap(octets, offset, octets.length - offset))
        .orElseThrow(() -> new DescriptorException("the " + what + " is no valid SID"));
  }

  /** The parts that flags name; those the descriptor does not have stay absent. */
  public SecurityDescriptor parts(int flags) {
    int bits = control;
    if ((flags & DACL) == 0) {
      bits &= ~(DACL_PRESENT | DACL_AUTO_INHERITED | DACL_PROTECTED);
    }
    if ((flags & SACL) == 0) {
      bits &= ~(SACL_PRESENT | SACL_AUTO_INHERITED | SACL_PROTECTED);
    }
    return new SecurityDescriptor(
        bits,
        (flags & OWNER) == 0 ? null : owner,
        (flags & GROUP) == 0 ? null : group,
        (flags & DACL) == 0 ? null : dacl,
        (flags & SACL) == 0 ? null : sacl);
  }

  /** The same with the SIDs of one domain turned into those of another. */
  public SecurityDescriptor inDomain(Sid from, Sid to) {
    return new SecurityDescriptor(
        control,
        owner == null ? null : owner.inDomain(from, to),
        group == null ? null : group.inDomain(from, to),
        inDomain(dacl, from, to),
        inDomain(sacl, from, to));
  }

  private static @Nullable Acl inDomain(@Nullable Acl list, Sid from, Sid to) {
    return list == null
        ? null
        : new Acl(
            list.entries().stream()
                .map(each -> each.withTrustee(each.trustee().inDomain(from, to)))
                .toList());
  }

  /** Whether the other has the same parts, whatever the control bits that only describe them. */
  public boolean sameParts(SecurityDescriptor other) {
    int told = DACL_PROTECTED | SACL_PROTECTED;
    return (control & told) == (other.control & told)
        && Objects.equals(owner, other.owner)
        && Objects.equals(group, other.group)
        && Objects.equals(dacl, other.dacl)
        && Objects.equals(sacl, other.sacl);
  }
}
