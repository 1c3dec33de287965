package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's way through a self-service reset, by the tenant's interface for its pages. */
final class SelfServiceFlow {
  private static final String QUESTIONS = "securityQuestions";
  private static final String NOTIFICATION = "mobileAppNotification";

  private final GraphClient graph;
  private final String name;
  private final String path;
  private final int gates;
  private final List<String> methods;

  private SelfServiceFlow(GraphClient graph, String name, JsonNode begun) {
    this.graph = graph;
    this.name = name;
    this.path = "/resets/" + begun.path("id").asText();
    this.gates = begun.path("gates").asInt();
    this.methods = begun.path("methods").findValuesAsText("method");
  }

  /** Begins a reset. */
  static SelfServiceFlow begin(GraphClient graph, String name)
      throws CommandFailedException, NoLabException {
    JsonNode begun = graph.selfService("/resets", Map.of("userPrincipalName", name));
    return new SelfServiceFlow(graph, name, required(begun, "the reset cannot begin"));
  }

  /** Gives as many proofs as it takes. */
  void prove(ProofOptions options, Terminal terminal)
      throws CommandFailedException, NoLabException, IOException {
    List<String> chosen = options.methods().isEmpty() ? methods : options.methods();
    for (String method : chosen.subList(0, Math.min(gates, chosen.size()))) {
      JsonNode challenge =
          required(
              graph.selfService(path + "/challenge", Map.of("method", method)),
              "no code is sent by " + method);
      required(
          graph.selfService(
              path + "/verify", proof(method, challenge, options.fromInbox(), terminal)),
          "you have not proven who you are by " + method);
    }
  }

  private Map<String, Object> proof(
      String method, JsonNode challenge, boolean fromInbox, Terminal terminal)
      throws CommandFailedException, NoLabException, IOException {
    if (method.equals(QUESTIONS)) {
      Map<String, String> answers = new LinkedHashMap<>();
      for (JsonNode question : challenge.path("questions")) {
        answers.put(question.asText(), terminal.secret(question.asText() + " "));
      }
      return Map.of("method", method, "answers", answers);
    }
    String code = fromInbox ? codeFromInbox(method) : terminal.secret("Code of " + method + ": ");
    return Map.of("method", method, "code", code);
  }

  private String codeFromInbox(String method) throws CommandFailedException, NoLabException {
    String inbox = "/users/" + LabClient.encode(name) + "/inbox";
    JsonNode mail = graph.administerSelfService("GET", inbox, null);
    if (method.equals(NOTIFICATION)) {
      String owner = mail.at("/messages/0/owner").asText();
      graph.administerSelfService("POST", inbox + "/" + owner + "/approve", Map.of());
      return "";
    }
    JsonNode code =
        method.equals("mobileAppCode")
            ? mail.path("authenticatorCode")
            : mail.at("/messages/0/code");
    return code.asText();
  }

  /** Sets the new password. */
  JsonNode reset(String password) throws CommandFailedException, NoLabException {
    return required(
        graph.selfService(path + "/password", Map.of("newPassword", password)),
        "the password was not reset");
  }

  /** Unlocks the account. */
  JsonNode unlock() throws CommandFailedException, NoLabException {
    return required(graph.selfService(path + "/unlock", Map.of()), "the account was not unlocked");
  }

  /** The answer, if it is no refusal. */
  static JsonNode required(JsonNode answer, String otherwise) throws CommandFailedException {
    if (!answer.path("success").asBoolean()) {
      throw new CommandFailedException(otherwise + ": " + reason(answer));
    }
    return answer;
  }

  private static String reason(JsonNode answer) {
    String event =
        answer.hasNonNull("eventCode") ? " (event " + answer.path("eventCode").asInt() + ")" : "";
    return answer.path("code").asText()
        + " "
        + answer.path("name").asText()
        + event
        + ": "
        + answer.path("message").asText();
  }
}
