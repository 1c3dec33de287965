package dev.tombolo.directory.operation;

import dev.tombolo.directory.naming.Forest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a domain controller says of itself to clients that look for one (MS-ADTS 6.3.1.7 to
 * 6.3.1.9). It claims what this server is: it issues no Kerberos tickets and tells no time.
 */
final class NetlogonResponse {
  private static final int PRIMARY = 0x1;
  private static final int GLOBAL_CATALOG = 0x4;
  private static final int LDAP = 0x8;
  private static final int DIRECTORY = 0x10;
  private static final int CLOSEST = 0x80;
  private static final int WRITABLE = 0x100;
  private static final int FULL_SECRETS = 0x1000;
  private static final int WINDOWS_2012 = 0x4000;
  private static final int WINDOWS_2012_R2 = 0x8000;
  private static final int WINDOWS_2016 = 0x10000;
  private static final int FLAGS =
      PRIMARY
          | GLOBAL_CATALOG
          | LDAP
          | DIRECTORY
          | CLOSEST
          | WRITABLE
          | FULL_SECRETS
          | WINDOWS_2012
          | WINDOWS_2012_R2
          | WINDOWS_2016;

  private static final int WITH_ADDRESS = 8;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int TOKENS = 0xFFFFFFFF;

  private final Forest forest;
  private final byte[] domainGuid;
  private final String user;
  private final boolean known;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Says of a user whether it is known.
   *
   * @param user empty when the client does not ask about one
   */
  NetlogonResponse(Forest forest, byte[] domainGuid, String user, boolean known) {
    this.forest = forest;
    this.domainGuid = domainGuid.clone();
    this.user = user;
    this.known = known;
  }

  /** What clients ask for since Windows 2000. */
  byte[] extended(int wanted) {
    putShort(known ? 23 : 25);
    putShort(0);
    putInt(FLAGS);
    out.writeBytes(domainGuid);
    putName(forest.dnsName());
    putName(forest.dnsName());
    putName(forest.serverDnsName());
    putLabel(forest.netBiosName());
    putLabel(server());
    putLabel(user);
    putLabel(Forest.SITE);
    putLabel(Forest.SITE);
    int version = 1 | 4;
    if ((wanted & WITH_ADDRESS) != 0) {
      version |= WITH_ADDRESS;
      out.write(16);
      putShort(2);
      putShort(0);
      out.writeBytes(LOOPBACK);
      out.writeBytes(new byte[8]);
    }
    putInt(version);
    putInt(TOKENS);
    return out.toByteArray();
  }

  /** What clients ask for who know Active Directory, but not that. */
  byte[] version5() {
    putBeginning();
    out.writeBytes(domainGuid);
    out.writeBytes(new byte[16]);
    putName(forest.dnsName());
    putName(forest.dnsName());
    putName(forest.serverDnsName());
    out.writeBytes(LOOPBACK);
    putInt(FLAGS);
    putInt(1 | 2);
    putInt(TOKENS);
    return out.toByteArray();
  }

  /** What clients of Windows NT ask for. */
  byte[] version4() {
    putBeginning();
    putInt(1);
    putInt(TOKENS);
    return out.toByteArray();
  }

  private void putBeginning() {
    putShort(known ? 19 : 21);
    putText("\\\\" + server());
    putText(user);
    putText(forest.netBiosName());
  }

  private String server() {
    return forest.serverName().toUpperCase(Locale.ROOT);
  }

  private void putShort(int number) {
    out.write(number);
    out.write(number >> 8);
  }

  private void putInt(int number) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  private void putText(String text) {
    out.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_16LE));
  }

  /** A name label by label (RFC 1035 3.1), without compression. */
  private void putName(String name) {
    for (String label : name.split("\\.", -1)) {
      putPart(label);
    }
    out.write(0);
  }

  private void putLabel(String label) {
    if (!label.isEmpty()) {
      putPart(label);
    }
    out.write(0);
  }

  private void putPart(String label) {
    byte[] octets = label.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(octets.length, 63);
    out.write(length);
    out.write(octets, 0, length);
  }
}
