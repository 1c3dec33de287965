package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is to be exported. */
@Command(
    name = "pending",
    description = "Show what has been synchronized and is still to be exported or confirmed.",
    mixinStandardHelpOptions = true)
final class SyncPendingCommand extends SyncVerb {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many objects are shown (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.get("/sync/pending");
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    new PendingPrinter(out, limit).print(answer.path("objects"), answer.path("references"));
  }
}
