package dev.tombolo.directory.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The durable sequence of change records, in files of one folder. A record is durable when its
 * flush has returned; all records that wait share one flush (group commit).
 *
 * <p>A file is called {@code changes-<first sequence>.log}. A record in it is its length (4), the
 * CRC-32C of what follows (4), its sequence number (8) and its octets. Files are made longer by
 * stretches of zeros ahead of the records, so that a flush need not write the file's size; the end
 * of a log is therefore a length of zero, the file's end, or, after a crash in the middle of a
 * write, a record whose checksum does not fit.
 */
final class ChangeLog implements Closeable {
  private static final int FRAME = 16;
  private static final int STRETCH = 4 << 20;
  private static final int MAX_RECORD = 1 << 30;

  private final Path folder;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Thread flusher;
  private FileChannel file;
  private long fileSize;
  private long written;
  private long sinceCheckpoint;
  private boolean closed;
  private boolean rollDue;
  private boolean flushing;
  private long nextSequence;
  private @Nullable IOException broken;

  /** A record that waits for its flush. */
  private record Pending(ByteBuffer frame, long sequence, Completion completion) {}

  /** What is told when a record is durable, or when it cannot be. */
  interface Completion {
    void durable();

    void failed(IOException cause);
  }

  /** Opens a new file for the records from {@code nextSequence} on. */
  ChangeLog(Path folder, long nextSequence) throws IOException {
    this.folder = folder;
    this.nextSequence = nextSequence;
    this.file = create(nextSequence);
    this.flusher = new Thread(this::flushLoop, "directory-change-log");
    flusher.setDaemon(true);
    flusher.start();
  }

  private static Path name(Path folder, long sequence) {
    return folder.resolve(String.format(Locale.ROOT, "changes-%016x.log", sequence));
  }

  private FileChannel create(long sequence) throws IOException {
    Path path = name(folder, sequence);
    FileChannel created =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    fileSize = 0;
    written = 0;
    syncFolder(folder);
    return created;
  }

  /** Makes the names of a folder's files durable. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** The sequence number the next record gets. */
  synchronized long nextSequence() {
    return nextSequence;
  }

  /** Octets of records written since the last {@link #roll}. */
  synchronized long sinceCheckpoint() {
    return sinceCheckpoint;
  }

  /**
   * Queues a record; {@code completion} is told from the flushing thread, in the order of the
   * records.
   */
  synchronized void append(byte[] record, Completion completion) {
    long sequence = nextSequence++;
    ByteBuffer frame = ByteBuffer.allocate(FRAME + record.length);
    frame.putInt(8 + record.length).putInt(0).putLong(sequence).put(record);
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 8, 8 + record.length);
    frame.putInt(4, (int) crc.getValue());
    frame.rewind();
    pending.add(new Pending(frame, sequence, completion));
    sinceCheckpoint += frame.capacity();
    notifyAll();
  }

  /** Waits until every queued record is flushed. */
  synchronized void drain() {
    boolean interrupted = false;
    while (!pending.isEmpty() || flushing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * From the next record on, writes to a new file; older files can go once a checkpoint covers
   * them.
   */
  synchronized void roll() {
    rollDue = true;
    sinceCheckpoint = 0;
  }

  private void flushLoop() {
    while (true) {
      List<Pending> group;
      boolean roll;
      synchronized (this) {
        while (pending.isEmpty() && !closed) {
          try {
            wait();
          } catch (InterruptedException e) {
            closed = true;
          }
        }
        if (pending.isEmpty()) {
          return;
        }
        group = new ArrayList<>(pending);
        pending.clear();
        roll = rollDue;
        rollDue = false;
        flushing = true;
      }
      flush(group, roll);
      synchronized (this) {
        flushing = false;
        notifyAll();
      }
    }
  }

  /** After a failed flush nothing is written any more: what follows would follow a gap. */
  private void flush(List<Pending> group, boolean roll) {
    try {
      if (broken != null) {
        throw broken;
      }
      write(group, roll);
    } catch (IOException e) {
      broken = e;
      group.forEach(each -> each.completion.failed(e));
      return;
    }
    group.forEach(each -> each.completion.durable());
  }

  private void write(List<Pending> group, boolean roll) throws IOException {
    if (roll) {
      file.close();
      file = create(group.get(0).sequence);
    }
    ByteBuffer[] frames = group.stream().map(Pending::frame).toArray(ByteBuffer[]::new);
    long octets = 0;
    for (ByteBuffer frame : frames) {
      octets += frame.remaining();
    }
    lengthen(written + octets);
    file.position(written);
    long left = octets;
    while (left > 0) {
      left -= file.write(frames);
    }
    file.force(false);
    written += octets;
  }

  private void lengthen(long needed) throws IOException {
    while (fileSize < needed) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
      for (int i = 0; i < STRETCH; i += zeros.capacity()) {
        zeros.rewind();
        long at = fileSize + i;
        while (zeros.hasRemaining()) {
          at += file.write(zeros, at);
        }
      }
      fileSize += STRETCH;
      file.force(true);
    }
  }

  /** Waits until every queued record is flushed, then closes the file. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      flusher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }

  /** The log files of a folder, by the sequence of their first record. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches("changes-[0-9a-f]{16}\\.log"))
          .sorted()
          .toList();
    }
  }

  private static long firstSequence(Path path) {
    return Long.parseLong(path.getFileName().toString().substring(8, 24), 16);
  }

  /** Deletes the files that hold only records before {@code sequence}. */
  static void deleteBefore(Path folder, long sequence) throws IOException {
    List<Path> files = files(folder);
    for (int i = 0; i + 1 < files.size(); i++) {
      if (firstSequence(files.get(i + 1)) <= sequence) {
        Files.delete(files.get(i));
      }
    }
  }

  /** Receives a record at recovery. */
  interface Recovered {
    void record(long sequence, byte[] octets) throws IOException;
  }

  /**
   * Reads every record from {@code from} on, in order, up to where the log ends.
   *
   * @param progress told the octets read so far, now and then
   * @return the sequence number that follows the last record
   * @throws IOException when records are missing in the middle, which no crash explains
   */
  static long recover(Path folder, long from, Recovered to, LongConsumer progress)
      throws IOException {
    long next = from;
    long octets = 0;
    for (Path path : files(folder)) {
      try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
        ByteBuffer all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size());
        while (all.remaining() >= FRAME) {
          int length = all.getInt(all.position());
          if (length < 8 || length > MAX_RECORD || length > all.remaining() - 8) {
            break;
          }
          byte[] body = new byte[length];
          all.get(all.position() + 8, body);
          CRC32C crc = new CRC32C();
          crc.update(body, 0, length);
          if ((int) crc.getValue() != all.getInt(all.position() + 4)) {
            break;
          }
          all.position(all.position() + 8 + length);
          long sequence = Octets.longAt(body, 0);
          if (sequence < next) {
            continue;
          }
          if (sequence > next) {
            throw new IOException(
                path + ": change " + next + " is missing before change " + sequence);
          }
          to.record(sequence, Arrays.copyOfRange(body, 8, length));
          next++;
          octets += length;
        }
        progress.accept(octets);
      }
    }
    return next;
  }
}
