package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resets a user's password as an administrator. */
@Command(
    name = "set-password",
    description = {
      "Reset a user's password as an administrator.",
      "For a user whose source is on-premises it is written back there, or not set at all."
    },
    mixinStandardHelpOptions = true)
final class UserSetPasswordCommand extends GraphCommand {
  @Parameters(paramLabel = "ID", description = "An object id or user principal name.")
  private String id;

  @Option(
      names = "--password",
      paramLabel = "P",
      description =
          "The new password. Without it the tenant makes one and it is printed; for a user whose"
              + " source is on-premises the tenant refuses to.")
  private @Nullable String password;

  @Option(names = "--force-change", description = "The user has to change it at the next sign-in.")
  private boolean forceChange;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    JsonNode user = objects.live(CloudType.USER, id);
    ObjectNode result =
        new PasswordReset(graph).run(user, Optional.ofNullable(password), forceChange);
    String made = result.path("newPassword").asText();
    done(
        "the password of "
            + CloudType.USER.title(user)
            + " is reset"
            + (made.isEmpty() ? "" : "; it is " + made),
        result);
  }
}
