package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a cycle. */
@Command(
    name = "start",
    description = "Run a synchronization cycle; returns when it has ended.",
    mixinStandardHelpOptions = true)
final class SyncStartCommand extends SyncVerb {
  @Option(
      names = "--policy",
      paramLabel = "P",
      defaultValue = "delta",
      description = "delta or initial (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(names = "--no-wait", description = "Return at once, and let the cycle go on.")
  private boolean noWait;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    if (!policy.equalsIgnoreCase("delta") && !policy.equalsIgnoreCase("initial")) {
      throw usage("--policy must be delta or initial, not \"" + policy + "\"");
    }
    return lab.post("/sync/cycles", Map.of("policy", policy, "wait", !noWait));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    if (noWait) {
      out.println("started; see tombolo sync status");
    } else {
      printCycle(answer, out);
    }
  }

  @Override
  int exitCode(JsonNode answer) {
    return noWait || answer.path("result").asText().equals("success")
        ? ExitCode.DONE
        : ExitCode.FAILED;
  }
}
