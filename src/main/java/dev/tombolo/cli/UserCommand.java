package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The users of a running lab's tenant. */
@Command(
    name = "user",
    description = "The tenant's users.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UserCommand.List.class,
      UserCommand.Show.class,
      UserCommand.Remove.class,
      UserRestoreCommand.class,
      UserPurgeCommand.class,
      UserSetPasswordCommand.class
    })
final class UserCommand extends ParentCommand {
  /** Lists users. */
  @Command(name = "list", description = "List users.", mixinStandardHelpOptions = true)
  static final class List extends ListCommand {
    @Option(names = "--deleted", description = "Those in the recycle bin.")
    private boolean deleted;

    List() {
      super(CloudType.USER);
    }

    @Override
    boolean deleted() {
      return deleted;
    }
  }

  /** Shows a user. */
  @Command(
      name = "show",
      description = "Show a user, be it a deleted one.",
      mixinStandardHelpOptions = true)
  static final class Show extends ShowCommand {
    Show() {
      super(CloudType.USER);
    }

    /** With the licences' names in place of their ids. */
    @Override
    JsonNode readable(GraphClient graph, JsonNode object)
        throws CommandFailedException, NoLabException {
      ObjectNode user = object.deepCopy();
      JsonNode assigned = user.remove("assignedLicenses");
      if (assigned != null && !assigned.isEmpty()) {
        Licences known = Licences.of(graph);
        ArrayNode names = user.putArray("licences");
        assigned.forEach(licence -> names.add(known.name(licence.path("skuId").asText())));
      }
      return user;
    }
  }

  /** Removes a user. */
  @Command(
      name = "remove",
      description = "Move a user to the recycle bin.",
      mixinStandardHelpOptions = true)
  static final class Remove extends RemoveCommand {
    @Option(names = "--purge", description = "And out of it: the user is gone for good.")
    private boolean purge;

    Remove() {
      super(CloudType.USER);
    }

    @Override
    boolean purge() {
      return purge;
    }
  }
}
