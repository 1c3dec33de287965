package dev.tombolo.lab.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  private static final Path FILE = Path.of("config/tombolo.yaml");
  private static final Path PAGE = Path.of("src/site/markdown/settings.md");

  @Test
  void theSettingsFileIsWhatTheCatalogueSays() throws Exception {
    assertThat(Files.readString(FILE))
        .as("%s is out of date; write it anew: ./tombolo config defaults > %s", FILE, FILE)
        .isEqualTo(SettingsPage.yaml());
  }

  @Test
  void theReferencePageIsWhatTheCatalogueSays() throws Exception {
    assertThat(Files.readString(PAGE))
        .as("%s is out of date; write it anew: ./tombolo config reference > %s", PAGE, PAGE)
        .isEqualTo(SettingsPage.markdown());
  }

  @Test
  void theSettingsFileSaysTheDefaults() throws Exception {
    Settings read = SettingsReader.read(Optional.of(FILE), Map.of(), List.of());
    for (Settings.Value value : read.all()) {
      assertThat(value.text()).as(value.setting().name()).isEqualTo(value.setting().defaultText());
      assertThat(value.source()).startsWith(FILE + ":");
    }
  }
}
