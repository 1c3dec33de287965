package dev.tombolo.lab.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes what the catalogue says in the forms that people read: the settings file and the reference
 * page.
 */
public final class SettingsPage {
  private static final int WIDTH = 96;

  private SettingsPage() {}

  /** {@code config/tombolo.yaml}: every setting with its default, commented. */
  public static String yaml() {
    StringBuilder out =
        new StringBuilder(
                "# Every setting of Tombolo with its default. What is said here is overridden by environment\n")
            .append(
                "# variables (TOMBOLO_DIRECTORY_LDAP_PORT) and by --set directory.ldap.port=389 on the command line.\n");
    String group = "";
    for (Setting setting : Catalogue.all()) {
      String first = setting.name().substring(0, setting.name().indexOf('.'));
      if (!first.equals(group)) {
        out.append('\n');
        group = first;
      }
      for (String line : wrap(setting.sentence() + choices(setting.choices()))) {
        out.append("# ").append(line).append('\n');
      }
      out.append(setting.name()).append(": ").append(quoted(setting)).append('\n');
    }
    return out.toString();
  }

  private static String choices(List<String> choices) {
    return choices.isEmpty() ? "" : " One of: " + String.join(", ", choices) + ".";
  }

  private static String quoted(Setting setting) {
    return switch (setting.type()) {
      case BOOLEAN, NUMBER, PORT -> setting.defaultText();
      default -> "\"" + setting.defaultText().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    };
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The reference page: a table. */
  public static String markdown() {
    StringBuilder out =
        new StringBuilder(
            "# Settings\n\nMade from the settings' declarations; a test keeps it up to date.\n\n");
    out.append(
        "Defaults are overridden by the file given with `--config`, that by environment variables, those by `--set`.\n\n");
    out.append("| setting | default | what it does |\n| --- | --- | --- |\n");
    for (Setting setting : Catalogue.all()) {
      String shown = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
      out.append("| `").append(setting.name()).append("` | ").append(shown).append(" | ");
      out.append(setting.sentence()).append(choices(setting.choices())).append(" |\n");
    }
    return out.toString();
  }
}
