package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** What {@code Initialize-ADSyncDeviceWriteback} does. */
@Command(
    name = "initialize-device-writeback",
    description =
        "Prepare the forest for device writeback, as Initialize-ADSyncDeviceWriteback does.",
    mixinStandardHelpOptions = true)
final class SyncInitializeDevicesCommand extends SyncVerb {
  @Override
  JsonNode ask(LabClient lab) throws Exception {
    return lab.post("/connector/device-writeback/initialize", Map.of());
  }

  @Override
  void show(JsonNode answer, PrintWriter out) {
    if (answer.path("added").isEmpty()) {
      out.println("the forest was prepared before");
    }
    answer.path("added").forEach(dn -> out.println("added " + dn.asText()));
  }
}
