package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access control entry (MS-DTYP 2.4.4): what it allows, denies or audits to whom, on what, and
 * how it is inherited.
 *
 * @param kind what it does
 * @param flags the inheritance bits, see the constants
 * @param mask the rights, see {@link AccessMask}
 * @param objectType the attribute, property set, class or right it is about; null for all
 * @param inheritedType the class of the objects that it is inherited for; null for every class
 * @param trustee whom it is about
 */
public record Ace(
    Kind kind,
    int flags,
    int mask,
    @Nullable UUID objectType,
    @Nullable UUID inheritedType,
    Sid trustee) {
  /**
   * Inherited by objects that are no containers; in a directory, passed through to what is below.
   */
  public static final int OBJECT_INHERIT = 0x1;

  /** Inherited by containers, which every object of a directory is. */
  public static final int CONTAINER_INHERIT = 0x2;

  /** Inherited by children, not by their children. */
  public static final int NO_PROPAGATE = 0x4;

  /** Only there to be inherited; without effect on the object itself. */
  public static final int INHERIT_ONLY = 0x8;

  /** Comes from above. */
  public static final int INHERITED = 0x10;

  /** Audits success. */
  public static final int AUDIT_SUCCESS = 0x40;

  /** Audits failure. */
  public static final int AUDIT_FAILURE = 0x80;

  private static final int OBJECT_TYPE_PRESENT = 0x1;
  private static final int INHERITED_TYPE_PRESENT = 0x2;
  private static final int HEADER = 8;
  private static final int GUID = 16;

  /** What an entry does. */
  public enum Kind {
    ALLOW(0, 5),
    DENY(1, 6),
    AUDIT(2, 7);

    private final int plain;
    private final int object;

    Kind(int plain, int object) {
      this.plain = plain;
      this.object = object;
    }
  }

  /** Whether it names an object type or a class it is inherited for, and so has the longer form. */
  public boolean isObjectAce() {
    return objectType != null || inheritedType != null;
  }

  /** Whether it has all the bits of {@code wanted} among its flags. */
  public boolean has(int wanted) {
    return (flags & wanted) == wanted;
  }

  /** The same with other flags. */
  public Ace withFlags(int newFlags) {
    return new Ace(kind, newFlags, mask, objectType, inheritedType, trustee);
  }

  /** The same for another trustee. */
  public Ace withTrustee(Sid other) {
    return new Ace(kind, flags, mask, objectType, inheritedType, other);
  }

  /** The same with other rights. */
  public Ace withMask(int other) {
    return new Ace(kind, flags, other, objectType, inheritedType, trustee);
  }

  /** How many octets it has. */
  int size() {
    int types = (objectType == null ? 0 : GUID) + (inheritedType == null ? 0 : GUID);
    return HEADER + (isObjectAce() ? 4 + types : 0) + trustee.bytes().length;
  }

  void encode(ByteBuffer out) {
    out.put((byte) (isObjectAce() ? kind.object : kind.plain)).put((byte) flags);
    out.putShort((short) size()).putInt(mask);
    if (isObjectAce()) {
      out.putInt(
          (objectType == null ? 0 : OBJECT_TYPE_PRESENT)
              | (inheritedType == null ? 0 : INHERITED_TYPE_PRESENT));
      if (objectType != null) {
        out.put(ObjectGuid.bytes(objectType));
      }
      if (inheritedType != null) {
        out.put(ObjectGuid.bytes(inheritedType));
      }
    }
    out.put(trustee.bytes());
  }

  /** Reads the entry at the position of a buffer, which then is behind it. */
  static Ace decode(ByteBuffer in) throws DescriptorException {
    if (in.remaining() < HEADER) {
      throw new DescriptorException("an access control entry ends within its header");
    }
    int type = in.get() & 0xFF;
    int flags = in.get() & 0xFF;
    int size = in.getShort() & 0xFFFF;
    if (size < HEADER || size % 4 != 0 || size - 4 > in.remaining()) {
      throw new DescriptorException("an access control entry claims " + size + " octets");
    }
    ByteBuffer body = in.slice(in.position(), size - 4).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + size - 4);
    int mask = body.getInt();
    for (Kind kind : Kind.values()) {
      if (type == kind.plain) {
        return new Ace(kind, flags, mask, null, null, sid(body));
      }
      if (type == kind.object) {
        if (body.remaining() < 4) {
          throw new DescriptorException("an object entry ends before its flags");
        }
        int present = body.getInt();
        UUID objectType = (present & OBJECT_TYPE_PRESENT) == 0 ? null : guid(body);
        UUID inheritedType = (present & INHERITED_TYPE_PRESENT) == 0 ? null : guid(body);
        return new Ace(kind, flags, mask, objectType, inheritedType, sid(body));
      }
    }
    throw new DescriptorException("access control entries of type " + type + " are not supported");
  }

  private static UUID guid(ByteBuffer body) throws DescriptorException {
    if (body.remaining() < GUID) {
      throw new DescriptorException("an object entry ends within a GUID");
    }
    byte[] octets = new byte[GUID];
    body.get(octets);
    return ObjectGuid.of(octets);
  }

  /** An entry may be longer than it need be; what is behind the SID does not count. */
  private static Sid sid(ByteBuffer body) throws DescriptorException {
    return Sid.read(body).orElseThrow(() -> new DescriptorException("an entry has no valid SID"));
  }
}
