package dev.tombolo.directory.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts LDAP messages out of a stream before anything is decoded: each is a BER SEQUENCE of bounded
 * size and bounded depth, so that no request can exhaust memory or stack.
 */
final class MessageReader {
  /**
   * Elements within elements beyond which a message is refused; filters may nest 512 deep (MS-ADTS
   * 3.1.1.3.4.6).
   */
  private static final int MAX_DEPTH = 530;

  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED = 0x20;

  private MessageReader() {}

  /** What makes a stream unreadable. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** A message that is sound, but nested so deep that it is not to be decoded. */
  static final class TooDeepException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] frame;

    TooDeepException(byte[] frame) {
      super("elements are nested more than " + MAX_DEPTH + " deep");
      this.frame = frame;
    }

    byte[] frame() {
      return frame;
    }
  }

  /**
   * Reads one message whole.
   *
   * @param limit octets at the most
   * @return null at the end of the stream
   * @throws MalformedException when it is no SEQUENCE, too large or not of elements
   * @throws TooDeepException when its elements are nested too deep
   */
  static byte @Nullable [] read(InputStream in, int limit) throws IOException {
    int tag = in.read();
    if (tag < 0) {
      return null;
    }
    if (tag != SEQUENCE) {
      throw new MalformedException("the request does not begin with a SEQUENCE");
    }
    int first = octet(in);
    int lengthOctets = first < 0x80 ? 0 : first & 0x7F;
    if (lengthOctets > 4 || first == 0x80) {
      throw new MalformedException("the request's length is malformed");
    }
    long length = first;
    if (lengthOctets > 0) {
      length = 0;
      for (int i = 0; i < lengthOctets; i++) {
        length = length << 8 | octet(in);
      }
    }
    if (length > limit) {
      throw new MalformedException("the request has " + length + " octets, more than " + limit);
    }
    byte[] message = new byte[2 + lengthOctets + (int) length];
    message[0] = SEQUENCE;
    message[1] = (byte) first;
    for (int i = 0; i < lengthOctets; i++) {
      message[2 + i] = (byte) (length >>> (8 * (lengthOctets - 1 - i)));
    }
    int at = 2 + lengthOctets;
    while (at < message.length) {
      int read = in.read(message, at, message.length - at);
      if (read < 0) {
        throw new EOFException("the stream ended in the middle of a request");
      }
      at += read;
    }
    checkDepth(message);
    return message;
  }

  private static int octet(InputStream in) throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the stream ended in the middle of a request");
    }
    return octet;
  }

  /** Walks the elements without recursion, keeping where each open one ends. */
  private static void checkDepth(byte[] message) throws IOException {
    int[] ends = new int[MAX_DEPTH + 1];
    int depth = 0;
    ends[0] = message.length;
    int at = 0;
    while (at < message.length) {
      while (depth > 0 && at >= ends[depth]) {
        depth--;
      }
      int tag = message[at++];
      if (at >= ends[depth]) {
        throw new MalformedException("an element is cut off");
      }
      int length = message[at++] & 0xFF;
      if (length >= 0x80) {
        int octets = length & 0x7F;
        if (octets == 0 || octets > 4 || at + octets > ends[depth]) {
          throw new MalformedException("an element's length is malformed");
        }
        length = 0;
        for (int i = 0; i < octets; i++) {
          length = length << 8 | (message[at++] & 0xFF);
        }
      }
      if (length < 0 || length > ends[depth] - at) {
        throw new MalformedException("an element is longer than what it is in");
      }
      if ((tag & CONSTRUCTED) != 0) {
        if (++depth > MAX_DEPTH) {
          throw new TooDeepException(message);
        }
        ends[depth] = at + length;
      } else {
        at += length;
      }
    }
  }
}
