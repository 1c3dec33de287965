package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An administrator's reset of a password by {@code authentication/methods/…/resetPassword}, which
 * the tenant writes back on-premises for a user whose source is there.
 */
final class PasswordReset {
  /** The id that every user's password method has in Graph. */
  private static final String METHOD = "28c10230-6103-485e-b985-444c60001490";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 200;

  private final GraphClient graph;

  PasswordReset(GraphClient graph) {
    this.graph = graph;
  }

  /**
   * Resets, and waits until that is done.
   *
   * @param password nothing to have the tenant make one
   * @return the user's id, the operation's state, and the password if the tenant made it
   * @throws CommandFailedException when the password was not set; with the codes that say why
   */
  ObjectNode run(JsonNode user, Optional<String> password, boolean forceChange)
      throws CommandFailedException, NoLabException {
    Map<String, Object> body = new HashMap<>();
    password.ifPresent(text -> body.put("newPassword", text));
    if (forceChange) {
      body.put("requireChangeOnNextSignIn", true);
    }
    String id = user.path("id").asText();
    GraphClient.Started started =
        graph.start("/users/" + id + "/authentication/methods/" + METHOD + "/resetPassword", body);
    JsonNode operation = untilDone(started.location());
    if (!operation.path("status").asText().equals("succeeded")) {
      throw new CommandFailedException(
          "the password of "
              + CloudType.USER.title(user)
              + " was not reset: "
              + operation.path("statusDetail").asText());
    }
    ObjectNode result = GraphCommand.result(id, "reset");
    if (started.answer().hasNonNull("newPassword")) {
      result.set("newPassword", started.answer().get("newPassword"));
    }
    return result;
  }

  private JsonNode untilDone(String location) throws CommandFailedException, NoLabException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode operation = graph.follow(location);
      String status = operation.path("status").asText();
      if (!status.equals("running") && !status.equals("notStarted")) {
        return operation;
      }
      if (System.nanoTime() - end > 0) {
        throw new CommandFailedException("the password reset has not ended, it is " + status);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailedException("interrupted");
      }
    }
  }
}
