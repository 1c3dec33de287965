package dev.tombolo.directory.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a change log back after a stop or a crash.
 *
 * <p>A crash leaves at most one kind of damage: records of the last flush, which nobody was told
 * of, that are there in part. They are cut off. Every other damage is reported: a gap between two
 * files, or, in the last one, a record that cannot be read although a later one says it was
 * durable.
 */
final class ChangeLogReader {
  private static final Logger log = LoggerFactory.getLogger(ChangeLogReader.class);
  private static final int FRAME = ChangeLog.FRAME;
  private static final int MAX_RECORD = 1 << 30;

  private final Recovered to;
  private long next;
  private long octets;

  private ChangeLogReader(long from, Recovered to) {
    this.next = from;
    this.to = to;
  }

  /** Receives a record. */
  @FunctionalInterface
  interface Recovered {
    void record(long sequence, byte[] octets) throws IOException;
  }

  /**
   * What was read.
   *
   * @param next the sequence number that follows the last record
   * @param octets the size of the files
   */
  record Result(long next, long octets) {}

  /**
   * Reads every record from {@code from} on, in order, up to where the log ends.
   *
   * @throws IOException when records are missing that were durable once
   */
  static Result read(Path folder, long from, Recovered to) throws IOException {
    ChangeLogReader reader = new ChangeLogReader(from, to);
    List<Path> files = ChangeLog.files(folder);
    for (int i = 0; i < files.size(); i++) {
      reader.readFile(files.get(i), i == files.size() - 1);
    }
    return new Result(reader.next, reader.octets);
  }

  private void readFile(Path path, boolean last) throws IOException {
    long first = ChangeLog.firstSequence(path);
    if (first > next) {
      throw new IOException(path + ": change " + next + " is missing before change " + first);
    }
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size());
      octets += in.size();
      int at = 0;
      while (isWhole(all, at)) {
        long sequence = all.getLong(at + 8);
        if (sequence > next) {
          throw new IOException(
              path + ": change " + next + " is missing before change " + sequence);
        }
        int end = at + 8 + all.getInt(at);
        if (sequence == next) {
          byte[] record = new byte[end - at - FRAME];
          all.get(at + FRAME, record);
          to.record(sequence, record);
          next++;
        }
        at = end;
      }
      if (last) {
        checkEnd(path, all, at);
      }
    }
  }

  private static boolean isWhole(ByteBuffer all, int at) {
    if (all.limit() - at < FRAME) {
      return false;
    }
    int length = all.getInt(at);
    if (length < FRAME - 8 || length > MAX_RECORD || length > all.limit() - at - 8) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(all.slice(at + 8, length));
    return (int) crc.getValue() == all.getInt(at + 4);
  }

  /** The log ends here: because nothing follows, or only what a crash cut off. */
  private void checkEnd(Path path, ByteBuffer all, int end) throws IOException {
    boolean rest = false;
    for (int at = end; at < all.limit(); at++) {
      rest |= all.get(at) != 0;
      boolean later = all.limit() - at >= FRAME && all.getLong(at + 8) > next;
      if (later && isWhole(all, at) && all.getLong(at + 16) >= next) {
        throw new IOException(
            path
                + " is damaged at octet "
                + end
                + ": change "
                + next
                + " cannot be read, though it was durable before change "
                + all.getLong(at + 8)
                + " was written; put back a copy of the data folder");
      }
    }
    if (rest) {
      log.warn(
          "{} ends in a change that was not written whole and not acknowledged; it is left out",
          path);
    }
  }
}
