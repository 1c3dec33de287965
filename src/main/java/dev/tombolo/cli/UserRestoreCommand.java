package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a user from the recycle bin. */
@Command(
    name = "restore",
    description = "Bring a deleted user back from the recycle bin.",
    mixinStandardHelpOptions = true)
final class UserRestoreCommand extends GraphCommand {
  @Parameters(paramLabel = "ID", description = "An object id, or the user principal name it had.")
  private String id;

  @Option(
      names = "--new-upn",
      paramLabel = "U",
      description = "Another user principal name, as the old one is taken.")
  private @Nullable String newName;

  @Option(
      names = "--auto-reconcile-proxies",
      description = "Give up proxy addresses that somebody else has now.")
  private boolean reconcile;

  @ArgGroup private @Nullable NewPassword password;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    String objectId = objects.deleted(CloudType.USER, id).path("id").asText();
    Map<String, Object> body = new HashMap<>();
    if (newName != null) {
      body.put("newUserPrincipalName", newName);
    }
    body.put("autoReconcileProxyConflict", reconcile);
    graph.post("/directory/deletedItems/" + objectId + "/restore", body);
    String set = password == null ? "" : password.text();
    if (!set.isEmpty()) {
      setPassword(graph, objectId, set);
    }
    JsonNode user = objects.live(CloudType.USER, objectId);
    boolean made = password != null && password.made();
    ObjectNode result = user.deepCopy();
    if (made) {
      result.put("newPassword", set);
    }
    done(CloudType.USER.title(user) + " is back" + told(set, made), result);
  }

  private static void setPassword(GraphClient graph, String id, String password)
      throws CommandFailedException, NoLabException {
    try {
      graph.patch(
          "/users/" + id,
          Map.of(
              "passwordProfile",
              Map.of("password", password, "forceChangePasswordNextSignIn", false)));
    } catch (GraphRefusalException e) {
      throw new CommandFailedException(
          "the user is back, but the password was not set: " + e.getMessage());
    }
  }

  private static String told(String set, boolean made) {
    if (set.isEmpty()) {
      return "";
    }
    return (made ? "; the password is " + set : "; the password is set")
        + System.lineSeparator()
        + "It is the cloud's alone: the next password hash synchronization of this user"
        + " overwrites it.";
  }
}
