package dev.tombolo.directory.protocol;

import dev.tombolo.directory.sasl.SecurityLayer;
import java.io.IOException;
import java.io.OutputStream;

/** What a client gets in a security layer's tokens, each after its length (RFC 4422 3.7). */
final class LayeredOutput extends OutputStream {
  private final OutputStream to;
  private final SecurityLayer layer;
  private final byte[] clear = new byte[1 << 15];
  private int size;

  LayeredOutput(OutputStream to, SecurityLayer layer) {
    this.to = to;
    this.layer = layer;
  }

  @Override
  public void write(int octet) throws IOException {
    if (size == clear.length) {
      send();
    }
    clear[size++] = (byte) octet;
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (size == clear.length) {
        send();
      }
      int count = Math.min(end - from, clear.length - size);
      System.arraycopy(octets, from, clear, size, count);
      size += count;
      from += count;
    }
  }

  @Override
  public void flush() throws IOException {
    if (size > 0) {
      send();
    }
    to.flush();
  }

  private void send() throws IOException {
    byte[] token = layer.wrap(clear, 0, size);
    size = 0;
    to.write(
        new byte[] {
          (byte) (token.length >>> 24),
          (byte) (token.length >>> 16),
          (byte) (token.length >>> 8),
          (byte) token.length
        });
    to.write(token);
  }
}
