package dev.tombolo.directory.ldif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** LDIF to be loaded, by the name it has in messages. */
public interface LdifSource {
  /** Its name. */
  String name();

  /** Opens it. */
  InputStream open() throws IOException;

  /** Its size in octets, for progress. */
  long size() throws IOException;

  /** The folder from which it may take values by URL; none unless it is a file. */
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /** A file. */
  static LdifSource of(Path file) {
    return new LdifSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public long size() throws IOException {
        return Files.size(file);
      }

      @Override
      public Optional<Path> folder() {
        return Optional.ofNullable(file.toAbsolutePath().getParent());
      }
    };
  }

  /** A text that came by another way than a file. */
  static LdifSource of(String name, String ldif) {
    byte[] octets = ldif.getBytes(StandardCharsets.UTF_8);
    return new LdifSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }

      @Override
      public long size() {
        return octets.length;
      }
    };
  }
}
