package dev.tombolo.directory.protocol;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an access log around a handler, where one is wanted. */
public final class AccessLogs implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(AccessLogs.class);
  private static final Logger messages = LoggerFactory.getLogger("dev.tombolo.access");

  private final RequestHandler handler;
  private final Closeable file;

  private AccessLogs(RequestHandler handler, Closeable file) {
    this.handler = handler;
    this.file = file;
  }

  /**
   * Begins to log, or not.
   *
   * @throws IOException when the file cannot be written
   */
  public static AccessLogs around(
      RequestHandler handler, InstantSource clock, AccessLogTarget target) throws IOException {
    if (target instanceof AccessLogTarget.File wanted) {
      Lines lines = new Lines(wanted.path());
      return new AccessLogs(new AccessLog(handler, clock, lines::write), lines);
    }
    if (target instanceof AccessLogTarget.Messages) {
      return new AccessLogs(new AccessLog(handler, clock, messages::info), () -> {});
    }
    return new AccessLogs(handler, () -> {});
  }

  /** The handler with what is around it. */
  public RequestHandler handler() {
    return handler;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A file that grows by a line at a time. */
  private static final class Lines implements Closeable {
    private final Path path;
    private final BufferedWriter out;
    private boolean broken;

    private Lines(Path path) throws IOException {
      this.path = path;
      try {
        this.out =
            Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new IOException(
            "the access log " + path + " cannot be written: " + e.getMessage(), e);
      }
    }

    private synchronized void write(String line) {
      if (broken) {
        return;
      }
      try {
        out.write(line);
        out.newLine();
        out.flush();
      } catch (IOException e) {
        broken = true;
        log.error("The access log {} ends here: {}", path, e.getMessage());
      }
    }

    @Override
    public synchronized void close() throws IOException {
      broken = true;
      out.close();
    }
  }
}
