package dev.tombolo.lab;

import dev.tombolo.directory.ldif.LdifSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the fixtures that settings and commands name: a file where the command runs, a file of the
 * product's checkout, or one that comes with the product.
 */
public final class Fixtures {
  /** The system property that names the product's folder. */
  public static final String HOME = "tombolo.home";

  private Fixtures() {}

  /**
   * The sources of names.
   *
   * @throws LabException when one of them is not there; the message names it
   */
  public static List<LdifSource> of(List<String> names) throws LabException {
    List<LdifSource> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(of(name));
    }
    return sources;
  }

  private static LdifSource of(String name) throws LabException {
    Path here = Path.of(name);
    if (Files.isRegularFile(here)) {
      return LdifSource.of(here);
    }
    Path atHome = Path.of(System.getProperty(HOME, ".")).resolve(name);
    if (Files.isRegularFile(atHome)) {
      return LdifSource.of(atHome);
    }
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      if (in == null || !name.startsWith("ldif/")) {
        throw new LabException(name + ": there is no such file");
      }
      return bundled(name, in.readAllBytes());
    } catch (IOException e) {
      throw new LabException(name + ": it cannot be read: " + e.getMessage(), e);
    }
  }

  private static LdifSource bundled(String name, byte[] octets) {
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
