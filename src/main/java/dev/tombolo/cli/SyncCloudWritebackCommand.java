package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code Set-AADCloudSyncPasswordWritebackConfiguration} does. */
@Command(
    name = "cloud-sync-writeback",
    description =
        "Switch password writeback of Cloud Sync, as"
            + " Set-AADCloudSyncPasswordWritebackConfiguration does.",
    mixinStandardHelpOptions = true)
final class SyncCloudWritebackCommand extends SyncVerb {
  @Option(
      names = "--enable",
      arity = "1",
      required = true,
      paramLabel = "true|false",
      description = "Whether it is on.")
  private boolean enable;

  @Option(
      names = "--username",
      required = true,
      paramLabel = "UPN",
      description = "A global administrator.")
  private String username;

  @Option(
      names = "--password",
      required = true,
      paramLabel = "P",
      description = "The administrator's password.")
  private String password;

  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.post(
        "/connector/cloud-sync/password-writeback",
        Map.of("enable", enable, "username", username, "password", password));
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    out.println("password writeback is " + (enable ? "on" : "off"));
  }
}
