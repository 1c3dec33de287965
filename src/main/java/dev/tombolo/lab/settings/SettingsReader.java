package dev.tombolo.lab.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads settings in the order in which they override one another: defaults, file, environment,
 * command line.
 */
public final class SettingsReader {
  private static final String PREFIX = "TOMBOLO_";

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
    Settings settings = from;
    for (Map.Entry<String, String> each : new TreeMap<>(environment).entrySet()) {
      for (Setting setting : Catalogue.all()) {
        if (each.getKey().startsWith(PREFIX) && setting.variable().equals(each.getKey())) {
          settings = settings.with(setting.name(), each.getValue(), each.getKey());
        }
      }
    }
    return settings;
  }

  private static Settings readFile(Settings from, Path file) throws SettingsException {
    Settings settings = from;
    try (JsonParser parser = new YAMLFactory().createParser(Files.newBufferedReader(file))) {
      Deque<String> path = new ArrayDeque<>();
      List<String> items = new ArrayList<>();
      boolean inList = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String where = file + ":" + parser.currentTokenLocation().getLineNr();
        switch (token) {
          case FIELD_NAME -> path.addLast(parser.currentName());
          case START_OBJECT -> {
            if (inList) {
              throw new SettingsException(where + ": a list of settings holds texts only");
            }
          }
          case END_OBJECT -> path.pollLast();
          case START_ARRAY -> inList = true;
          case END_ARRAY -> {
            inList = false;
            settings = settings.with(name(path), joined(path, items), where);
            items.clear();
            path.pollLast();
          }
          default -> {
            String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
            if (inList) {
              items.add(text);
            } else if (path.isEmpty()) {
              throw new SettingsException(where + ": it must hold settings by name");
            } else {
              settings = settings.with(name(path), text, where);
              path.pollLast();
            }
          }
        }
      }
      return settings;
    } catch (NoSuchFileException e) {
      throw new SettingsException(file + ": there is no such file");
    } catch (JsonProcessingException e) {
      throw new SettingsException(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage().replaceAll("\\s+", " "));
    } catch (IOException e) {
      throw new SettingsException(file + ": it cannot be read: " + e.getMessage());
    }
  }

  private static String name(Deque<String> path) {
    StringBuilder name = new StringBuilder();
    for (Iterator<String> each = path.iterator(); each.hasNext(); ) {
      name.append(each.next());
      if (each.hasNext()) {
        name.append('.');
      }
    }
    return name.toString();
  }

  private static String joined(Deque<String> path, List<String> items) {
    boolean names =
        Catalogue.find(name(path))
            .map(setting -> setting.type() == SettingType.DNS_OF_OBJECTS)
            .orElse(false);
    return String.join(names ? ";" : ",", items);
  }
}
