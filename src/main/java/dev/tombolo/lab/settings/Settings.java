package dev.tombolo.lab.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The settings of a lab, each with where its value comes from. They do not change once a lab runs.
 */
public final class Settings {
  private final Map<String, Value> values;

  /**
   * A value and its source: {@code default}, a file and line, an environment variable or {@code
   * --set}.
   */
  public record Value(Setting setting, String text, String source) {
    /** The text as it may be shown. */
    public String shown() {
      return setting.type() == SettingType.SECRET ? "(hidden)" : text;
    }
  }

  private Settings(Map<String, Value> values) {
    this.values = values;
  }

  /** The defaults. */
  public static Settings defaults() {
    Map<String, Value> values = new LinkedHashMap<>();
    Catalogue.all()
        .forEach(each -> values.put(each.name(), new Value(each, each.defaultText(), "default")));
    return new Settings(values);
  }

  /**
   * These settings with another value.
   *
   * @throws SettingsException when there is no such setting or the text does not fit it
   */
  public Settings with(String name, String text, String source) throws SettingsException {
    Setting setting =
        Catalogue.find(name)
            .orElseThrow(
                () ->
                    new SettingsException(
                        source + ": there is no setting \"" + name + "\"" + Nearest.to(name)));
    Optional<String> refusal = setting.refusal(text);
    if (refusal.isPresent()) {
      throw new SettingsException(source + ": " + name + " " + refusal.get());
    }
    Map<String, Value> changed = new LinkedHashMap<>(values);
    changed.put(name, new Value(setting, text, source));
    return new Settings(changed);
  }

  /** Every value. */
  public List<Value> all() {
    return List.copyOf(values.values());
  }

  /** The text of a setting. */
  public String text(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no setting " + name);
    }
    return value.text;
  }

  /** Whether somebody has said the value, rather than leaving the default. */
  public boolean isGiven(String name) {
    Value value = values.get(name);
    return value != null && !value.source.equals("default");
  }

  /** The text of a setting, or nothing when it is empty. */
  public Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** A {@link SettingType#BOOLEAN}. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** A {@link SettingType#NUMBER} or {@link SettingType#PORT}. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** A {@link SettingType#DURATION}. */
  public Duration duration(String name) {
    return Duration.parse(text(name));
  }

  /** A {@link SettingType#GUID}. */
  public UUID guid(String name) {
    return UUID.fromString(text(name));
  }

  /** A {@link SettingType#PATH}, or nothing when it is empty. */
  public Optional<Path> path(String name) {
    return optional(name).map(Path::of);
  }

  /** The items of a setting that is a list of texts. */
  public List<String> items(String name) {
    return SettingType.items(text(name));
  }

  /** The items of a {@link SettingType#DNS_OF_OBJECTS}. */
  public List<String> names(String name) {
    return SettingType.names(text(name));
  }

  /** A {@link SettingType#SEATS}: seats by SKU. */
  public Map<String, Integer> seats(String name) {
    Map<String, Integer> seats = new LinkedHashMap<>();
    for (String item : items(name)) {
      int equals = item.indexOf('=');
      seats.put(item.substring(0, equals), Integer.parseInt(item.substring(equals + 1)));
    }
    return seats;
  }
}
