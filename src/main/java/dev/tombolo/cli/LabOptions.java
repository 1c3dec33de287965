package dev.tombolo.cli;

import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.lab.Fixtures;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.lab.settings.SettingsException;
import dev.tombolo.lab.settings.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that start something. */
final class LabOptions {
  @Option(
      names = "--config",
      paramLabel = "F",
      description = "A file of settings (YAML); see config/tombolo.yaml.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "K=V",
      arity = "1..*",
      description = "Settings, such as directory.ldap.port=0.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in this folder, and go on from there next time.")
  private @Nullable Path data;

  @Option(
      names = "--ldif",
      paramLabel = "F",
      arity = "1..*",
      description =
          "Fill a directory that is new with these fixtures instead of the settings' (lab.ldif).")
  private List<String> ldif = new ArrayList<>();

  @Option(
      names = "--ready-file",
      paramLabel = "F",
      description = "Where to write, once everything answers, where it does.")
  private @Nullable Path readyFile;

  Settings settings() throws SettingsException {
    Settings settings =
        SettingsReader.read(Optional.ofNullable(config), System.getenv(), assignments);
    return data == null ? settings : settings.with("lab.data", data.toString(), "--data");
  }

  Optional<List<LdifSource>> fixtures() throws LabException {
    return ldif.isEmpty() ? Optional.empty() : Optional.of(Fixtures.of(ldif));
  }

  Optional<Path> readyFile() {
    return Optional.ofNullable(readyFile);
  }
}
