package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a user from the recycle bin for good. */
@Command(
    name = "purge",
    description = "Remove a deleted user from the recycle bin, for good.",
    mixinStandardHelpOptions = true)
final class UserPurgeCommand extends GraphCommand {
  @Parameters(paramLabel = "ID", description = "An object id, or the user principal name it had.")
  private String id;

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  @Override
  void check() {
    requireForce(force);
  }

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode user = objects.deleted(CloudType.USER, id);
    String objectId = user.path("id").asText();
    confirm(force, "Remove " + CloudType.USER.title(user) + " for good?");
    graph.delete("/directory/deletedItems/" + objectId);
    done(CloudType.USER.title(user) + " is gone for good", result(objectId, "purged"));
  }
}
