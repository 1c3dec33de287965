package dev.tombolo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path folder;

  static Stream<List<String>> everyCommand() {
    List<List<String>> all = new ArrayList<>();
    collect(Main.commandLine(), List.of(), all);
    return all.stream();
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
    all.add(path);
    for (Map.Entry<String, CommandLine> sub : line.getSubcommands().entrySet()) {
      List<String> next = new ArrayList<>(path);
      next.add(sub.getKey());
      collect(sub.getValue(), next, all);
    }
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandHasHelp(List<String> path) {
    List<String> args = new ArrayList<>(path);
    args.add("--help");
    Run run = Run.of(args.toArray(String[]::new)).expect(0);
    assertThat(run.out()).contains("Usage: tombolo").doesNotContain("{", "null");
    assertThat(run.err()).isEmpty();
    CommandLine line = Main.commandLine();
    for (String name : path) {
      line = Objects.requireNonNull(line.getSubcommands().get(name));
    }
    assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(line.getCommandSpec().args())
        .allSatisfy(
            arg ->
                assertThat(arg.isPositional() || arg.description().length > 0)
                    .as(arg.toString())
                    .isTrue());
  }

  @Test
  void versionSaysWhatRuns() {
    Run run = Run.of("--version").expect(0);
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).startsWith("tombolo ");
    assertThat(run.lines().get(1)).startsWith("Java " + Runtime.version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "user", "group", "config", "nonsense", "up --nonsense", "user show", "load"})
  void wrongUsageIsExplainedOnStderr(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1)).expect(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tombolo: ").contains("--help");
  }

  @Test
  void configShowNamesEachValuesSource() throws Exception {
    Path file = Files.writeString(folder.resolve("lab.yaml"), "directory.server: DC7\n");
    Run run =
        Run.of("config", "show", "--config", file.toString(), "--set", "tenant.name=B").expect(0);
    assertThat(run.lines())
        .anyMatch(row -> row.matches("directory\\.server +DC7 +" + file + ":1"))
        .anyMatch(row -> row.matches("tenant\\.name +B +--set"))
        .anyMatch(row -> row.matches("directory\\.domain +adatum\\.com +default"))
        .anyMatch(
            row -> row.matches("directory\\.administrator\\.password +\\(hidden\\) +default"));
    JsonNode json =
        Run.of("config", "show", "--json", "--config", file.toString(), "--set", "tenant.name=B")
            .expect(0)
            .json();
    assertThat(json.path("directory.server").path("value").asText()).isEqualTo("DC7");
    assertThat(json.path("directory.server").path("source").asText()).isEqualTo(file + ":1");
    assertThat(json.path("tenant.name").path("source").asText()).isEqualTo("--set");
    assertThat(json.path("directory.domain").path("source").asText()).isEqualTo("default");
    assertThat(json.path("tenant.clientSecret").path("value").asText()).isEqualTo("(hidden)");
  }

  @Test
  void configDefaultsIsAFileThatCanBeUsed() throws Exception {
    Path file =
        Files.writeString(folder.resolve("lab.yaml"), Run.of("config", "defaults").expect(0).out());
    Run.of("config", "show", "--config", file.toString()).expect(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "directory", "tenant", "config show"})
  void aBadSettingIsRefusedInOneLine(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.addAll(List.of("--set", "directory.ldap.prt=1"));
    Run.of(args.toArray(String[]::new))
        .expectRefusal(
            2,
            "--set: there is no setting \"directory.ldap.prt\"; did you mean directory.ldap.port?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user list",
        "group list",
        "licence list",
        "clock",
        "timeline x",
        "fault",
        "password change a@b --current-password x --new-password y"
      })
  void withoutALabThereIsNothingToTalkTo(String command) {
    Path none = folder.resolve("none.json");
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.addAll(List.of("--ready-file", none.toString()));
    Run.of(args.toArray(String[]::new))
        .expectRefusal(
            3, "no lab is running (there is no " + none + "); start one with: tombolo up");
  }

  @Test
  void aReadyFileOfALabThatIsGoneLeadsNowhere() throws Exception {
    Path left = folder.resolve("left.json");
    try (TenantLab lab = TenantLab.in(folder)) {
      Files.copy(lab.readyFile(), left);
    }
    for (String verb : List.of("user", "group")) {
      Run run = Run.of(verb, "list", "--ready-file", left.toString()).expect(3);
      assertThat(run.err())
          .startsWith("tombolo: no lab answers at http://127.0.0.1:")
          .hasLineCount(1);
    }
    assertThat(Run.of("clock", "--ready-file", left.toString()).expect(3).err()).hasLineCount(1);
  }

  @Test
  void aFileThatIsNoReadyFileIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "hello");
    Run run = Run.of("clock", "--ready-file", file.toString()).expect(1);
    assertThat(run.err()).startsWith("tombolo: " + file + " is not a ready file: ").hasLineCount(1);
  }

  @Test
  void completionKnowsCommandsAndOptions() throws Exception {
    Path script =
        Files.writeString(folder.resolve("complete"), Run.of("completion").expect(0).out());
    assertThat(complete(script, "tombolo", "lic")).contains("licence");
    assertThat(complete(script, "tombolo", "user", "re")).contains("remove", "restore");
    assertThat(complete(script, "tombolo", "user", "list", "--sy")).contains("--synced");
    assertThat(complete(script, "tombolo", "warm")).isEmpty();
  }

  private static List<String> complete(Path script, String... words) throws Exception {
    String line =
        "source '"
            + script
            + "'; COMP_WORDS=("
            + String.join(" ", words)
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _complete_tombolo; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process process = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer.lines().filter(word -> !word.isBlank()).toList();
  }
}
