package dev.tombolo.directory.store;

import dev.tombolo.fault.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The change log without a directory on top of it, for measurements. */
public final class BareLog implements Closeable {
  private final ChangeLog log;

  /** A new log in an empty folder. */
  public BareLog(Path folder) throws IOException {
    log = new ChangeLog(folder, 1, 0, new Faults());
  }

  /** Queues a record; {@code durable} runs once it is flushed. */
  public void append(byte[] record, Runnable durable) {
    log.append(
        record,
        new ChangeLog.Completion() {
          @Override
          public void durable() {
            durable.run();
          }

          @Override
          public void failed(IOException cause) {
            throw new IllegalStateException(cause);
          }
        });
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
