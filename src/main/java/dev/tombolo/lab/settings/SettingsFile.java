package dev.tombolo.lab.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one file of settings: names may be dotted, nested or both, and a list stands for a text
 * with separators. Each value's source is its file and line.
 */
final class SettingsFile {
  private final Path file;
  private final JsonParser parser;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, Integer> lines = new HashMap<>();

  SettingsFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The settings with the file's over them. */
  Settings over(Settings from) throws IOException, SettingsException {
    Settings settings = from;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> path.addLast(parser.currentName());
        case START_OBJECT -> {}
        case END_OBJECT -> path.pollLast();
        default -> {
          int line = parser.currentTokenLocation().getLineNr();
          if (path.isEmpty()) {
            throw new SettingsException(file + ":" + line + ": it must hold settings by name");
          }
          String name = String.join(".", path);
          String text = token == JsonToken.START_ARRAY ? list(name) : text(token);
          settings = settings.with(name, text, file + ":" + line);
          refuseSecond(name, line);
          path.removeLast();
        }
      }
    }
    return settings;
  }

  private void refuseSecond(String name, int line) throws SettingsException {
    Integer first = lines.put(name, line);
    if (first != null) {
      throw new SettingsException(
          file + ":" + line + ": " + name + " is in line " + first + " already");
    }
  }

  private String list(String name) throws IOException, SettingsException {
    List<String> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isStructStart()) {
        throw new SettingsException(
            file
                + ":"
                + parser.currentTokenLocation().getLineNr()
                + ": "
                + name
                + " must be a list of texts");
      }
      items.add(text(token));
    }
    boolean names =
        Catalogue.find(name)
            .map(setting -> setting.type() == SettingType.DNS_OF_OBJECTS)
            .orElse(false);
    return String.join(names ? ";" : ",", items);
  }

  private String text(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL ? "" : parser.getText();
  }
}
