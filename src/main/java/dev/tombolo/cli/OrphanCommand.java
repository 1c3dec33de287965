package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The orphans of a running lab's tenant. */
@Command(
    name = "orphan",
    description =
        "Synchronized objects of the tenant that no object on-premises holds: users, groups,"
            + " contacts, devices.",
    mixinStandardHelpOptions = true,
    subcommands = {OrphanCommand.List.class, OrphanCommand.Show.class, OrphanCommand.Remove.class})
final class OrphanCommand extends ParentCommand {
  /** Lists orphans. */
  @Command(name = "list", description = "List the orphans.", mixinStandardHelpOptions = true)
  static final class List extends SyncVerb {
    @Override
    JsonNode ask(LabClient lab) throws Exception {
      return lab.get("/sync/orphans");
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
      if (answer.isEmpty()) {
        out.println("there is no orphan");
        return;
      }
      Table table = new Table("TYPE", "NAME", "REASON", "IMMUTABLE ID", "ID");
      for (JsonNode orphan : answer) {
        table.row(
            java.util.List.of(
                orphan.path("type").asText(),
                orphan.path("name").asText(""),
                orphan.path("reason").asText(),
                orphan.path("sourceAnchor").asText(),
                orphan.path("id").asText("")));
      }
      table.print(out);
    }
  }

  /** Shows an orphan. */
  @Command(
      name = "show",
      description = "Show an orphan, and why synchronization did not remove it.",
      mixinStandardHelpOptions = true)
  static final class Show extends SyncVerb {
    @Parameters(
        paramLabel = "ID",
        description = "A user principal name, display name, object id or immutable id.")
    private String id;

    @Override
    JsonNode ask(LabClient lab) throws Exception {
      return lab.get("/sync/orphan?id=" + LabClient.encode(id));
    }

    @Override
    void show(JsonNode orphan, PrintWriter out) {
      orphan
          .properties()
          .forEach(part -> out.printf("%-14s %s%n", part.getKey(), part.getValue().asText("")));
    }
  }

  /** Removes an orphan from the tenant. */
  @Command(
      name = "remove",
      description =
          "Remove an orphan from the tenant; of users a copy stays in the recycle bin for 30 days.",
      mixinStandardHelpOptions = true)
  static final class Remove extends GraphCommand {
    @Parameters(
        paramLabel = "ID",
        description = "A user principal name, display name, object id or immutable id.")
    private String id;

    @Option(names = "--force", description = "Do not ask.")
    private boolean force;

    @Override
    void check() {
      requireForce(force);
    }

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      JsonNode orphan = lab().get("/sync/orphan?id=" + LabClient.encode(id));
      CloudType type = CloudType.valueOf(orphan.path("type").asText().toUpperCase(Locale.ROOT));
      String objectId = orphan.path("id").asText();
      String title = type.label() + " " + orphan.path("name").asText("") + " (" + objectId + ")";
      confirm(force, orphan.path("explanation").asText() + " Remove " + title + "?");
      graph.delete(type.path() + "/" + objectId);
      boolean kept = Bin.holds(graph, objectId);
      ObjectNode result = result(objectId, kept ? "removed" : "purged");
      done(title + (kept ? " is in the recycle bin, for 30 days" : " is gone for good"), result);
    }
  }
}
