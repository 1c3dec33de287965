package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the next cycle would do. */
@Command(
    name = "preview",
    description =
        "Show what the next cycle would do, without doing it: it is run on a copy of the state.",
    mixinStandardHelpOptions = true)
final class SyncPreviewCommand extends SyncVerb {
  @Option(
      names = "--policy",
      paramLabel = "P",
      defaultValue = "delta",
      description = "delta or initial (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many objects are shown (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    if (!policy.equalsIgnoreCase("delta") && !policy.equalsIgnoreCase("initial")) {
      throw usage("--policy must be delta or initial, not \"" + policy + "\"");
    }
    return lab.get("/sync/preview?policy=" + LabClient.encode(policy));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    printSteps(answer, out);
    out.println();
    new PendingPrinter(out, limit).print(answer.path("exports"), answer.path("references"));
    if (answer.path("stop").isTextual()) {
      out.println("The export would not run: " + answer.path("stop").asText());
    }
    if (answer.path("staging").asBoolean()) {
      out.println("The connector is in staging mode: nothing is exported.");
    }
  }
}
