package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** The licences of a running lab's tenant. */
@Command(
    name = "licence",
    aliases = "license",
    description = "The tenant's licences, and who has them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LicenceCommand.List.class,
      LicenceChangeCommand.Assign.class,
      LicenceChangeCommand.Remove.class
    })
final class LicenceCommand extends ParentCommand {
  /** Lists licences. */
  @Command(
      name = "list",
      description = "List the licences, with the seats there are and those taken.",
      mixinStandardHelpOptions = true)
  static final class List extends GraphCommand {
    private static final java.util.List<Column> COLUMNS =
        java.util.List.of(
            Column.of("skuPartNumber"),
            Column.of("consumedUnits"),
            new Column("enabled", sku -> sku.at("/prepaidUnits/enabled").asText()),
            Column.of("capabilityStatus"),
            Column.of("skuId"));

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      java.util.List<JsonNode> skus = graph.list("/subscribedSkus");
      print(COLUMNS, skus);
    }
  }
}
