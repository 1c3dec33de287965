package dev.tombolo.directory.ldif;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an LDIF file: UTF-8, with or without a byte order mark, or UTF-16 with one, as
 * Windows' {@code ldifde -u} writes it. Lines end with LF or CR LF.
 */
final class LdifLines implements Closeable {
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final @Nullable BufferedReader wide;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long octets;
  private boolean malformed;

  LdifLines(InputStream source) throws IOException {
    PushbackInputStream marked = new PushbackInputStream(source, 3);
    byte[] head = marked.readNBytes(3);
    Charset utf16 = null;
    int mark = 0;
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
    } else if (startsWith(head, 0xFF, 0xFE)) {
      mark = 2;
      utf16 = StandardCharsets.UTF_16LE;
    } else if (startsWith(head, 0xFE, 0xFF)) {
      mark = 2;
      utf16 = StandardCharsets.UTF_16BE;
    }
    marked.unread(head, mark, head.length - mark);
    octets = mark;
    in = marked;
    wide = utf16 == null ? null : new BufferedReader(new InputStreamReader(in, utf16), 1 << 16);
  }

  private static boolean startsWith(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** The next line without its end, or null when there is none. */
  @Nullable String next() throws IOException {
    if (wide != null) {
      String line = wide.readLine();
      octets += line == null ? 0 : 2L * (line.length() + 1);
      malformed = line != null && line.indexOf(REPLACEMENT) >= 0;
      return line;
    }
    byte[] rest = {};
    while (true) {
      for (int at = from; at < to; at++) {
        if (buffer[at] == '\n') {
          String line = decode(rest, at);
          octets += at + 1 - from + rest.length;
          from = at + 1;
          return line;
        }
      }
      rest = joined(rest, to);
      from = 0;
      to = in.read(buffer);
      if (to <= 0) {
        to = 0;
        octets += rest.length;
        return rest.length == 0 ? null : decode(rest, 0);
      }
    }
  }

  private byte[] joined(byte[] rest, int end) {
    byte[] all = Arrays.copyOf(rest, rest.length + end - from);
    System.arraycopy(buffer, from, all, rest.length, end - from);
    return all;
  }

  private String decode(byte[] rest, int end) {
    byte[] line = rest.length == 0 ? buffer : joined(rest, end);
    int first = rest.length == 0 ? from : 0;
    int length = rest.length + end - from;
    if (length > 0 && line[first + length - 1] == '\r') {
      length--;
    }
    String text = new String(line, first, length, StandardCharsets.UTF_8);
    malformed =
        text.indexOf(REPLACEMENT) >= 0
            && !Arrays.equals(
                text.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(line, first, first + length));
    return text;
  }

  /** Whether the last line has octets that are no text. */
  boolean isMalformed() {
    return malformed;
  }

  /** Octets read so far. */
  long octets() {
    return octets;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
