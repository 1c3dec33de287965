package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes what the next cycle does in full. */
@Command(
    name = "override",
    description = "Show what the next cycle does in full whatever its policy, and change it.",
    mixinStandardHelpOptions = true)
final class SyncOverrideCommand extends SyncVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONNECTOR",
      description = "The connector to change (default: show all).")
  private @Nullable String connector;

  @Option(
      names = "--full-import",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether its next import is a full one.")
  private @Nullable Boolean fullImport;

  @Option(
      names = "--full-sync",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether its next synchronization is a full one.")
  private @Nullable Boolean fullSync;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    String name = connector;
    boolean change = fullImport != null || fullSync != null;
    if (name == null) {
      if (change) {
        throw usage("name the connector to change");
      }
      return lab.get("/sync/overrides");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ConnectorName", name);
    if (fullImport != null) {
      body.put("FullImportRequired", fullImport);
    }
    if (fullSync != null) {
      body.put("FullSyncRequired", fullSync);
    }
    return JsonNodeFactory.instance.arrayNode().add(lab.post("/sync/overrides", body));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    Table table = new Table("CONNECTOR", "FULL IMPORT", "FULL SYNC");
    for (JsonNode each : answer) {
      table.row(
          List.of(
              each.path("ConnectorName").asText(),
              each.path("FullImportRequired").asText(),
              each.path("FullSyncRequired").asText()));
    }
    table.print(out);
  }
}
