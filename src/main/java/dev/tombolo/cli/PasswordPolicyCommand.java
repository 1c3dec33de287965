package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows or changes the tenant's policy of self-service password reset. */
@Command(
    name = "policy",
    description = {
      "Show who may reset their own password and how, and the state of the integration with"
          + " on-premises; or change it.",
      "--write-back and --allow-unlock are the two switches of the page On-premises integration."
    },
    mixinStandardHelpOptions = true)
final class PasswordPolicyCommand extends GraphCommand {
  @Option(names = "--scope", paramLabel = "S", description = "Who may: none, selected or all.")
  private @Nullable String scope;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description = "The group whose members may, with --scope selected: an id or display name.")
  private @Nullable String group;

  @Option(names = "--gates", paramLabel = "N", description = "How many proofs it takes: 1 or 2.")
  private @Nullable Integer gates;

  @Option(
      names = "--methods",
      paramLabel = "M",
      split = ",",
      description = "The methods there are to choose from.")
  private @Nullable List<String> methods;

  @Option(
      names = "--write-back",
      paramLabel = "yes|no",
      description = "Write back passwords to your on-premises directory?")
  private @Nullable String writeBack;

  @Option(
      names = "--allow-unlock",
      paramLabel = "yes|no",
      description = "Allow users to unlock accounts without resetting their password?")
  private @Nullable String allowUnlock;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode page = graph.administerSelfService("GET", "/policy", null);
    Map<String, Object> changes = changes(objects);
    if (!changes.isEmpty()) {
      ObjectNode policy = page.path("policy").deepCopy();
      changes.forEach(policy::putPOJO);
      Map<String, Object> body = new LinkedHashMap<>();
      policy.properties().forEach(entry -> body.put(entry.getKey(), entry.getValue()));
      graph.administerSelfService("PUT", "/policy", body);
      page = graph.administerSelfService("GET", "/policy", null);
    }
    if (json()) {
      print(page);
    } else {
      print(page.path("policy"));
      out().println(page.path("statusLine").asText());
    }
  }

  private Map<String, Object> changes(CloudObjects objects) throws Exception {
    Map<String, Object> changes = new LinkedHashMap<>();
    if (scope != null) {
      changes.put("scope", scope);
    }
    if (group != null) {
      changes.put("selectedGroup", objects.live(CloudType.GROUP, group).path("id").asText());
    }
    if (gates != null) {
      changes.put("methodsRequired", gates);
    }
    if (methods != null) {
      changes.put("methods", methods);
    }
    if (writeBack != null) {
      changes.put("writeBackPasswords", yes("--write-back", writeBack));
    }
    if (allowUnlock != null) {
      changes.put("allowUnlock", yes("--allow-unlock", allowUnlock));
    }
    return changes;
  }

  private boolean yes(String option, String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw usage(option + " is yes or no");
    };
  }
}
