package dev.tombolo.directory.sasl;

import dev.tombolo.ad.FileTime;
import dev.tombolo.directory.naming.Forest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** The pairs by which a server says who it is, and a client what it has done (MS-NLMP 2.2.2.1). */
final class TargetInfo {
  private static final int END = 0;
  private static final int COMPUTER = 1;
  private static final int DOMAIN = 2;
  private static final int DNS_COMPUTER = 3;
  private static final int DNS_DOMAIN = 4;
  private static final int DNS_FOREST = 5;
  private static final int FLAGS = 6;
  private static final int TIME = 7;
  private static final int HAS_MIC = 2;

  private TargetInfo() {}

  /** What the server says of itself. */
  static byte[] of(Forest forest, Instant now) {
    ByteArrayOutputStream pairs = new ByteArrayOutputStream();
    put(pairs, DOMAIN, text(forest.netBiosName()));
    put(pairs, COMPUTER, text(forest.serverName().toUpperCase(Locale.ROOT)));
    put(pairs, DNS_DOMAIN, text(forest.dnsName()));
    put(pairs, DNS_COMPUTER, text(forest.serverDnsName()));
    put(pairs, DNS_FOREST, text(forest.dnsName()));
    put(
        pairs,
        TIME,
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(FileTime.of(now)).array());
    put(pairs, END, new byte[0]);
    return pairs.toByteArray();
  }

  /** Whether a client says that it has protected the messages by a code. */
  static boolean saysHasMic(byte[] pairs, int from) {
    ByteBuffer in = ByteBuffer.wrap(pairs).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = from; at + 4 <= pairs.length; ) {
      int id = in.getShort(at) & 0xFFFF;
      int length = in.getShort(at + 2) & 0xFFFF;
      if (id == END) {
        return false;
      }
      if (id == FLAGS && length == 4 && at + 8 <= pairs.length) {
        return (in.getInt(at + 4) & HAS_MIC) != 0;
      }
      at += 4 + length;
    }
    return false;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static void put(ByteArrayOutputStream to, int id, byte[] value) {
    to.write(id);
    to.write(id >> 8);
    to.write(value.length);
    to.write(value.length >> 8);
    to.writeBytes(value);
  }
}
