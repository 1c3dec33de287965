package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * A position in the changes of a naming context, in the layout of Windows' cookies (MS-ADTS
 * 3.1.1.3.4.1.3): the letters {@code MSDS}, a version, the time, a USN vector, the invocation id
 * and, if there is more, an up-to-dateness vector.
 *
 * <p>The two USNs are those of the vector (MS-DRSR 5.209, {@code usnHighObjUpdate} and {@code
 * usnHighPropUpdate}). They are equal between cycles. Within a cycle of several replies the first
 * moves on and the second stays: an object that comes late in the order is still told of with all
 * that has changed since the cycle before, however early that was.
 *
 * @param invocationId which database the position is in
 * @param objectUsn objects whose {@code uSNChanged} is higher are still to come
 * @param attributeUsn of each object, attributes and link values with a higher USN are told
 * @param time when the cookie was made, in ticks
 */
public record DirSyncCookie(UUID invocationId, long objectUsn, long attributeUsn, long time) {
  private static final int MAGIC = 0x5344534d; // "MSDS", little-endian
  private static final int VERSION = 3;
  private static final int LENGTH = 68;

  /** Reads a cookie, or nothing when the octets are none. */
  public static Optional<DirSyncCookie> decode(byte[] octets) {
    if (octets.length < LENGTH) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != MAGIC || in.getInt() != VERSION) {
      return Optional.empty();
    }
    long time = in.getLong();
    in.position(in.position() + 12);
    long objectUsn = in.getLong();
    in.position(in.position() + 8);
    long attributeUsn = in.getLong();
    byte[] guid = new byte[16];
    in.get(guid);
    return attributeUsn < 0 || objectUsn < attributeUsn
        ? Optional.empty()
        : Optional.of(new DirSyncCookie(ObjectGuid.of(guid), objectUsn, attributeUsn, time));
  }

  /** Writes the cookie. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putLong(time).putInt(0).putInt(0).putInt(0);
    out.putLong(objectUsn).putLong(0).putLong(attributeUsn);
    out.put(ObjectGuid.bytes(invocationId));
    return out.array();
  }
}
