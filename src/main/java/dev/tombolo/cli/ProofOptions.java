package dev.tombolo.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a user proves who they are. */
final class ProofOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "A proof to give, such as email or mobilePhone; can be given again. Without it, as many of"
              + " the user's as it takes.")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--from-inbox",
      description = "Take the codes from the lab's mailboxes and telephones by oneself.")
  private boolean fromInbox;

  List<String> methods() {
    return List.copyOf(methods);
  }

  boolean fromInbox() {
    return fromInbox;
  }
}
