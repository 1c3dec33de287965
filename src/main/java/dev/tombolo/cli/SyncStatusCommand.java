package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Shows how the connector is. */
@Command(
    name = "status",
    description = "Show what the connector does, what is pending, and how the last cycle ended.",
    mixinStandardHelpOptions = true)
final class SyncStatusCommand extends SyncVerb {
  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.get("/sync");
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    JsonNode running = answer.path("running");
    out.println("Tool:       " + answer.path("tool").asText());
    out.println("Mode:       " + answer.path("mode").asText());
    if (answer.path("staging").asBoolean()) {
      out.println("Staging:    on, nothing is exported");
    }
    out.println("Running:    " + (running.isTextual() ? running.asText() : "nothing"));
    JsonNode pending = answer.path("pendingExports");
    out.println(
        "Pending:    "
            + pending.path("add").asText()
            + " adds, "
            + pending.path("update").asText()
            + " updates, "
            + pending.path("delete").asText()
            + " deletes");
    answer
        .path("objects")
        .properties()
        .forEach(
            space ->
                out.println("Objects:    " + space.getValue().asText() + " in " + space.getKey()));
    JsonNode last = answer.path("lastCycle");
    if (last.isObject()) {
      out.println();
      printCycle(last, out);
    }
  }
}
