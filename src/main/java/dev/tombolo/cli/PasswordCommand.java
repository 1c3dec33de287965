package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Passwords, as users and administrators set them in the cloud. */
@Command(
    name = "password",
    description = "Change or reset a password in the cloud, from where it is written back.",
    mixinStandardHelpOptions = true,
    subcommands = {PasswordCommand.Change.class, PasswordCommand.Reset.class})
final class PasswordCommand extends ParentCommand {
  private static String given(GraphCommand command, @Nullable String option, String question)
      throws IOException {
    String text = option == null ? command.terminal().secret(question + ": ") : option;
    if (text.isEmpty()) {
      throw command.usage("the " + question.toLowerCase(Locale.ROOT) + " is missing");
    }
    return text;
  }

  /** A user changes their own password. */
  @Command(
      name = "change",
      description = {
        "Change a user's password as the user, who knows the current one.",
        "Passwords that are not given are asked for, or read from standard input, a line each."
      },
      mixinStandardHelpOptions = true)
  static final class Change extends GraphCommand {
    @Parameters(paramLabel = "UPN", description = "The user principal name.")
    private String name;

    @Option(names = "--current-password", paramLabel = "P", description = "The current password.")
    private @Nullable String current;

    @Option(names = "--new-password", paramLabel = "P", description = "The new password.")
    private @Nullable String wanted;

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      String known = given(this, current, "Current password");
      String next = given(this, wanted, "New password");
      JsonNode answer =
          graph.selfService(
              "/changePassword",
              Map.of("userPrincipalName", name, "currentPassword", known, "newPassword", next));
      if (!answer.path("success").asBoolean()) {
        throw new CommandFailedException("the password was not changed: " + reason(answer));
      }
      String agent = answer.path("onPremisesAgent").asText("None");
      done(
          "the password of "
              + name
              + " is changed"
              + (agent.equals("None") ? "" : ", and written back by " + agent),
          answer);
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

  /** An administrator resets a password. */
  @Command(
      name = "reset",
      description = {
        "Reset a user's password as an administrator.",
        "A password that is not given is asked for, or read from standard input."
      },
      mixinStandardHelpOptions = true)
  static final class Reset extends GraphCommand {
    @Parameters(paramLabel = "UPN", description = "The user principal name, or an object id.")
    private String name;

    @Option(names = "--new-password", paramLabel = "P", description = "The new password.")
    private @Nullable String wanted;

    @Option(
        names = "--force-change",
        description = "The user has to change it at the next sign-in.")
    private boolean forceChange;

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      JsonNode user = objects.live(CloudType.USER, name);
      String next = given(this, wanted, "New password");
      ObjectNode result = new PasswordReset(graph).run(user, Optional.of(next), forceChange);
      done("the password of " + CloudType.USER.title(user) + " is reset", result);
    }
  }
}
