package dev.tombolo.cli;

import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;

/** Starts the connector alone. */
@Command(
    name = "connector",
    description =
        "Start the connector alone, and run until told to stop; connector.directory.url and"
            + " connector.tenant.url say where the other two are.",
    mixinStandardHelpOptions = true)
final class ConnectorCommand extends RunCommand {
  @Override
  Set<Part> parts() {
    return EnumSet.of(Part.CONNECTOR);
  }

  @Override
  List<String> hints(Ready ready) {
    return List.of("Try, in another terminal:", "  ./tombolo sync status");
  }
}
