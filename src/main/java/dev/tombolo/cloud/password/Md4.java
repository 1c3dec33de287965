package dev.tombolo.cloud.password;

import java.util.Arrays;

/**
 * The MD4 message digest (RFC 1320), which the Java platform lacks. Broken as a hash function; here
 * only because the NT hash of a password is defined by it.
 */
public final class Md4 {
  private static final int BLOCK = 64;
  private static final int[] ROUND1_ORDER = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final int[] ROUND2_ORDER = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
  private static final int[] ROUND3_ORDER = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};
  private static final int[] ROUND1_SHIFTS = {3, 7, 11, 19};
  private static final int[] ROUND2_SHIFTS = {3, 5, 9, 13};
  private static final int[] ROUND3_SHIFTS = {3, 9, 11, 15};
  private static final int ROUND2_CONSTANT = 0x5a827999;
  private static final int ROUND3_CONSTANT = 0x6ed9eba1;

  private Md4() {}

  /** The 16 octets of the message's digest. */
  public static byte[] digest(byte[] message) {
    byte[] padded = pad(message);
    int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    int[] words = new int[16];
    for (int offset = 0; offset < padded.length; offset += BLOCK) {
      for (int i = 0; i < 16; i++) {
        words[i] = littleEndian(padded, offset + 4 * i);
      }
      compress(state, words);
    }
    byte[] digest = new byte[16];
    for (int i = 0; i < 16; i++) {
      digest[i] = (byte) (state[i / 4] >>> (8 * (i % 4)));
    }
    return digest;
  }

  private static byte[] pad(byte[] message) {
    int length = (message.length + 8) / BLOCK * BLOCK + BLOCK;
    byte[] padded = Arrays.copyOf(message, length);
    padded[message.length] = (byte) 0x80;
    long bits = 8L * message.length;
    for (int i = 0; i < 8; i++) {
      padded[length - 8 + i] = (byte) (bits >>> (8 * i));
    }
    return padded;
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static void compress(int[] state, int[] words) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int step = 0; step < 48; step++) {
      int i = step % 16;
      int sum =
          switch (step / 16) {
            case 0 -> a + ((b & c) | (~b & d)) + words[ROUND1_ORDER[i]];
            case 1 -> a + ((b & c) | (b & d) | (c & d)) + words[ROUND2_ORDER[i]] + ROUND2_CONSTANT;
            default -> a + (b ^ c ^ d) + words[ROUND3_ORDER[i]] + ROUND3_CONSTANT;
          };
      int[] shifts =
          switch (step / 16) {
            case 0 -> ROUND1_SHIFTS;
            case 1 -> ROUND2_SHIFTS;
            default -> ROUND3_SHIFTS;
          };
      int rotated = Integer.rotateLeft(sum, shifts[i % 4]);
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
