package dev.tombolo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The groups of a running lab's tenant. */
@Command(
    name = "group",
    description = "The tenant's groups and their members.",
    mixinStandardHelpOptions = true,
    subcommands = {
      GroupCommand.List.class,
      GroupCommand.Show.class,
      GroupCommand.Remove.class,
      GroupMembersCommand.class,
      GroupMemberCommand.Add.class,
      GroupMemberCommand.Remove.class
    })
final class GroupCommand extends ParentCommand {
  /** Lists groups. */
  @Command(name = "list", description = "List groups.", mixinStandardHelpOptions = true)
  static final class List extends ListCommand {
    @Option(
        names = "--deleted",
        description = "Those in the recycle bin, where only Microsoft 365 groups go.")
    private boolean deleted;

    List() {
      super(CloudType.GROUP);
    }

    @Override
    boolean deleted() {
      return deleted;
    }
  }

  /** Shows a group. */
  @Command(name = "show", description = "Show a group.", mixinStandardHelpOptions = true)
  static final class Show extends ShowCommand {
    Show() {
      super(CloudType.GROUP);
    }
  }

  /** Removes a group. */
  @Command(
      name = "remove",
      description = "Remove a group: a Microsoft 365 group to the recycle bin, others for good.",
      mixinStandardHelpOptions = true)
  static final class Remove extends RemoveCommand {
    Remove() {
      super(CloudType.GROUP);
    }
  }
}
