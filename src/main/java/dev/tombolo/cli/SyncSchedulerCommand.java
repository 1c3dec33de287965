package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and changes the scheduler's settings. */
@Command(
    name = "scheduler",
    description = "Show the scheduler's settings, after changing them if asked to.",
    mixinStandardHelpOptions = true)
final class SyncSchedulerCommand extends SyncVerb {
  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description =
          "Between two cycles, such as PT1H or 01:00:00; never shorter than the tenant allows.")
  private @Nullable String interval;

  @Option(
      names = "--next-policy",
      paramLabel = "P",
      description = "What the next cycle does: delta or initial.")
  private @Nullable String policy;

  @Option(
      names = "--purge",
      paramLabel = "DURATION",
      description = "How long the run history is kept, such as P7D or 7.00:00:00.")
  private @Nullable String purge;

  @Option(
      names = "--enabled",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether cycles run by themselves.")
  private @Nullable Boolean enabled;

  @Option(
      names = "--maintenance",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the run history is purged.")
  private @Nullable Boolean maintenance;

  @Option(
      names = "--suspended",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the scheduler is held up.")
  private @Nullable Boolean suspended;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    Map<String, Object> changes = new LinkedHashMap<>();
    put(changes, "CustomizedSyncCycleInterval", interval);
    put(changes, "NextSyncCyclePolicyType", policy);
    put(changes, "PurgeRunHistoryInterval", purge);
    put(changes, "SyncCycleEnabled", enabled);
    put(changes, "MaintenanceEnabled", maintenance);
    put(changes, "SchedulerSuspended", suspended);
    return changes.isEmpty() ? lab.get("/sync/scheduler") : lab.post("/sync/scheduler", changes);
  }

  private static void put(Map<String, Object> changes, String name, @Nullable Object value) {
    if (value != null) {
      changes.put(name, value);
    }
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    answer
        .properties()
        .forEach(
            setting -> out.printf("%-35s : %s%n", setting.getKey(), setting.getValue().asText("")));
  }
}
