package dev.tombolo.directory;

import dev.tombolo.ad.NtHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of NTLM version 2, written from MS-NLMP apart from the server's. */
final class NtlmClient {
  static final int BASE = 0x00000001 | 0x00000004 | 0x00000200 | 0x00080000 | 0x20000000;
  static final int SIGN = 0x10 | 0x40000000;
  static final int SEAL = 0x20 | SIGN;
  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private final String domain;
  private final String user;
  private final String password;
  private final int flags;
  private final byte[] sessionKey = new byte[16];
  private byte[] negotiate = {};
  private Cipher sealing = rc4(new byte[16]);
  private Cipher unsealing = sealing;
  private int sent;
  private int received;

  NtlmClient(String domain, String user, String password, int flags) {
    this.domain = domain;
    this.user = user;
    this.password = password;
    this.flags = BASE | flags;
    Arrays.fill(sessionKey, (byte) 0x5A);
  }

  byte[] negotiate() {
    negotiate =
        little(40).put(SIGNATURE).putInt(1).putInt(flags).putLong(0).putLong(0).putLong(0).array();
    return negotiate;
  }

  /** Answers a challenge; with a code over the messages, which is wrong when told so. */
  byte[] authenticate(byte[] challenge, boolean goodMic) {
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    byte[] key = hmac(NtHash.of(password).octets(), utf16(user.toUpperCase(Locale.ROOT) + domain));
    byte[] info = Arrays.copyOfRange(challenge, in.getInt(44), in.getInt(44) + in.getShort(40));
    ByteArrayOutputStream temp = new ByteArrayOutputStream();
    temp.writeBytes(new byte[] {1, 1, 0, 0, 0, 0, 0, 0});
    temp.writeBytes(new byte[8]);
    temp.writeBytes("clientCH".getBytes(StandardCharsets.US_ASCII));
    temp.writeBytes(new byte[4]);
    temp.writeBytes(new byte[] {6, 0, 4, 0, 2, 0, 0, 0}); // there is a code over the messages
    temp.writeBytes(info);
    temp.writeBytes(new byte[4]);
    byte[] proof = hmac(key, Arrays.copyOfRange(challenge, 24, 32), temp.toByteArray());
    byte[] baseKey = hmac(key, proof);
    boolean exchange = (flags & 0x40000000) != 0;
    byte[] exported = exchange ? sessionKey : baseKey;
    byte[] encrypted = exchange ? update(rc4(baseKey), sessionKey) : new byte[0];
    byte[] response = join(proof, temp.toByteArray());
    byte[][] fields = {
      new byte[0], response, utf16(domain), utf16(user), utf16("CLIENT"), encrypted
    };
    int at = 88;
    byte[] message = new byte[88 + Arrays.stream(fields).mapToInt(each -> each.length).sum()];
    ByteBuffer head = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    head.put(SIGNATURE).putInt(3);
    for (byte[] field : fields) {
      head.putShort((short) field.length).putShort((short) field.length).putInt(at);
      at += field.length;
    }
    head.putInt(flags).putLong(0).put(new byte[16]);
    for (byte[] field : fields) {
      head.put(field);
    }
    byte[] mic = hmac(exported, negotiate, challenge, message);
    System.arraycopy(mic, 0, message, 72, 16);
    if (!goodMic) {
      message[80] ^= 1;
    }
    sealing = rc4(direction(exported, "client", "server", "sealing"));
    unsealing = rc4(direction(exported, "server", "client", "sealing"));
    System.arraycopy(exported, 0, sessionKey, 0, 16);
    return message;
  }

  byte[] wrap(byte[] octets) {
    byte[] key = direction(sessionKey, "client", "server", "signing");
    byte[] sum = Arrays.copyOf(hmac(key, little(4).putInt(sent).array(), octets), 8);
    byte[] body = (flags & 0x20) != 0 ? update(sealing, octets) : octets;
    return little(16 + body.length)
        .putInt(1)
        .put(update(sealing, sum))
        .putInt(sent++)
        .put(body)
        .array();
  }

  byte[] unwrap(byte[] token) {
    byte[] body = Arrays.copyOfRange(token, 16, token.length);
    byte[] octets = (flags & 0x20) != 0 ? update(unsealing, body) : body;
    byte[] key = direction(sessionKey, "server", "client", "signing");
    byte[] sum = Arrays.copyOf(hmac(key, little(4).putInt(received).array(), octets), 8);
    byte[] expected = little(16).putInt(1).put(update(unsealing, sum)).putInt(received++).array();
    if (!Arrays.equals(expected, Arrays.copyOf(token, 16))) {
      throw new AssertionError("the server's signature is wrong");
    }
    return octets;
  }

  private static byte[] direction(byte[] key, String from, String to, String use) {
    String constant = "session key to " + from + "-to-" + to + " " + use + " key magic constant\0";
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(key);
      return md5.digest(constant.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      Arrays.stream(parts).forEach(mac::update);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher rc4(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("RC4");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "RC4"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] update(Cipher cipher, byte[] octets) {
    return octets.length == 0 ? octets : cipher.update(octets);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
