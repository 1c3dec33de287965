package dev.tombolo.ad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hash Windows keeps of a password: MD4 (RFC 1320) of its UTF-16LE octets. The JDK has no MD4,
 * and a cryptography library of several megabytes is a high price for one function of sixty lines.
 * It never leaves the premises.
 */
public final class NtHash {
  private static final int[][] SHIFTS = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
  private static final int[] ROUND_3_ORDER = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};

  private static final int LENGTH = 16;

  private final byte[] octets;

  /** An NT hash of 16 octets, which are copied. */
  public NtHash(byte[] octets) {
    if (octets.length != LENGTH) {
      throw new IllegalArgumentException("an NT hash has 16 octets, not " + octets.length);
    }
    this.octets = octets.clone();
  }

  /** The hash of a password. */
  public static NtHash of(String password) {
    return new NtHash(md4(password.getBytes(StandardCharsets.UTF_16LE)));
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  /** Upper-case hexadecimal digits, as the chain of password hash synchronization wants them. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NtHash hash && Arrays.equals(octets, hash.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Does not show the hash: it is as good as the password. */
  @Override
  public String toString() {
    return "NtHash";
  }

  static byte[] md4(byte[] message) {
    ByteBuffer padded =
        ByteBuffer.allocate((message.length + 72) / 64 * 64).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(message).put((byte) 0x80);
    padded.putLong(padded.capacity() - 8, message.length * 8L);
    padded.rewind();
    int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    int[] block = new int[16];
    while (padded.hasRemaining()) {
      for (int i = 0; i < 16; i++) {
        block[i] = padded.getInt();
      }
      compress(state, block);
    }
    ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : state) {
      out.putInt(word);
    }
    return out.array();
  }

  private static void compress(int[] state, int[] block) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int step = 0; step < 48; step++) {
      int round = step / 16;
      int i = step % 16;
      int mixed =
          switch (round) {
            case 0 -> ((b & c) | (~b & d)) + block[i];
            case 1 -> ((b & c) | (b & d) | (c & d)) + block[i % 4 * 4 + i / 4] + 0x5a827999;
            default -> (b ^ c ^ d) + block[ROUND_3_ORDER[i]] + 0x6ed9eba1;
          };
      int rotated = Integer.rotateLeft(a + mixed, SHIFTS[round][i % 4]);
      a = d;
      d = c;
      c = b;
      b = rotated;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }
}
