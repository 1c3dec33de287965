package dev.tombolo.cli;

import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts a lab on free ports, asks it for its state and stops it. The launcher runs it once after a
 * build, for the Java virtual machine to write down the classes that a start needs.
 */
@Command(
    name = "warm-up",
    description = "Start a lab on free ports and stop it, for the Java virtual machine to learn.",
    mixinStandardHelpOptions = true,
    hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private static final List<String> FREE_PORTS =
      List.of(
          "directory.ldap.port=0",
          "directory.ldaps.port=0",
          "tenant.http.port=0",
          "tenant.https.port=0");

  @Override
  public Integer call() throws Exception {
    try (Lab lab =
        Lab.with(SettingsReader.read(Optional.empty(), Map.of(), FREE_PORTS))
            .face(ControlRoutes::of)
            .start()) {
      new LabClient(lab.ready()).get("/status");
      GraphClient.of(lab.ready()).list(CloudType.USER.path());
    }
    return ExitCode.DONE;
  }
}
