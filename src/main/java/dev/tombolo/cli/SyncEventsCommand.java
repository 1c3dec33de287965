package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the event log. */
@Command(
    name = "events",
    description = "Show the sync tool's event log, newest first.",
    mixinStandardHelpOptions = true)
final class SyncEventsCommand extends SyncVerb {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many entries (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.get("/sync/events?limit=" + limit);
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    Table table = new Table("TIME", "SOURCE", "EVENT", "LEVEL", "MESSAGE");
    for (JsonNode entry : answer) {
      table.row(
          List.of(
              entry.path("time").asText(),
              entry.path("source").asText(),
              entry.path("event").asText(),
              entry.path("level").asText().toLowerCase(Locale.ROOT),
              oneLine(entry.path("message").asText())));
    }
    table.print(out);
  }

  private static String oneLine(String message) {
    List<String> lines = message.lines().toList();
    return lines.size() < 2
        ? message
        : lines.get(0) + " (and " + (lines.size() - 1) + " more like this)";
  }
}
