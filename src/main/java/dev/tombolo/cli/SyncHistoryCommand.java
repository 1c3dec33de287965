package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the run history. */
@Command(
    name = "history",
    description = "Show the run history, newest first: cycles, their steps, and what they counted.",
    mixinStandardHelpOptions = true)
final class SyncHistoryCommand extends SyncVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CYCLE",
      description = "The number of one cycle (default: the latest ones).")
  private @Nullable Integer cycle;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many cycles (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return cycle == null
        ? lab.get("/sync/cycles?limit=" + limit)
        : JsonNodeFactory.instance.arrayNode().add(lab.get("/sync/cycles/" + cycle));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    boolean first = true;
    for (JsonNode each : answer) {
      if (!first) {
        out.println();
      }
      printCycle(each, out);
      first = false;
    }
    if (first) {
      out.println("nothing has run yet");
    }
  }
}
