package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code Initialize-ADSyncDeviceWriteback} does. */
@Command(
    name = "initialize-device-writeback",
    description =
        "Prepare the forest for device writeback, as Initialize-ADSyncDeviceWriteback does.",
    mixinStandardHelpOptions = true)
final class SyncInitializeDevicesCommand extends SyncVerb {
  @Option(
      names = "--username",
      description = "An enterprise administrator of the forest; the lab's own by default.",
      paramLabel = "NAME")
  private @Nullable String username;

  @Option(
      names = "--password",
      description = "The administrator's password; the lab's own by default.",
      paramLabel = "PASSWORD")
  private @Nullable String password;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.post(
        "/connector/device-writeback/initialize",
        Map.of(
            "username", given(username, lab.ready().bindDn()),
            "password", given(password, lab.ready().bindPassword())));
  }

  private static String given(@Nullable String option, @Nullable String otherwise) {
    return option != null ? option : Objects.requireNonNullElse(otherwise, "");
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    if (answer.path("added").isEmpty()) {
      out.println("the forest was prepared before");
    }
    answer.path("added").forEach(dn -> out.println("added " + dn.asText()));
  }
}
