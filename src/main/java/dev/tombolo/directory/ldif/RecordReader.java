package dev.tombolo.directory.ldif;

import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads LDIF record by record, knowing where each begins. Records are told apart here, by the empty
 * lines between them; what is in a record is the SDK's to read.
 */
final class RecordReader implements Closeable {
  private final BufferedReader reader;
  private final List<String> lines = new ArrayList<>();
  private long lineNumber;
  private long recordLine;
  private long octets;

  RecordReader(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  /**
   * The next record, or null at the end.
   *
   * @throws LDIFException when it is malformed; the one after it can still be read
   */
  @Nullable LDIFRecord next() throws IOException, LDIFException {
    while (gather()) {
      String[] record = lines.toArray(String[]::new);
      if (record.length == 0) {
        continue;
      }
      return isChange(record)
          ? LDIFReader.decodeChangeRecord(record)
          : LDIFReader.decodeEntry(true, null, record);
    }
    return null;
  }

  /** Gathers the lines of a record, without comments and a version; false at the end. */
  private boolean gather() throws IOException {
    lines.clear();
    boolean comment = false;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lineNumber++;
      octets += line.length() + 1L;
      boolean continued = line.startsWith(" ");
      if (line.isEmpty()) {
        if (!lines.isEmpty()) {
          return true;
        }
      } else if (!continued && line.charAt(0) == '#') {
        comment = true;
      } else if (!(continued && comment)) {
        comment = false;
        if (lines.isEmpty()) {
          recordLine = lineNumber;
        }
        if (!lines.isEmpty() || !line.regionMatches(true, 0, "version:", 0, 8)) {
          lines.add(line);
        }
      }
    }
    return !lines.isEmpty();
  }

  private static boolean isChange(String[] record) {
    for (String line : record) {
      if (line.toLowerCase(Locale.ROOT).startsWith("changetype:")) {
        return true;
      }
    }
    return false;
  }

  /** The line where the last record begins, counted from 1. */
  long line() {
    return recordLine;
  }

  /** Octets read so far, as nearly as progress needs. */
  long octets() {
    return octets;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
