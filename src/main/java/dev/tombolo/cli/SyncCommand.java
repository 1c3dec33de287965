package dev.tombolo.cli;

import picocli.CommandLine.Command;

/** The verbs of the connector. */
@Command(
    name = "sync",
    description = "Operate the connector of a running lab.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SyncStartCommand.class,
      SyncStopCommand.class,
      SyncRunCommand.class,
      SyncStatusCommand.class,
      SyncHistoryCommand.class,
      SyncObjectsCommand.class,
      SyncPreviewCommand.class,
      SyncPendingCommand.class,
      SyncExplainCommand.class,
      SyncRulesCommand.class,
      SyncOverrideCommand.class,
      SyncSchedulerCommand.class,
      SyncEventsCommand.class,
      SyncPasswordsCommand.class,
      SyncConfigureCommand.class,
      SyncCloudWritebackCommand.class,
      SyncInitializeDevicesCommand.class
    })
final class SyncCommand extends ParentCommand {}
