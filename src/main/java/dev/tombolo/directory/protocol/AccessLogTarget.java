package dev.tombolo.directory.protocol;

import java.nio.file.Path;
import java.util.Locale;

/** Where the lines of an access log go. */
public sealed interface AccessLogTarget {
  /** Nowhere. */
  AccessLogTarget OFF = new Off();

  /** There are no lines. */
  record Off() implements AccessLogTarget {}

  /** With the program's other messages, by the logger {@code dev.tombolo.access}. */
  record Messages() implements AccessLogTarget {}

  /**
   * To the end of a file.
   *
   * @param path made when missing
   */
  record File(Path path) implements AccessLogTarget {}

  /** Reads {@code off}, {@code log} or a file's path. */
  static AccessLogTarget parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "off" -> OFF;
      case "log" -> new Messages();
      default -> new File(Path.of(text.strip()));
    };
  }
}
