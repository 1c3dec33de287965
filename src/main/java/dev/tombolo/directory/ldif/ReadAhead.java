package dev.tombolo.directory.ldif;

import com.unboundid.ldif.LDIFException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads records on a thread of its own, a few hundred ahead of the loader, so that reading costs
 * the load nothing.
 */
final class ReadAhead implements Closeable {
  private static final int BATCH = 64;
  private static final int BATCHES = 8;

  private final RecordReader reader;
  private final BlockingQueue<List<Item>> ready = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private List<Item> current = List.of();
  private int place;
  private volatile @Nullable IOException failure;

  /**
   * What the reader came upon.
   *
   * @param record null when it could not be read, and at the end
   * @param line where it begins
   * @param octets read so far
   * @param dn the name of a record that could not be read, if that much could
   * @param problem why it could not be read; null at the end
   */
  record Item(
      @Nullable LdifRecord record, long line, long octets, String dn, @Nullable String problem) {
    boolean isEnd() {
      return record == null && problem == null;
    }
  }

  ReadAhead(RecordReader reader) {
    this.reader = reader;
    this.thread = new Thread(this::readAll, "ldif-reader");
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll() {
    List<Item> batch = new ArrayList<>(BATCH);
    try {
      Item item = readOne();
      while (!item.isEnd()) {
        batch.add(item);
        if (batch.size() == BATCH) {
          ready.put(batch);
          batch = new ArrayList<>(BATCH);
        }
        item = readOne();
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      return; // nobody wants the rest
    }
    try {
      batch.add(new Item(null, 0, 0, "", null));
      ready.put(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Item readOne() throws IOException {
    try {
      LdifRecord record = reader.next();
      return new Item(record, reader.line(), reader.octets(), "", null);
    } catch (LDIFException e) {
      String message = e.getMessage();
      return new Item(
          null,
          reader.line(),
          reader.octets(),
          reader.dn(),
          message == null ? "unreadable" : message);
    }
  }

  /** The next item; once it is the end there is none after it. */
  Item next() throws IOException {
    while (place == current.size()) {
      try {
        current = ready.take();
        place = 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the load was interrupted", e);
      }
    }
    Item item = current.get(place++);
    IOException broken = failure;
    if (item.isEnd() && broken != null) {
      throw broken;
    }
    return item;
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
