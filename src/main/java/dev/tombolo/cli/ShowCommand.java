package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Parameters;

/** Shows an object of a type. */
abstract class ShowCommand extends GraphCommand {
  @Parameters(paramLabel = "ID", description = "An object id, or a name.")
  private String id;

  private final CloudType type;

  ShowCommand(CloudType type) {
    this.type = type;
  }

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode object = objects.anywhere(type, id);
    print(json() ? object : readable(graph, object));
  }

  /** The object as people like to read it. */
  JsonNode readable(GraphClient graph, JsonNode object)
      throws CommandFailedException, NoLabException {
    return object;
  }
}
