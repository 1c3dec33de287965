package dev.tombolo.cli;

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
    print(objects.anywhere(type, id));
  }
}
