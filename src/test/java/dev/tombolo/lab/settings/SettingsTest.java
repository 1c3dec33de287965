package dev.tombolo.lab.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("lab.yaml"), text);
  }

  private static Settings read(Path file, Map<String, String> environment, String... given)
      throws SettingsException {
    return SettingsReader.read(Optional.of(file), environment, List.of(given));
  }

  private static Settings.Value value(Settings settings, String name) {
    return settings.all().stream()
        .filter(value -> value.setting().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Setting> everySetting() {
    return Catalogue.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everySetting")
  void everyDefaultFitsItsSetting(Setting setting) {
    assertThat(setting.refusal(setting.defaultText())).isEmpty();
    assertThat(setting.sentence()).endsWith(".");
  }

  @Test
  void everySettingHasAVariableOfItsOwn() {
    assertThat(Catalogue.all().stream().map(Setting::variable)).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotGivenIsTheDefault() throws Exception {
    Settings settings = SettingsReader.read(Optional.empty(), Map.of("PATH", "/bin"), List.of());
    assertThat(settings.all()).allMatch(value -> value.source().equals("default"));
    assertThat(settings.all()).hasSameSizeAs(Catalogue.all());
  }

  @Test
  void theFileOverridesDefaultsTheEnvironmentThatAndTheCommandLineThose() throws Exception {
    Path file =
        file(
            """
            directory.server: DCF
            directory:
              ldap.port: 1
              ldaps:
                port: 2
            tenant.http.port: 3
            """);
    Map<String, String> environment =
        Map.of("TOMBOLO_DIRECTORY_LDAPS_PORT", "22", "TOMBOLO_TENANT_HTTP_PORT", "33");
    Settings settings = read(file, environment, "tenant.http.port=333");
    assertThat(value(settings, "directory.domain").source()).isEqualTo("default");
    assertThat(value(settings, "directory.server"))
        .returns("DCF", Settings.Value::text)
        .returns(file + ":1", Settings.Value::source);
    assertThat(value(settings, "directory.ldap.port"))
        .returns("1", Settings.Value::text)
        .returns(file + ":3", Settings.Value::source);
    assertThat(value(settings, "directory.ldaps.port"))
        .returns("22", Settings.Value::text)
        .returns("TOMBOLO_DIRECTORY_LDAPS_PORT", Settings.Value::source);
    assertThat(value(settings, "tenant.http.port"))
        .returns("333", Settings.Value::text)
        .returns("--set", Settings.Value::source);
    assertThat(settings.isGiven("directory.domain")).isFalse();
    assertThat(settings.isGiven("directory.server")).isTrue();
  }

  @Test
  void ofTheCommandLineTheLastCounts() throws Exception {
    Settings settings =
        SettingsReader.read(
            Optional.empty(),
            Map.of(),
            List.of("directory.server=A", "directory.server=B", "tenant.name=a=b"));
    assertThat(settings.text("directory.server")).isEqualTo("B");
    assertThat(settings.text("tenant.name")).isEqualTo("a=b");
  }

  @Test
  void aListOfTheFileIsATextWithSeparators() throws Exception {
    Settings settings =
        read(
            file(
                """
                tenant.domains: [adatum.com, contoso.com]
                connector.scope.exclude:
                  - OU=A,DC=adatum,DC=com
                  - OU=B,DC=adatum,DC=com
                tenant.unverifiedDomains:
                """),
            Map.of());
    assertThat(settings.items("tenant.domains")).containsExactly("adatum.com", "contoso.com");
    assertThat(settings.names("connector.scope.exclude"))
        .containsExactly("OU=A,DC=adatum,DC=com", "OU=B,DC=adatum,DC=com");
    assertThat(settings.items("tenant.unverifiedDomains")).isEmpty();
  }

  @Test
  void valuesComeInTheirTypes() throws Exception {
    Settings settings =
        SettingsReader.read(
            Optional.empty(),
            Map.of(),
            List.of(
                "directory.oldPasswordGrace=PT0S", "lab.data=/tmp/x", "tenant.licences=A=1,B=2"));
    assertThat(settings.duration("directory.oldPasswordGrace")).isEqualTo(Duration.ZERO);
    assertThat(settings.path("lab.data")).contains(Path.of("/tmp/x"));
    assertThat(settings.seats("tenant.licences")).containsEntry("A", 1).containsEntry("B", 2);
    assertThat(settings.flag("directory.recycleBin")).isTrue();
    assertThat(settings.optional("tenant.url")).isEmpty();
  }

  @Test
  void secretsAreNotShown() throws Exception {
    Settings settings = Settings.defaults();
    assertThat(value(settings, "directory.administrator.password").shown()).isEqualTo("(hidden)");
    assertThat(value(settings, "directory.domain").shown()).isEqualTo("adatum.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "directory.ldap.prt=1|there is no setting \"directory.ldap.prt\"; did you mean"
            + " directory.ldap.port?",
        "DIRECTORY.LDAP.PORT=1|there is no setting \"DIRECTORY.LDAP.PORT\"; did you mean"
            + " directory.ldap.port?",
        "ldaps.port=1|there is no setting \"ldaps.port\"; did you mean directory.ldaps.port?",
        "recyclebin=true|there is no setting \"recyclebin\"; did you mean directory.recycleBin?",
        "zzzz=1|there is no setting \"zzzz\"",
        "directory.ldap.port=70000|directory.ldap.port must be a port from 0 to 65535, not"
            + " \"70000\"",
        "directory.ldap.port=-1|directory.ldap.port must be a port from 0 to 65535, not \"-1\"",
        "directory.recycleBin=yes|directory.recycleBin must be true or false, not \"yes\"",
        "directory.functionalLevel=x|directory.functionalLevel must be a whole number, not \"x\"",
        "directory.domain=adatum|directory.domain must be a DNS name such as adatum.com, not"
            + " \"adatum\"",
        "tenant.domains=a.b,c|tenant.domains must be DNS names separated by commas, not"
            + " \"a.b,c\"",
        "tenant.id=7|tenant.id must be a GUID, not \"7\"",
        "directory.oldPasswordGrace=1h|directory.oldPasswordGrace must be a duration such as"
            + " PT30M or P1D, not \"1h\"",
        "directory.oldPasswordGrace=-PT1S|directory.oldPasswordGrace must be a duration such as"
            + " PT30M or P1D, not \"-PT1S\"",
        "connector.tool=aadc|connector.tool must be one of connect, cloud-sync, not \"aadc\"",
        "connector.scope.include=nonsense|connector.scope.include must be distinguished names"
            + " separated by semicolons, not \"nonsense\"",
        "tenant.licences=SPE_E5|tenant.licences must be SKU=seats pairs separated by commas, not"
            + " \"SPE_E5\"",
      })
  void whatCannotBeUsedIsRefusedWithPlaceAndReason(String given, String message) {
    assertThatThrownBy(() -> SettingsReader.read(Optional.empty(), Map.of(), List.of(given)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--set: " + message);
  }

  @Test
  void anAssignmentNeedsANameAndAValue() {
    for (String given : List.of("directory.server", "=x")) {
      assertThatThrownBy(() -> SettingsReader.read(Optional.empty(), Map.of(), List.of(given)))
          .hasMessage("--set " + given + ": it must be name=value");
    }
  }

  @Test
  void anUnknownVariableOfAPartIsRefused() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    Optional.empty(), Map.of("TOMBOLO_DIRECTORY_LDAP_PRT", "1"), List.of()))
        .hasMessage(
            "TOMBOLO_DIRECTORY_LDAP_PRT: there is no such setting; did you mean"
                + " TOMBOLO_DIRECTORY_LDAP_PORT?");
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    Optional.empty(), Map.of("TOMBOLO_DIRECTORY_LDAP_PORT", "x"), List.of()))
        .hasMessage(
            "TOMBOLO_DIRECTORY_LDAP_PORT: directory.ldap.port must be a port from 0 to 65535, not"
                + " \"x\"");
  }

  @Test
  void variablesThatAreNoSettingsAreLeftAlone() throws Exception {
    Map<String, String> others =
        Map.of(
            "TOMBOLO_LOG", "DEBUG",
            "TOMBOLO_JAVA_OPTS", "-Xmx1g",
            "TOMBOLO_DIRECTORY_SERVICE_HOST", "10.0.0.1",
            "TOMBOLO_DIRECTORY_PORT_10389_TCP_ADDR", "10.0.0.1");
    assertThat(SettingsReader.read(Optional.empty(), others, List.of()).all())
        .allMatch(value -> value.source().equals("default"));
  }

  static List<List<String>> badFiles() {
    List<List<String>> files = new ArrayList<>();
    files.add(List.of("directory:\n  ldap.prt: 1\n", "2: there is no setting"));
    files.add(List.of("a: 1\n", "1: there is no setting \"a\""));
    files.add(List.of("directory:\n\n  recycleBin: maybe\n", "3: directory.recycleBin must be"));
    files.add(List.of("- directory.server\n", "1: it must hold settings by name"));
    files.add(List.of("just a text\n", "1: it must hold settings by name"));
    files.add(List.of("tenant.domains:\n  - a: b\n", "2: tenant.domains must be a list of texts"));
    files.add(List.of("tenant.domains: [[a.b]]\n", "1: tenant.domains must be a list of texts"));
    files.add(
        List.of(
            "directory.server: A\ndirectory:\n  server: B\n",
            "3: directory.server is in line 1 already"));
    files.add(List.of("directory: [a\n", "2: it is no YAML: "));
    files.add(List.of("directory:\n\tserver: A\n", "2: it is no YAML: "));
    return files;
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aFileThatCannotBeUsedIsRefusedWithItsLine(List<String> textAndMessage) throws Exception {
    Path file = file(textAndMessage.get(0));
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ":" + textAndMessage.get(1))
        .hasMessageNotContaining("\n");
  }

  @Test
  void anEmptyFileChangesNothing() throws Exception {
    assertThat(read(file("# nothing\n"), Map.of()).all())
        .allMatch(value -> value.source().equals("default"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> read(missing, Map.of()))
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> read(folder, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(folder + ": it cannot be read");
    Path latin1 = folder.resolve("latin1.yaml");
    assertThatThrownBy(
            () -> read(Files.write(latin1, new byte[] {'a', ':', ' ', (byte) 0xE9}), Map.of()))
        .hasMessage(latin1 + ": it is not in UTF-8");
  }
}
