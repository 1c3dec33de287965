package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Passwords, as users and administrators set them in the cloud. */
@Command(
    name = "password",
    description = "Change or reset a password in the cloud, from where it is written back.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PasswordCommand.Change.class,
      PasswordCommand.Reset.class,
      PasswordCommand.Unlock.class,
      PasswordInboxCommand.class,
      PasswordMethodsCommand.class,
      PasswordPolicyCommand.class
    })
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
          SelfServiceFlow.required(
              graph.selfService(
                  "/changePassword",
                  Map.of("userPrincipalName", name, "currentPassword", known, "newPassword", next)),
              "the password was not changed");
      done("the password of " + name + " is changed" + writtenBack(answer), answer);
    }
  }

  private static String writtenBack(JsonNode answer) {
    String agent = answer.path("onPremisesAgent").asText("None");
    return agent.equals("None") ? "" : ", and written back by " + agent;
  }

  /** A user who has forgotten the password unlocks the account. */
  @Command(
      name = "unlock",
      description = "Unlock an account as the user, without a new password.",
      mixinStandardHelpOptions = true)
  static final class Unlock extends GraphCommand {
    @Parameters(paramLabel = "UPN", description = "The user principal name.")
    private String name;

    @Mixin private ProofOptions proofs;

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      SelfServiceFlow flow = SelfServiceFlow.begin(graph, name);
      flow.prove(proofs, terminal());
      JsonNode answer = flow.unlock();
      done("the account of " + name + " is unlocked" + writtenBack(answer), answer);
    }
  }

  /** An administrator resets a password. */
  @Command(
      name = "reset",
      description = {
        "Reset a user's password as an administrator, or with --self as the user who forgot it.",
        "What is not given, codes too, is asked for, or read from standard input, a line each."
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

    @Option(
        names = "--self",
        description = "Reset as the user, who proves who they are and is let by the policy.")
    private boolean self;

    @Mixin private ProofOptions proofs;

    @Override
    void check() {
      if (self && forceChange) {
        throw usage("--force-change is an administrator's; it does not go with --self");
      }
    }

    @Override
    void run(GraphClient graph, CloudObjects objects) throws Exception {
      if (self) {
        SelfServiceFlow flow = SelfServiceFlow.begin(graph, name);
        flow.prove(proofs, terminal());
        JsonNode answer = flow.reset(given(this, wanted, "New password"));
        done("the password of " + name + " is reset" + writtenBack(answer), answer);
        return;
      }
      JsonNode user = objects.live(CloudType.USER, name);
      String next = given(this, wanted, "New password");
      ObjectNode result = new PasswordReset(graph).run(user, Optional.of(next), forceChange);
      done("the password of " + CloudType.USER.title(user) + " is reset", result);
    }
  }
}
