package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains one object. */
@Command(
    name = "explain",
    description = "Explain an object: which scope, join, flow and export, and by which rule.",
    mixinStandardHelpOptions = true)
final class SyncExplainCommand extends SyncVerb {
  @Parameters(
      paramLabel = "ID",
      description =
          "A DN, objectGUID, user principal name, account name, immutable id, or the tenant's id.")
  private String id;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.get("/sync/explain?id=" + LabClient.encode(id));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    out.println(answer.path("summary").asText());
    JsonNode scope = answer.path("scope");
    if (scope.isObject()) {
      out.println();
      out.println(
          "Container  "
              + (scope.path("inScope").asBoolean() ? "in scope, " : "out of scope, ")
              + scope.path("decidedBy").asText());
    }
    rules("From the forest", answer.path("inbound"), out);
    JsonNode metaverse = answer.path("metaverse");
    if (metaverse.isObject()) {
      out.println();
      out.println(
          "Metaverse  "
              + metaverse.path("change").asText()
              + (metaverse.path("sourceAnchor").isTextual()
                  ? ", by sourceAnchor " + metaverse.path("sourceAnchor").asText()
                  : ""));
    }
    rules("To the tenant", answer.path("outbound"), out);
    JsonNode tenant = answer.path("tenant");
    if (tenant.isObject()) {
      out.println();
      out.println(
          "Tenant     "
              + tenant.path("type").asText()
              + " "
              + tenant.path("id").asText("(not there yet)")
              + ", synchronized: "
              + tenant.path("syncEnabled").asText("never"));
    }
    if (answer.path("export").isObject()) {
      out.println("Export");
      new PendingPrinter(out, 1).print(answer.path("export"));
    }
    JsonNode failure = answer.path("failure");
    if (failure.isObject()) {
      out.println(
          "Error      " + failure.path("code").asText() + ": " + failure.path("message").asText());
    }
  }

  private static void rules(String title, JsonNode rules, PrintWriter out) {
    if (rules.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    for (JsonNode rule : rules) {
      boolean inScope = rule.path("inScope").asBoolean();
      out.println(
          "  "
              + rule.path("precedence").asText()
              + "  "
              + rule.path("rule").asText()
              + (inScope ? "" : ": out of scope, " + rule.path("reason").asText()));
      for (JsonNode flow : rule.path("flows")) {
        out.println(
            "         "
                + flow.path("to").asText()
                + " <- "
                + flow.path("from").asText()
                + " = "
                + PendingPrinter.values(flow.path("values"))
                + (flow.path("taken").asBoolean() ? "" : "  (a rule before it decides)"));
      }
    }
  }
}
