package dev.tombolo.directory.protocol;

import dev.tombolo.directory.sasl.SecurityLayer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/** What a client sends in a security layer's tokens, each after its length (RFC 4422 3.7). */
final class LayeredInput extends InputStream {
  private static final int OVERHEAD = 1024;

  private final InputStream from;
  private final SecurityLayer layer;
  private final IntSupplier limit;
  private byte[] clear = {};
  private int at;

  LayeredInput(InputStream from, SecurityLayer layer, IntSupplier limit) {
    this.from = from;
    this.layer = layer;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    return fill() ? clear[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, clear.length - at);
    System.arraycopy(clear, at, to, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return clear.length - at + from.available();
  }

  private boolean fill() throws IOException {
    while (at == clear.length) {
      byte[] head = from.readNBytes(4);
      if (head.length == 0) {
        return false;
      }
      if (head.length < 4) {
        throw new EOFException("the stream ended in the middle of a token's length");
      }
      long length = ByteBuffer.wrap(head).getInt() & 0xFFFFFFFFL;
      int most = limit.getAsInt();
      if (length > (long) most + OVERHEAD) {
        throw new MessageReader.MalformedException(
            "a token has " + length + " octets, more than " + most);
      }
      byte[] token = from.readNBytes((int) length);
      if (token.length < length) {
        throw new EOFException("the stream ended in the middle of a token");
      }
      clear = layer.unwrap(token);
      at = 0;
    }
    return true;
  }
}
