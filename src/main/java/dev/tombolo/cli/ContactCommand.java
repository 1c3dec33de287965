package dev.tombolo.cli;

import picocli.CommandLine.Command;

/** The contacts of a running lab's tenant. */
@Command(
    name = "contact",
    description = "The tenant's contacts.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ContactCommand.List.class,
      ContactCommand.Show.class,
      ContactCommand.Remove.class
    })
final class ContactCommand extends ParentCommand {
  /** Lists contacts. */
  @Command(name = "list", description = "List contacts.", mixinStandardHelpOptions = true)
  static final class List extends ListCommand {
    List() {
      super(CloudType.CONTACT);
    }
  }

  /** Shows a contact. */
  @Command(name = "show", description = "Show a contact.", mixinStandardHelpOptions = true)
  static final class Show extends ShowCommand {
    Show() {
      super(CloudType.CONTACT);
    }
  }

  /** Removes a contact. */
  @Command(
      name = "remove",
      description = "Remove a contact, for good.",
      mixinStandardHelpOptions = true)
  static final class Remove extends RemoveCommand {
    Remove() {
      super(CloudType.CONTACT);
    }
  }
}
