package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends password hashes now, or shows what became of them. */
@Command(
    name = "passwords",
    description = {
      "Send the password hashes that have changed, now and in whatever mode.",
      "With --log show what became of hashes lately instead."
    },
    mixinStandardHelpOptions = true)
final class SyncPasswordsCommand extends SyncVerb {
  @Option(names = "--full", description = "Send all of them.")
  private boolean full;

  @Option(names = "--log", description = "Show the object log, newest first.")
  private boolean log;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    if (full && log) {
      throw usage("--full and --log do not go together");
    }
    return log ? lab.get("/sync/passwords") : lab.post("/sync/passwords", Map.of("all", full));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    if (!log) {
      JsonNode counts = answer.path("counts");
      out.println(
          counts.isEmpty()
              ? "no password hash was to be sent"
              : "password hashes: " + counts.toString().replace("\"", ""));
      return;
    }
    Table table = new Table("TIME", "USER", "STATUS", "MESSAGE");
    for (JsonNode entry : answer) {
      table.row(
          List.of(
              entry.path("time").asText(),
              entry.path("dn").asText(),
              entry.path("status").asText(),
              entry.path("message").asText()));
    }
    table.print(out);
  }
}
