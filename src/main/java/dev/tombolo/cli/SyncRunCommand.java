package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one run profile. */
@Command(
    name = "run",
    description = "Run one profile of one connector; returns when it has ended.",
    mixinStandardHelpOptions = true)
final class SyncRunCommand extends SyncVerb {
  @Parameters(
      index = "0",
      paramLabel = "CONNECTOR",
      description = "Its name, as tombolo sync status shows it.")
  private String connector;

  @Parameters(
      index = "1",
      paramLabel = "PROFILE",
      description =
          "\"Full Import\", \"Delta Import\", \"Full Synchronization\","
              + " \"Delta Synchronization\" or \"Export\".")
  private String profile;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.post("/sync/runs", Map.of("connector", connector, "profile", profile));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    printCycle(answer, out);
  }

  @Override
  int exitCode(JsonNode answer) {
    return answer.path("result").asText().equals("success") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
