package dev.tombolo.directory.sasl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields that NTLM's messages have in common (MS-NLMP 2.2.1). */
final class NtlmFields {
  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 12;

  private final byte[] message;

  /** What is wrong with a message. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Looks into a message of a type.
   *
   * @throws MalformedException when it is none
   */
  NtlmFields(byte[] message, int type) throws MalformedException {
    this.message = message;
    if (!isNtlm(message) || number(SIGNATURE.length) != type) {
      throw new MalformedException("it is no NTLM message of type " + type);
    }
  }

  /** Whether a token is a message of NTLM without anything around it. */
  static boolean isNtlm(byte[] token) {
    return token.length >= HEADER
        && Arrays.equals(token, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /** Begins a message of a type, which fills its octets. */
  static ByteBuffer begin(byte[] octets, int type) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(type);
  }

  int number(int at) throws MalformedException {
    if (at + 4 > message.length) {
      throw new MalformedException("it is cut off");
    }
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  /** What a field at a place points to. */
  byte[] octets(int at) throws MalformedException {
    int length = number(at) & 0xFFFF;
    int from = number(at + 4);
    if (length == 0) {
      return new byte[0];
    }
    if (from < HEADER || from > message.length - length) {
      throw new MalformedException("a field points out of it");
    }
    return Arrays.copyOfRange(message, from, from + length);
  }

  String text(int at, NtlmFlags flags) throws MalformedException {
    return new String(octets(at), charset(flags));
  }

  static Charset charset(NtlmFlags flags) {
    return flags.has(NtlmFlags.UNICODE) ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
  }
}
