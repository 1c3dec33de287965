package dev.tombolo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "tombolo",
    description =
        "A laboratory for hybrid identity: Active Directory, a sync tool and a cloud tenant on one JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      DirectoryCommand.class,
      TenantCommand.class,
      ConnectorCommand.class,
      SyncCommand.class,
      LoadCommand.class,
      ExportCommand.class,
      ClockCommand.class,
      FaultCommand.class,
      TimelineCommand.class,
      SnapshotCommand.class,
      ResetCommand.class,
      UserCommand.class,
      GroupCommand.class,
      ContactCommand.class,
      DeviceCommand.class,
      LicenceCommand.class,
      OrphanCommand.class,
      PasswordCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      WarmUpCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the operation failed",
      "2:wrong usage or settings",
      "3:no running lab"
    })
final class TomboloCommand implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  TomboloCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Whoever answers the commands' questions. */
  Terminal terminal() {
    return terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
