package dev.tombolo.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file in which a running lab says where it answers. It appears whole, readable by its owner
 * only, and goes when the lab stops. Besides the file somebody asks for there is one for the latest
 * lab of a user.
 */
public final class ReadyFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private ReadyFile() {}

  /** The file of the user's latest lab. */
  public static Path latest() {
    return Path.of(System.getProperty("user.home"), ".tombolo", "ready.json");
  }

  /** Writes a ready file. */
  public static void write(Path file, Ready ready) throws LabException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", OWNER_ONLY);
      Files.writeString(fresh, JSON.writeValueAsString(ready) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LabException("the ready file " + file + " cannot be written: " + reason(e), e);
    }
  }

  private static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof FileAlreadyExistsException) {
      return message + " is no folder";
    }
    return failure instanceof AccessDeniedException ? message + ": permission denied" : message;
  }

  /** Removes a ready file, if it is still this process's. */
  public static void remove(Path file) throws LabException {
    Optional<Ready> ready = read(file);
    if (ready.isPresent() && ready.get().pid() == ProcessHandle.current().pid()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new LabException(
            "the ready file " + file + " cannot be removed: " + e.getMessage(), e);
      }
    }
  }

  /** Reads a ready file; nothing when there is none. */
  public static Optional<Ready> read(Path file) throws LabException {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Ready.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new LabException(file + " is not a ready file: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new LabException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
