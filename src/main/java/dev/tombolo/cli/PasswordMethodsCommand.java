package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, registers or removes the methods by which a user proves who they are. */
@Command(
    name = "methods",
    description =
        "Show the methods by which a user can prove who they are; register or remove one.",
    mixinStandardHelpOptions = true)
final class PasswordMethodsCommand extends GraphCommand {
  @Parameters(paramLabel = "UPN", description = "The user principal name.")
  private String name;

  @Option(
      names = "--register",
      paramLabel = "METHOD",
      description =
          "Register a method: mobileAppNotification, mobileAppCode, email, mobilePhone, officePhone"
              + " or securityQuestions.")
  private @Nullable String register;

  @Option(names = "--contact", paramLabel = "C", description = "Its address or telephone number.")
  private @Nullable String contact;

  @Option(
      names = "--answer",
      paramLabel = "QUESTION=ANSWER",
      description = "A security question with its answer; three to five of them.")
  private Map<String, String> answers = new LinkedHashMap<>();

  @Option(names = "--remove", paramLabel = "METHOD", description = "Remove a method.")
  private @Nullable String remove;

  @Override
  void check() {
    if (register != null && remove != null) {
      throw usage("--register and --remove do not go together");
    }
    if (register == null && (contact != null || !answers.isEmpty())) {
      throw usage("--contact and --answer go with --register");
    }
  }

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    String path = "/users/" + LabClient.encode(name) + "/methods";
    if (register != null) {
      Map<String, Object> body = new LinkedHashMap<>();
      if (contact != null) {
        body.put("contact", contact);
      }
      if (!answers.isEmpty()) {
        body.put("answers", answers);
      }
      JsonNode done =
          graph.administerSelfService("PUT", path + "/" + LabClient.encode(register), body);
      done("the method " + register + " of " + name + " is registered", done);
    } else if (remove != null) {
      graph.administerSelfService("DELETE", path + "/" + LabClient.encode(remove), null);
      done("the method " + remove + " of " + name + " is removed", result(name, "remove"));
    } else {
      JsonNode known = graph.administerSelfService("GET", path, null);
      List<JsonNode> methods = new ArrayList<>();
      known.path("methods").forEach(methods::add);
      print(
          List.of(
              Column.of("method"),
              Column.of("contact"),
              Column.of("questions"),
              Column.of("registered")),
          methods);
    }
  }
}
