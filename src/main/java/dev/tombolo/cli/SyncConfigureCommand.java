package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes through Azure AD Connect's wizard. */
@Command(
    name = "configure",
    description = {
      "Go through Azure AD Connect's wizard: Configure, Customize synchronization options, …,"
          + " Optional features, …, Configure, Exit.",
      "Each page is printed as it is left. Without an option nothing changes."
    },
    mixinStandardHelpOptions = true)
final class SyncConfigureCommand extends SyncVerb {
  @Option(names = "--username", paramLabel = "UPN", description = "A global administrator.")
  private String username = "";

  @Option(names = "--password", paramLabel = "P", description = "The administrator's password.")
  private String password = "";

  @Option(names = "--password-hash-sync", paramLabel = "on|off", description = "The check box.")
  private @Nullable String hashes;

  @Option(names = "--password-writeback", paramLabel = "on|off", description = "The check box.")
  private @Nullable String writeback;

  @Option(names = "--device-writeback", paramLabel = "on|off", description = "The check box.")
  private @Nullable String devices;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    Map<String, String> features = new LinkedHashMap<>();
    put(features, "passwordHashSync", "--password-hash-sync", hashes);
    put(features, "passwordWriteback", "--password-writeback", writeback);
    put(features, "deviceWriteback", "--device-writeback", devices);
    ArrayNode pages = JsonNodeFactory.instance.arrayNode();
    JsonNode view = lab.post("/connector/wizard", Map.of());
    try {
      while (!view.path("page").asText().equals("COMPLETE")) {
        pages.add(view);
        view = lab.post("/connector/wizard/next", fields(view.path("page").asText(), features));
      }
      return pages.add(view);
    } finally {
      lab.delete("/connector/wizard");
    }
  }

  private Map<String, String> fields(String page, Map<String, String> features) {
    return switch (page) {
      case "CONNECT_TO_TENANT" -> Map.of("username", username, "password", password);
      case "OPTIONAL_FEATURES" -> features;
      default -> Map.of();
    };
  }

  private void put(
      Map<String, String> features, String key, String option, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (!value.equals("on") && !value.equals("off")) {
      throw usage(option + " is on or off");
    }
    features.put(key, Boolean.toString(value.equals("on")));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    for (JsonNode page : answer) {
      out.println(page.path("title").asText());
      page.path("lines").forEach(line -> out.println("  " + line.asText()));
    }
  }
}
