package dev.tombolo.directory.ldif;

import com.unboundid.ldif.DuplicateValueBehavior;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.TrailingSpaceBehavior;
import dev.tombolo.ad.DirectoryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads LDIF record by record, knowing where each begins. Records are told apart here, by the empty
 * lines between them, and so is what real tools write beside RFC 2849: the closing lines of {@code
 * ldapsearch}, the schema change types of {@code ldifde}. What is in a record out of the ordinary
 * is the SDK's to read.
 */
final class RecordReader implements Closeable {
  /** What begins the parts of ldapsearch's output that are no objects. */
  private static final Set<String> NO_RECORD = Set.of("search", "result", "ref");

  private final LdifLines source;
  private final UrlValues urls;
  private final PlainRecord plain = new PlainRecord();
  private final List<String> lines = new ArrayList<>();
  private long lineNumber;
  private long recordLine;
  private long malformedLine;

  RecordReader(InputStream in, UrlValues urls) throws IOException {
    this.source = new LdifLines(in);
    this.urls = urls;
  }

  /**
   * The next record, or null at the end.
   *
   * @throws LDIFException when it is malformed; the one after it can still be read
   */
  @Nullable LdifRecord next() throws IOException, LDIFException {
    while (gather()) {
      if (malformedLine > 0) {
        throw new LDIFException("line " + malformedLine + " is not UTF-8", 0, true);
      }
      if (!lines.isEmpty() && !NO_RECORD.contains(name(lines.get(0)))) {
        return record();
      }
    }
    return null;
  }

  private LdifRecord record() throws LDIFException {
    Content content = plain.read(lines);
    if (content != null) {
      parseName(content);
      return new LdifRecord.Whole(content);
    }
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, understood(lines.get(i)));
    }
    return LdifRecord.of(
        LDIFReader.decodeLDIFRecord(
            DuplicateValueBehavior.RETAIN,
            TrailingSpaceBehavior.STRIP,
            null,
            lines.toArray(String[]::new)));
  }

  /** Here, because this thread has the time; whoever loads the record will see what is wrong. */
  private static void parseName(Content content) {
    try {
      if (!content.name().isRoot()) {
        String unused = content.parentKey();
      }
    } catch (DirectoryException e) {
      return;
    }
  }

  /**
   * Gathers the lines of a record, each whole, without comments and a version; false at the end.
   */
  private boolean gather() throws IOException, LDIFException {
    lines.clear();
    malformedLine = 0;
    StringBuilder folded = new StringBuilder();
    boolean comment = false;
    for (String line = source.next(); line != null; line = source.next()) {
      lineNumber++;
      boolean continued = line.startsWith(" ");
      if (line.isEmpty()) {
        if (!lines.isEmpty()) {
          finishFolded(folded);
          return true;
        }
      } else if (!continued && line.charAt(0) == '#') {
        comment = true;
      } else if (!(continued && comment)) {
        comment = false;
        if (lines.isEmpty()) {
          recordLine = lineNumber;
          malformedLine = 0;
        }
        if (source.isMalformed() && malformedLine == 0) {
          malformedLine = lineNumber;
        }
        if (continued && !lines.isEmpty()) {
          folded.append(folded.length() == 0 ? lines.get(lines.size() - 1) : "");
          folded.append(line, 1, line.length());
        } else if (!lines.isEmpty() || !isVersion(line)) {
          finishFolded(folded);
          lines.add(line);
        }
      }
    }
    finishFolded(folded);
    return !lines.isEmpty();
  }

  private void finishFolded(StringBuilder folded) {
    if (folded.length() > 0) {
      lines.set(lines.size() - 1, folded.toString());
      folded.setLength(0);
    }
  }

  private static boolean isVersion(String line) throws LDIFException {
    if (!name(line).equals("version")) {
      return false;
    }
    String version = line.substring(8).strip();
    if (!version.equals("1")) {
      throw new LDIFException("LDIF of version " + version + " is not understood", 0, true);
    }
    return true;
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  /** A line as the SDK takes it. */
  private String understood(String line) throws LDIFException {
    int colon = line.indexOf(':');
    if (colon > 0 && colon + 1 < line.length() && line.charAt(colon + 1) == '<') {
      byte[] value = urls.read(line.substring(colon + 2).strip());
      return line.substring(0, colon) + ":: " + Base64.getEncoder().encodeToString(value);
    }
    if (line.regionMatches(true, 0, "changetype:", 0, 11)) {
      String type = line.substring(11).strip().toLowerCase(Locale.ROOT);
      return "changetype: " + (type.startsWith("ntdsschema") ? type.substring(10) : type);
    }
    return line;
  }

  /** The line where the last record begins, counted from 1. */
  long line() {
    return recordLine;
  }

  /** The name that the last record gives its object, empty when that cannot be read. */
  String dn() {
    String first = lines.isEmpty() ? "" : lines.get(0);
    return first.regionMatches(true, 0, "dn: ", 0, 4) ? first.substring(4).strip() : "";
  }

  /** Octets read so far. */
  long octets() {
    return source.octets();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
