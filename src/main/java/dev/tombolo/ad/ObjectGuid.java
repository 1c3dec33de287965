package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Conversions of a GUID between its text and the sixteen octets of the wire, whose first three
 * fields are little-endian (MS-DTYP 2.3.4.2): octets {@code b3d4bfbd3c45ee42…} are {@code
 * bdbfd4b3-453c-42ee-…}.
 */
public final class ObjectGuid {
  private static final Pattern DASHED =
      Pattern.compile(
          "\\{?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})}?");

  private ObjectGuid() {}

  /** The GUID of sixteen octets. */
  public static UUID of(byte[] octets) {
    if (octets.length != 16) {
      throw new IllegalArgumentException("a GUID has 16 octets, not " + octets.length);
    }
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        (in.getInt() & 0xFFFFFFFFL) << 32
            | (in.getShort() & 0xFFFFL) << 16
            | (in.getShort() & 0xFFFFL);
    return new UUID(high, in.order(ByteOrder.BIG_ENDIAN).getLong());
  }

  /** The sixteen octets of a GUID. */
  public static byte[] bytes(UUID guid) {
    ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    long high = guid.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    return out.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits()).array();
  }

  /** Reads the dashed form, with or without braces, or nothing when the text is no GUID. */
  public static Optional<UUID> parse(String text) {
    var matcher = DASHED.matcher(text);
    return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
  }
}
