package dev.tombolo.lab.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting, declared once: the reference page and the comments of {@code config/tombolo.yaml} are
 * made from this.
 *
 * @param name dotted, such as {@code directory.ldap.port}
 * @param type what its text may be
 * @param defaultText its value when nobody says another
 * @param choices the only texts it may have; empty for any of the type
 * @param sentence what it does
 */
public record Setting(
    String name, SettingType type, String defaultText, List<String> choices, String sentence) {
  /** Copies the list. */
  public Setting {
    choices = List.copyOf(choices);
  }

  /** The environment variable that sets it. */
  public String variable() {
    return "TOMBOLO_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** What is wrong with a text, or nothing. */
  public Optional<String> refusal(String text) {
    if (!choices.isEmpty() && !choices.contains(text)) {
      return Optional.of("must be one of " + String.join(", ", choices) + ", not \"" + text + "\"");
    }
    return type.refusal(text);
  }
}
