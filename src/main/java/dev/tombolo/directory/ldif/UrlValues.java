package dev.tombolo.directory.ldif;

import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Values that LDIF gives by a URL (RFC 2849, {@code attribute:< url}). Only files in the folder of
 * the LDIF file itself, or below it, are read: {@code file:photos/bob.jpg}. Absolute names, names
 * that lead out of the folder and other schemes are refused, and so is every URL in LDIF that did
 * not come from a file: a fixture from somewhere else must not read what is on this machine.
 */
final class UrlValues {
  private static final long MAX_OCTETS = 16L << 20;

  private final Optional<Path> folder;

  /** Values for LDIF in a folder, or in none. */
  UrlValues(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * The octets a URL stands for.
   *
   * @throws LDIFException when it is not taken, or the file cannot be read
   */
  byte[] read(String url) throws LDIFException {
    if (folder.isEmpty()) {
      throw refused(url, "a value by URL is taken only in an LDIF file, from that file's folder");
    }
    if (!url.toLowerCase(Locale.ROOT).startsWith("file:")) {
      throw refused(url, "only file: URLs are taken");
    }
    try {
      URI uri = new URI(url);
      if (!uri.isOpaque()) {
        throw refused(url, "only names relative to the LDIF file's folder are taken");
      }
      Path root = folder.get().toRealPath();
      Path file = root.resolve(uri.getSchemeSpecificPart()).toRealPath();
      if (!file.startsWith(root)) {
        throw refused(url, "the name leads out of the LDIF file's folder");
      }
      if (Files.size(file) > MAX_OCTETS) {
        throw refused(url, "the file is larger than " + MAX_OCTETS + " octets");
      }
      return Files.readAllBytes(file);
    } catch (URISyntaxException | InvalidPathException e) {
      throw refused(url, "it is no URL");
    } catch (IOException e) {
      throw refused(url, "the file cannot be read");
    }
  }

  private static LDIFException refused(String url, String why) {
    return new LDIFException(url + ": " + why, 0, true);
  }
}
