package dev.tombolo.directory.store;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory's state: what is visible, and one change after another.
 *
 * <p>Two snapshots stand at its heart. Writers work, one at a time, on the head; readers see the
 * visible one, which follows the head as the change log reaches the disk. So a write is
 * acknowledged when it is durable, many writes share a flush, no reader waits for a writer, and
 * nobody reads what a crash could take back. Without a folder there is no log and the head is
 * visible at once; the code is the same.
 */
public final class Store implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Store.class);

  /** Octets of changes after which a checkpoint is written. */
  private static final long CHECKPOINT_AFTER = 64L << 20;

  /** Fault point: when changes are about to be written and flushed. */
  public static final String FAULT_FLUSH = ChangeLog.FAULT_FLUSH;

  /** Fault point: after a change is durable, before anybody sees it or is told. */
  public static final String FAULT_BEFORE_ACKNOWLEDGE = "directory.store.before-acknowledge";

  /** Fault point: when a checkpoint is about to be written. */
  public static final String FAULT_CHECKPOINT = "directory.store.checkpoint";

  private final ReentrantLock writing = new ReentrantLock();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final Faults faults;
  private final @Nullable Disk disk;
  private Snapshot head;
  private volatile Snapshot visible;
  private volatile @Nullable IOException failure;

  private Store(Snapshot start, @Nullable Disk disk, Faults faults) {
    this.head = start;
    this.visible = start;
    this.disk = disk;
    this.faults = faults;
  }

  /** A store that lives in memory only. */
  public static Store inMemory(Schema schema, Faults faults) {
    return new Store(Snapshot.empty(schema), null, faults);
  }

  /**
   * A store in a folder, as it was left.
   *
   * @param folder made when missing
   * @param fresh the schema of a directory that is new
   * @throws IOException when the folder is in use, cannot be read or written, or is damaged
   */
  public static Store open(Path folder, Supplier<Schema> fresh, Faults faults) throws IOException {
    Disk disk = new Disk(folder, faults);
    try {
      Optional<Checkpoint.Read> checkpoint = Checkpoint.newest(folder);
      Snapshot start =
          checkpoint.isPresent() ? checkpoint.get().snapshot() : Snapshot.empty(fresh.get());
      Transaction redo = new Transaction(start, ChangeRecord.forgetful());
      long first = checkpoint.map(Checkpoint.Read::sequence).orElse(1L);
      ChangeLogReader.Result read =
          ChangeLogReader.read(
              folder, first, (sequence, record) -> ChangeRecord.apply(record, redo));
      Snapshot recovered = redo.freeze();
      if (read.next() > first) {
        log.info("Recovered {} changes", read.next() - first);
      }
      disk.changes = new ChangeLog(folder, read.next(), read.octets(), faults);
      return new Store(recovered, disk, faults);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /** The directory as every reader sees it now. */
  public Snapshot snapshot() {
    return visible;
  }

  /** Calls a listener after each commit. */
  public void listen(CommitListener listener) {
    listeners.add(listener);
  }

  /** What a transaction does. */
  @FunctionalInterface
  public interface Body<T> {
    /** Reads and changes the directory; when it throws, nothing has happened. */
    T apply(Transaction transaction) throws DirectoryException;
  }

  /**
   * Runs a transaction on the head, alone.
   *
   * @throws DirectoryException what the body threw, or that the store can no longer be written
   */
  public <T> Commit<T> write(Body<T> body) throws DirectoryException {
    writing.lock();
    try {
      refuseWhenFailed();
      Snapshot before = head;
      Transaction transaction =
          new Transaction(before, disk == null ? ChangeRecord.forgetful() : ChangeRecord.kept());
      T value = body.apply(transaction);
      Snapshot after = transaction.freeze();
      head = after;
      CompletableFuture<Void> done = new CompletableFuture<>();
      Set<Integer> touched = transaction.touched();
      if (disk == null) {
        publish(before, after, touched);
        done.complete(null);
      } else {
        append(disk, transaction.record().toByteArray(), before, after, touched, done);
      }
      return new Commit<>(value, done);
    } finally {
      writing.unlock();
    }
  }

  private void append(
      Disk on,
      byte[] record,
      Snapshot before,
      Snapshot after,
      Set<Integer> touched,
      CompletableFuture<Void> done) {
    on.changes()
        .append(
            record,
            new ChangeLog.Completion() {
              @Override
              public void durable() {
                IOException unacknowledged = reachBeforeAcknowledge();
                publish(before, after, touched);
                if (unacknowledged == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(unacknowledged);
                }
              }

              @Override
              public void failed(IOException cause) {
                fail(cause);
                done.completeExceptionally(cause);
              }
            });
    if (on.changes().sinceCheckpoint() > CHECKPOINT_AFTER) {
      on.checkpointSoon(after);
    }
  }

  /** A change that is durable but is not acknowledged has happened all the same. */
  private @Nullable IOException reachBeforeAcknowledge() {
    try {
      faults.reach(FAULT_BEFORE_ACKNOWLEDGE);
      return null;
    } catch (FaultException e) {
      return new IOException(e.getMessage(), e);
    }
  }

  /**
   * Runs a transaction of any size. It is made durable as a whole checkpoint instead of a record,
   * and is visible when this returns.
   *
   * @throws DirectoryException what the body threw; nothing has happened then
   * @throws IOException when the checkpoint cannot be written; nothing has happened then
   */
  public <T> T writeBulk(Body<T> body) throws DirectoryException, IOException {
    writing.lock();
    ExecutorService helper = daemon("directory-index");
    try {
      refuseWhenFailed();
      Transaction transaction = new Transaction(head, ChangeRecord.forgetful(), helper);
      T value = body.apply(transaction);
      replaceHead(transaction.freeze(), transaction.touched());
      return value;
    } finally {
      helper.shutdownNow();
      writing.unlock();
    }
  }

  /**
   * Puts a snapshot back: the directory is again as it was then.
   *
   * @throws IOException when the checkpoint cannot be written; nothing has happened then
   */
  public void restore(Snapshot snapshot) throws IOException {
    writing.lock();
    try {
      IOException broken = failure;
      if (broken != null) {
        throw new IOException("the directory cannot be written: " + broken.getMessage(), broken);
      }
      replaceHead(snapshot, Set.of());
    } finally {
      writing.unlock();
    }
  }

  private void replaceHead(Snapshot after, Set<Integer> touched) throws IOException {
    if (disk != null) {
      disk.checkpointNow(after);
    }
    Snapshot before = head;
    head = after;
    publish(before, after, touched);
  }

  private void publish(Snapshot before, Snapshot after, Set<Integer> touched) {
    visible = after;
    for (CommitListener listener : listeners) {
      try {
        listener.committed(before, after, touched);
      } catch (RuntimeException e) {
        log.error("A commit listener failed", e);
      }
    }
  }

  private void refuseWhenFailed() throws DirectoryException {
    if (failure != null) {
      throw AdError.BUSY.exception();
    }
  }

  private void fail(IOException cause) {
    if (failure == null) {
      failure = cause;
      log.error("The change log cannot be written; the directory is read-only from here on", cause);
    }
  }

  /** Why the store can no longer be written, or null. */
  public @Nullable IOException failure() {
    return failure;
  }

  /** Finishes what is under way and lets go of the folder. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (disk != null) {
        disk.close();
      }
      if (failure == null) {
        failure = new IOException("the store is closed");
      }
    } finally {
      writing.unlock();
    }
  }

  private static ExecutorService daemon(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The folder a store lives in. */
  private static final class Disk {
    private final Path folder;
    private final Faults faults;
    private final FileChannel lockFile;
    private final ExecutorService checkpoints = daemon("directory-checkpoint");
    private @Nullable ChangeLog changes;

    private Disk(Path folder, Faults faults) throws IOException {
      this.folder = folder;
      this.faults = faults;
      Files.createDirectories(folder);
      lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock()) {
        lockFile.close();
        throw new IOException("the data folder " + folder + " is in use by another process");
      }
    }

    private boolean lock() throws IOException {
      try {
        FileLock lock = lockFile.tryLock();
        return lock != null;
      } catch (OverlappingFileLockException e) {
        return false;
      }
    }

    private ChangeLog changes() {
      if (changes == null) {
        throw new IllegalStateException("the change log is not open");
      }
      return changes;
    }

    /**
     * The caller holds the writing lock, so the snapshot is all that the next record follows. What
     * is in it may still be on its way to the log; a checkpoint never holds what the log does not.
     */
    private void checkpointSoon(Snapshot snapshot) {
      long sequence = changes().nextSequence();
      changes().roll();
      checkpoints.execute(
          () -> {
            try {
              changes().awaitDurable(sequence - 1);
              checkpoint(snapshot, sequence);
            } catch (IOException e) {
              log.error("A checkpoint cannot be written; the change log goes on growing", e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    private synchronized void checkpoint(Snapshot snapshot, long sequence) throws IOException {
      try {
        faults.reach(FAULT_CHECKPOINT);
      } catch (FaultException e) {
        throw new IOException(e.getMessage(), e);
      }
      Checkpoint.write(folder, snapshot, sequence);
      ChangeLog.deleteBefore(folder, sequence);
    }

    private void checkpointNow(Snapshot snapshot) throws IOException {
      changes().drain();
      checkpoint(snapshot, changes().nextSequence());
      changes().roll();
    }

    private void close() {
      checkpoints.shutdown();
      try {
        boolean done = checkpoints.awaitTermination(10, TimeUnit.MINUTES);
        if (!done) {
          log.error("A checkpoint did not end in ten minutes");
        }
        if (changes != null) {
          changes.close();
        }
        lockFile.close();
      } catch (IOException e) {
        log.error("The data folder {} was not closed cleanly", folder, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
