package dev.tombolo.cli;

import picocli.CommandLine.Command;

/** The devices of a running lab's tenant. */
@Command(
    name = "device",
    description = "The tenant's devices.",
    mixinStandardHelpOptions = true,
    subcommands = {DeviceCommand.List.class, DeviceCommand.Show.class, DeviceCommand.Remove.class})
final class DeviceCommand extends ParentCommand {
  /** Lists devices. */
  @Command(name = "list", description = "List devices.", mixinStandardHelpOptions = true)
  static final class List extends ListCommand {
    List() {
      super(CloudType.DEVICE);
    }
  }

  /** Shows a device. */
  @Command(name = "show", description = "Show a device.", mixinStandardHelpOptions = true)
  static final class Show extends ShowCommand {
    Show() {
      super(CloudType.DEVICE);
    }
  }

  /** Removes a device. */
  @Command(
      name = "remove",
      description = "Remove a device, for good.",
      mixinStandardHelpOptions = true)
  static final class Remove extends RemoveCommand {
    Remove() {
      super(CloudType.DEVICE);
    }
  }
}
