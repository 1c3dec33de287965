package dev.tombolo.directory.store;

import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The durable sequence of change records, in files of one folder. A record is durable when its
 * flush has returned; all records that wait share one flush (group commit).
 *
 * <p>A file is called {@code changes-<first sequence>.log}. A record in it is the length of what
 * follows the checksum (4), the CRC-32C of that (4), its sequence number (8), the sequence number
 * of the last record known to be durable when it was written (8) and its octets. Files are made
 * longer by stretches of zeros ahead of the records, so that a flush need not write the file's
 * size; the end of a log is therefore a length of zero, the file's end, or, after a crash in the
 * middle of a write, a record whose checksum does not fit. {@link ChangeLogReader} reads it back.
 */
final class ChangeLog implements Closeable {
  /** Fault point: when records are about to be written and flushed. */
  static final String FAULT_FLUSH = "directory.store.flush";

  /** Octets before a record's own: length, checksum, sequence, last durable sequence. */
  static final int FRAME = 24;

  private static final int STRETCH = 4 << 20;

  private final Path folder;
  private final Faults faults;
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
  private long durableThrough;
  private @Nullable IOException broken;

  /** A record that waits for its flush. */
  private record Pending(ByteBuffer frame, long sequence, Completion completion) {}

  /** What is told when a record is durable, or when it cannot be. */
  interface Completion {
    void durable();

    void failed(IOException cause);
  }

  /**
   * Opens a new file for the records from {@code nextSequence} on.
   *
   * @param before octets of log files that no checkpoint covers yet
   */
  ChangeLog(Path folder, long nextSequence, long before, Faults faults) throws IOException {
    this.folder = folder;
    this.faults = faults;
    this.nextSequence = nextSequence;
    this.durableThrough = nextSequence - 1;
    this.sinceCheckpoint = before;
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
    frame.putInt(FRAME - 8 + record.length).putInt(0);
    frame.putLong(sequence).putLong(durableThrough).put(record);
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 8, frame.capacity() - 8);
    frame.putInt(4, (int) crc.getValue());
    frame.rewind();
    pending.add(new Pending(frame, sequence, completion));
    sinceCheckpoint += frame.capacity();
    notifyAll();
  }

  /**
   * Waits until every queued record is flushed.
   *
   * @throws IOException when one could not be
   */
  synchronized void drain() throws IOException {
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
    if (broken != null) {
      throw new IOException("the change log cannot be written: " + broken.getMessage(), broken);
    }
  }

  /**
   * Waits until the records up to {@code sequence} are flushed.
   *
   * @throws IOException when one could not be
   */
  synchronized void awaitDurable(long sequence) throws IOException, InterruptedException {
    while (durableThrough < sequence && broken == null) {
      wait();
    }
    if (durableThrough < sequence) {
      throw new IOException("the change log cannot be written", broken);
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
    IOException failure = write(group, roll);
    synchronized (this) {
      broken = failure;
      if (failure == null) {
        durableThrough = group.get(group.size() - 1).sequence;
      }
    }
    for (Pending each : group) {
      if (failure == null) {
        each.completion.durable();
      } else {
        each.completion.failed(failure);
      }
    }
  }

  /** Writes and flushes; what went wrong, or null. Whatever it is, writers wait to be told. */
  private @Nullable IOException write(List<Pending> group, boolean roll) {
    IOException before = broken();
    if (before != null) {
      return before;
    }
    try {
      faults.reach(FAULT_FLUSH);
      writeRecords(group, roll);
      return null;
    } catch (IOException e) {
      return e;
    } catch (FaultException e) {
      return new IOException(e.getMessage(), e);
    } catch (Throwable e) {
      return new IOException("the change log failed: " + e, e);
    }
  }

  private synchronized @Nullable IOException broken() {
    return broken;
  }

  private void writeRecords(List<Pending> group, boolean roll) throws IOException {
    if (roll) {
      finish();
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

  /** Closes the file, without the zeros that were kept ready. */
  private void finish() throws IOException {
    try (FileChannel last = file) {
      if (last.isOpen() && fileSize > written) {
        last.truncate(written);
      }
    }
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
    finish();
  }

  /** The log files of a folder, by the sequence of their first record. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches("changes-[0-9a-f]{16}\\.log"))
          .sorted()
          .toList();
    }
  }

  static long firstSequence(Path path) {
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
}
