package dev.tombolo.directory.sasl;

import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The octets RC4 makes of a key, one after another, which may be looked at before they are used.
 */
final class KeyStream {
  private final byte[] key;
  private Cipher cipher;
  private byte[] ahead = {};

  KeyStream(byte[] key) {
    this.key = key.clone();
    this.cipher = Ciphers.rc4(key);
  }

  /** Begins again. */
  void reset() {
    cipher = Ciphers.rc4(key);
    ahead = new byte[0];
  }

  /** The next octets, without using them up. */
  byte[] peek(int count) {
    if (ahead.length < count) {
      byte[] more = cipher.update(new byte[count - ahead.length]);
      byte[] joined = Arrays.copyOf(ahead, count);
      System.arraycopy(more, 0, joined, ahead.length, more.length);
      ahead = joined;
    }
    return Arrays.copyOf(ahead, count);
  }

  /** Uses up octets. */
  void skip(int count) {
    peek(count);
    ahead = Arrays.copyOfRange(ahead, count, ahead.length);
  }

  /** Octets mixed with the next ones of the stream, which encrypts and decrypts alike. */
  byte[] mix(byte[] octets, int offset, int length) {
    byte[] mixed = xor(octets, offset, length, peek(length), 0);
    skip(length);
    return mixed;
  }

  static byte[] xor(byte[] octets, int offset, int length, byte[] stream, int from) {
    byte[] mixed = new byte[length];
    for (int i = 0; i < length; i++) {
      mixed[i] = (byte) (octets[offset + i] ^ stream[from + i]);
    }
    return mixed;
  }
}
