package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the objects behind a counter. */
@Command(
    name = "objects",
    description = "Show the objects behind a counter of a step of the run history.",
    mixinStandardHelpOptions = true)
final class SyncObjectsCommand extends SyncVerb {
  @Parameters(index = "0", paramLabel = "STEP", description = "The step's number.")
  private int step;

  @Parameters(
      index = "1",
      paramLabel = "COUNTER",
      description = "Its name in the history, such as export-delete.")
  private String counter;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.get("/sync/steps/" + step + "/objects?counter=" + LabClient.encode(counter));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    answer.forEach(object -> out.println(object.asText()));
  }
}
