package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the licences of a user. */
abstract class LicenceChangeCommand extends GraphCommand {
  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "An object id or user principal name.")
  private String user;

  @Parameters(
      index = "1",
      paramLabel = "SKU",
      description = "A part number such as SPE_E5 (or adatum:SPE_E5), or a SKU id.")
  private String sku;

  abstract String change(GraphClient graph, JsonNode user, JsonNode sku)
      throws CommandFailedException, NoLabException;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode holder = objects.live(CloudType.USER, user);
    JsonNode licence = Licences.of(graph).require(sku);
    String action = change(graph, holder, licence);
    String id = holder.path("id").asText();
    done(
        licence.path("skuPartNumber").asText()
            + " is "
            + action
            + " "
            + CloudType.USER.title(holder),
        objects.live(CloudType.USER, id));
  }

  static void change(GraphClient graph, JsonNode user, List<?> add, List<?> remove)
      throws CommandFailedException, NoLabException {
    graph.post(
        "/users/" + user.path("id").asText() + "/assignLicense",
        Map.of("addLicenses", add, "removeLicenses", remove));
  }

  /** Gives a user a licence. */
  @Command(name = "assign", description = "Give a user a licence.", mixinStandardHelpOptions = true)
  static final class Assign extends LicenceChangeCommand {
    @Option(
        names = "--usage-location",
        paramLabel = "CC",
        description = "Set the user's usage location first: two letters, such as US.")
    private @Nullable String usageLocation;

    @Override
    String change(GraphClient graph, JsonNode user, JsonNode sku)
        throws CommandFailedException, NoLabException {
      if (usageLocation != null) {
        graph.patch("/users/" + user.path("id").asText(), Map.of("usageLocation", usageLocation));
      }
      try {
        change(graph, user, List.of(Map.of("skuId", sku.path("skuId").asText())), List.of());
      } catch (GraphRefusalException e) {
        if (usageLocation == null && !user.hasNonNull("usageLocation")) {
          throw new CommandFailedException(
              e.getMessage() + " The user has none; set one with --usage-location CC.");
        }
        throw e;
      }
      return "assigned to";
    }
  }

  /** Takes a licence from a user. */
  @Command(
      name = "remove",
      description = "Take a licence from a user.",
      mixinStandardHelpOptions = true)
  static final class Remove extends LicenceChangeCommand {
    @Override
    String change(GraphClient graph, JsonNode user, JsonNode sku)
        throws CommandFailedException, NoLabException {
      change(graph, user, List.of(), List.of(sku.path("skuId").asText()));
      return "removed from";
    }
  }
}
