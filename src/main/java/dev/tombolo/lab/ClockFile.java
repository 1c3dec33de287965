package dev.tombolo.lab;

import dev.tombolo.time.LabClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps how far a lab's clock is ahead in the data folder, so that a lab that starts again goes on
 * at the time it had.
 */
final class ClockFile {
  private static final String NAME = "clock";

  private ClockFile() {}

  /**
   * The clock of a lab.
   *
   * @param data the data folder; without one nothing is kept
   * @throws LabException when the file cannot be read
   */
  static LabClock open(Optional<Path> data) throws LabException {
    if (data.isEmpty()) {
      return LabClock.system();
    }
    Path file = data.get().resolve(NAME);
    LabClock clock = LabClock.ahead(read(file));
    clock.onAdvance(() -> write(file, clock.offset()));
    clock.onPutBack(() -> write(file, clock.offset()));
    return clock;
  }

  private static Duration read(Path file) throws LabException {
    try {
      return Duration.parse(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    } catch (IOException | DateTimeException e) {
      throw new LabException("the lab's clock " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, Duration offset) {
    try {
      Path fresh = file.resolveSibling(NAME + ".new");
      Files.writeString(fresh, offset + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the lab's clock " + file + " cannot be kept", e);
    }
  }
}
