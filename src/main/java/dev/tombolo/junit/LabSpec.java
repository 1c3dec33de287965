package dev.tombolo.junit;

import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.lab.Fixtures;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.lab.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lab a test wants.
 *
 * @param settings each {@code name=value}
 * @param synced whether it is synchronized once before the first test
 */
record LabSpec(List<String> ldif, Set<Part> parts, List<String> settings, boolean synced) {
  private static final List<String> QUIET =
      List.of(
          "directory.ldap.port=0",
          "directory.ldaps.port=0",
          "tenant.http.port=0",
          "tenant.https.port=0",
          "connector.mode=manual");

  LabSpec {
    ldif = List.copyOf(ldif);
    parts = Set.copyOf(parts);
    settings = List.copyOf(settings);
  }

  static LabSpec of(HybridLab wanted) {
    return new LabSpec(
        Arrays.asList(wanted.ldif()),
        Set.copyOf(Arrays.asList(wanted.parts())),
        Arrays.asList(wanted.settings()),
        wanted.synced());
  }

  /**
   * Starts it.
   *
   * @param beside the class beside which resources are looked for
   */
  Lab start(Class<?> beside) throws LabException {
    if (parts.isEmpty()) {
      throw new LabException("a lab needs at least one part");
    }
    List<LdifSource> sources = new ArrayList<>();
    for (String name : ldif) {
      sources.addAll(source(name, beside));
    }
    return Lab.with(resolved()).parts(EnumSet.copyOf(parts)).fixtures(sources).start();
  }

  private Settings resolved() throws LabException {
    Settings all = Settings.defaults();
    try {
      for (String pair : QUIET) {
        all = with(all, pair, "the harness");
      }
      for (String pair : settings) {
        all = with(all, pair, "the test's settings");
      }
      return all;
    } catch (SettingsException e) {
      throw new LabException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Settings with(Settings all, String pair, String source)
      throws LabException, SettingsException {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new LabException(source + ": \"" + pair + "\" is not name=value");
    }
    return all.with(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip(), source);
  }

  private static List<LdifSource> source(String name, Class<?> beside) throws LabException {
    try (@Nullable InputStream near = beside.getResourceAsStream(name);
        @Nullable InputStream root =
            beside.getResourceAsStream(name.startsWith("/") ? name : "/" + name)) {
      InputStream found = near == null ? root : near;
      return found == null
          ? Fixtures.of(List.of(name))
          : List.of(LdifSource.of(name, new String(found.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new LabException(name + ": it cannot be read: " + e.getMessage(), e);
    }
  }
}
