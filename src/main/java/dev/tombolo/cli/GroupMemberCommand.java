package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the members of a group. */
abstract class GroupMemberCommand extends GraphCommand {
  private static final String ADDED = "added";
  private static final String REMOVED = "removed";

  @Parameters(index = "0", paramLabel = "GROUP", description = "An object id, or a name.")
  private String group;

  @Parameters(
      index = "1",
      paramLabel = "MEMBER",
      description = "An object id, or the name of a user, group, contact or device.")
  private String member;

  /** Makes the change; what was done with the member. */
  abstract String change(GraphClient graph, String groupId, String memberId)
      throws CommandFailedException, NoLabException;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode found = objects.live(CloudType.GROUP, group);
    String memberId = objects.idOfAny(member);
    String action = change(graph, found.path("id").asText(), memberId);
    done(
        member
            + " is "
            + action
            + (action.equals(ADDED) ? " to " : " from ")
            + CloudType.GROUP.title(found),
        result(found.path("id").asText(), action).put("member", memberId));
  }

  /** Adds a member. */
  @Command(
      name = "add-member",
      description = "Add a member to a group.",
      mixinStandardHelpOptions = true)
  static final class Add extends GroupMemberCommand {
    @Override
    String change(GraphClient graph, String groupId, String memberId)
        throws CommandFailedException, NoLabException {
      graph.post(
          "/groups/" + groupId + "/members/$ref", Map.of("@odata.id", graph.reference(memberId)));
      return ADDED;
    }
  }

  /** Removes a member. */
  @Command(
      name = "remove-member",
      description = "Remove a member from a group.",
      mixinStandardHelpOptions = true)
  static final class Remove extends GroupMemberCommand {
    @Override
    String change(GraphClient graph, String groupId, String memberId)
        throws CommandFailedException, NoLabException {
      graph.delete("/groups/" + groupId + "/members/" + memberId + "/$ref");
      return REMOVED;
    }
  }
}
