package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The licences that the tenant has bought. */
final class Licences {
  private final List<JsonNode> skus;

  private Licences(List<JsonNode> skus) {
    this.skus = skus;
  }

  /** Asks the tenant. */
  static Licences of(GraphClient graph) throws CommandFailedException, NoLabException {
    return new Licences(graph.list("/subscribedSkus"));
  }

  /** The part number of a SKU id; the id itself when the tenant does not have it. */
  String name(String skuId) {
    return find(skuId).map(sku -> sku.path("skuPartNumber").asText()).orElse(skuId);
  }

  /**
   * The SKU that somebody names.
   *
   * @param text a part number, with or without the tenant before it ({@code adatum:SPE_E5}), or an
   *     id
   */
  JsonNode require(String text) throws CommandFailedException {
    Optional<JsonNode> found = find(text.substring(text.indexOf(':') + 1));
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "the tenant has no licence \"" + text + "\"; it has " + String.join(", ", names()));
    }
    return found.get();
  }

  private List<String> names() {
    return skus.stream().map(sku -> sku.path("skuPartNumber").asText()).toList();
  }

  private Optional<JsonNode> find(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return skus.stream()
        .filter(
            sku ->
                sku.path("skuPartNumber").asText().toLowerCase(Locale.ROOT).equals(wanted)
                    || sku.path("skuId").asText().equals(wanted))
        .findFirst();
  }
}
