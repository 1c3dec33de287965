package dev.tombolo.directory.sasl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.security.sasl.SaslException;

/**
 * The protection of messages by NTLM with extended session security (MS-NLMP 3.4): a token is a
 * signature of sixteen octets and the message, which is encrypted when both sides have agreed to
 * seal.
 *
 * <p>Windows' LDAP client encrypts also when it has only been agreed to sign. What such a client
 * sends tells, and it is answered in kind.
 */
final class NtlmLayer implements SecurityLayer {
  private static final int SIGNATURE = 16;
  private static final int CHECKSUM = 8;

  private final boolean exchangedKey;
  private final boolean strong;
  private final Direction toClient;
  private final Direction fromClient;
  private volatile boolean sealing;

  /** One direction's keys and count. */
  private static final class Direction {
    private final byte[] signKey;
    private final KeyStream stream;
    private int sequence;

    private Direction(byte[] sessionKey, byte[] weakened, String from, String to) {
      this.signKey = key(sessionKey, from, to, "signing");
      this.stream = new KeyStream(key(weakened, from, to, "sealing"));
    }

    private static byte[] key(byte[] sessionKey, String from, String to, String use) {
      String constant =
          "session key to " + from + "-to-" + to + " " + use + " key magic constant\0";
      return Ciphers.md5(sessionKey, constant.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] checksum(byte[] octets) {
      return Arrays.copyOf(Ciphers.hmac(signKey, little(sequence), octets), CHECKSUM);
    }
  }

  NtlmLayer(byte[] sessionKey, NtlmFlags flags) {
    this.exchangedKey = flags.has(NtlmFlags.KEY_EXCHANGE);
    this.strong = flags.has(NtlmFlags.KEY_128);
    this.sealing = flags.has(NtlmFlags.SEAL);
    int octets = strong ? 16 : flags.has(NtlmFlags.KEY_56) ? 7 : 5;
    byte[] weakened = Arrays.copyOf(sessionKey, octets);
    this.toClient = new Direction(sessionKey, weakened, "server", "client");
    this.fromClient = new Direction(sessionKey, weakened, "client", "server");
  }

  @Override
  public boolean isConfidential() {
    return sealing && strong;
  }

  @Override
  public byte[] wrap(byte[] octets, int offset, int length) {
    byte[] clear = Arrays.copyOfRange(octets, offset, offset + length);
    byte[] checksum = toClient.checksum(clear);
    byte[] sent = sealing ? toClient.stream.mix(clear, 0, length) : clear;
    return token(checksum, sent);
  }

  /** The signature of octets that travel by themselves. */
  byte[] sign(byte[] octets) {
    return token(toClient.checksum(octets), new byte[0]);
  }

  private byte[] token(byte[] checksum, byte[] sent) {
    byte[] shown = exchangedKey ? toClient.stream.mix(checksum, 0, CHECKSUM) : checksum;
    return ByteBuffer.allocate(SIGNATURE + sent.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(1)
        .put(shown)
        .putInt(toClient.sequence++)
        .put(sent)
        .array();
  }

  @Override
  public byte[] unwrap(byte[] token) throws SaslException {
    if (token.length < SIGNATURE) {
      throw new SaslException("a token is too short for a signature");
    }
    int length = token.length - SIGNATURE;
    byte[] stream = fromClient.stream.peek(length + CHECKSUM);
    if (!sealing) {
      byte[] clear = Arrays.copyOfRange(token, SIGNATURE, token.length);
      if (isSigned(token, clear, stream, 0)) {
        fromClient.stream.skip(exchangedKey ? CHECKSUM : 0);
        fromClient.sequence++;
        return clear;
      }
    }
    byte[] clear = KeyStream.xor(token, SIGNATURE, length, stream, 0);
    if (!isSigned(token, clear, stream, length)) {
      throw new SaslException("a token's signature is wrong");
    }
    sealing = true;
    fromClient.stream.skip(length + (exchangedKey ? CHECKSUM : 0));
    fromClient.sequence++;
    return clear;
  }

  /** Whether a signature is the client's for octets that travelled by themselves. */
  boolean verify(byte[] octets, byte[] signature) {
    boolean good =
        signature.length == SIGNATURE
            && isSigned(signature, octets, fromClient.stream.peek(CHECKSUM), 0);
    if (good) {
      fromClient.stream.skip(exchangedKey ? CHECKSUM : 0);
      fromClient.sequence++;
    }
    return good;
  }

  private boolean isSigned(byte[] token, byte[] clear, byte[] stream, int streamFrom) {
    byte[] checksum = fromClient.checksum(clear);
    byte[] shown =
        exchangedKey ? KeyStream.xor(checksum, 0, CHECKSUM, stream, streamFrom) : checksum;
    byte[] expected =
        ByteBuffer.allocate(SIGNATURE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(1)
            .put(shown)
            .putInt(fromClient.sequence)
            .array();
    return MessageDigest.isEqual(expected, Arrays.copyOf(token, SIGNATURE));
  }

  /**
   * Begins the key streams again, as both sides do after they have signed what they negotiated
   * (MS-SPNG 3.2.5.1); the count goes on.
   */
  void resetStreams() {
    toClient.stream.reset();
    fromClient.stream.reset();
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }
}
