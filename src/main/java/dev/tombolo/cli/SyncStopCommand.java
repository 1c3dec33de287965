package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** Stops a running cycle. */
@Command(
    name = "stop",
    description = "Stop the running cycle after the step it is in.",
    mixinStandardHelpOptions = true)
final class SyncStopCommand extends SyncVerb {
  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.post("/sync/stop", Map.of());
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    out.println(
        answer.path("stopping").asBoolean()
            ? "the running cycle is stopping"
            : "no cycle is running");
  }
}
