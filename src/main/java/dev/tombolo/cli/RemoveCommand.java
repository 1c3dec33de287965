package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes an object of a type. */
abstract class RemoveCommand extends GraphCommand {
  @Parameters(paramLabel = "ID", description = "An object id, or a name.")
  private String id;

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  private final CloudType type;

  RemoveCommand(CloudType type) {
    this.type = type;
  }

  /** Whether it is to be gone for good. */
  boolean purge() {
    return false;
  }

  @Override
  void check() {
    requireForce(force);
  }

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode object = purge() ? objects.anywhere(type, id) : objects.live(type, id);
    String objectId = object.path("id").asText();
    boolean live = !object.hasNonNull("deletedDateTime");
    confirm(force, "Remove " + type.title(object) + (purge() ? " for good?" : "?"));
    if (live) {
      graph.delete(type.path() + "/" + objectId);
    }
    boolean kept = Bin.holds(graph, objectId);
    if (kept && purge()) {
      graph.delete("/directory/deletedItems/" + objectId);
      kept = false;
    }
    ObjectNode result = result(objectId, kept ? "removed" : "purged");
    done(
        type.title(object) + (kept ? " is in the recycle bin, for 30 days" : " is gone for good"),
        result);
  }
}
