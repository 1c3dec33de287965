package dev.tombolo.lab.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads settings in the order in which they override one another: defaults, file, environment,
 * command line.
 */
public final class SettingsReader {
  private static final String PREFIX = "TOMBOLO_";

  /** What Kubernetes sets for a service that is called after a part; not ours to read. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

  private SettingsReader() {}

  /**
   * Reads them all.
   *
   * @param file a YAML file; nothing for none
   * @param environment the environment's variables
   * @param given {@code name=value} texts of the command line
   * @throws SettingsException when one of them cannot be used; the message says where it was given
   */
  public static Settings read(
      Optional<Path> file, Map<String, String> environment, List<String> given)
      throws SettingsException {
    Settings settings = Settings.defaults();
    if (file.isPresent()) {
      settings = readFile(settings, file.get());
    }
    settings = readEnvironment(settings, environment);
    for (String assignment : given) {
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        throw new SettingsException("--set " + assignment + ": it must be name=value");
      }
      settings =
          settings.with(
              assignment.substring(0, equals).strip(), assignment.substring(equals + 1), "--set");
    }
    return settings;
  }

  private static Settings readEnvironment(Settings from, Map<String, String> environment)
      throws SettingsException {
    Map<String, String> names = new HashMap<>();
    Set<String> groups = new HashSet<>();
    for (Setting setting : Catalogue.all()) {
      names.put(setting.variable(), setting.name());
      groups.add(setting.variable().substring(0, setting.variable().indexOf('_', PREFIX.length())));
    }
    Settings settings = from;
    for (Map.Entry<String, String> each : new TreeMap<>(environment).entrySet()) {
      String variable = each.getKey();
      String name = names.get(variable);
      if (name != null) {
        settings = settings.with(name, each.getValue(), variable);
      } else if (groups.stream().anyMatch(group -> variable.startsWith(group + "_"))
          && !SERVICE_LINK.matcher(variable).matches()) {
        throw new SettingsException(
            variable + ": there is no such setting" + Nearest.toVariable(variable));
      }
    }
    return settings;
  }

  private static Settings readFile(Settings from, Path file) throws SettingsException {
    try (JsonParser parser = new YAMLFactory().createParser(Files.readString(file))) {
      return new SettingsFile(file, parser).over(from);
    } catch (NoSuchFileException e) {
      throw new SettingsException(file + ": there is no such file");
    } catch (JsonProcessingException e) {
      throw new SettingsException(file + ":" + problem(e));
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + ": it is not in UTF-8");
    } catch (IOException e) {
      throw new SettingsException(file + ": it cannot be read: " + e.getMessage());
    }
  }

  /** The line and what is wrong there. */
  private static String problem(JsonProcessingException failure) {
    if (failure.getCause() instanceof MarkedYAMLException marked
        && marked.getProblemMark() != null) {
      return marked.getProblemMark().getLine() + 1 + ": it is no YAML: " + marked.getProblem();
    }
    return failure.getLocation().getLineNr()
        + ": "
        + failure.getOriginalMessage().replaceAll("\\s+", " ");
  }
}
