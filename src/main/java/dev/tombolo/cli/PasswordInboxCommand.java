package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what the tenant has sent to a user's mailbox and telephones. */
@Command(
    name = "inbox",
    description = {
      "Show the codes that were sent to a user, newest first.",
      "Nothing leaves the lab: this is the user's mailbox, telephone and authenticator app."
    },
    mixinStandardHelpOptions = true)
final class PasswordInboxCommand extends GraphCommand {
  @Parameters(paramLabel = "UPN", description = "The user principal name.")
  private String name;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode mail =
        graph.administerSelfService("GET", "/users/" + LabClient.encode(name) + "/inbox", null);
    if (json()) {
      print(mail);
      return;
    }
    List<JsonNode> messages = new ArrayList<>();
    mail.path("messages").forEach(messages::add);
    print(
        List.of(Column.of("sent"), Column.of("method"), Column.of("contact"), Column.of("code")),
        messages);
    if (mail.hasNonNull("authenticatorCode")) {
      out().println("The authenticator shows " + mail.path("authenticatorCode").asText());
    }
  }
}
