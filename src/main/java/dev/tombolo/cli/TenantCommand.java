package dev.tombolo.cli;

import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;

/** Starts the tenant alone. */
@Command(
    name = "tenant",
    description = "Start the tenant alone, and run until told to stop.",
    mixinStandardHelpOptions = true)
final class TenantCommand extends RunCommand {
  @Override
  Set<Part> parts() {
    return EnumSet.of(Part.TENANT);
  }

  @Override
  List<String> hints(Ready ready) {
    return List.of(
        "Try, in another terminal:",
        "  curl -s "
            + ready.tenant()
            + "/"
            + ready.tenantId()
            + "/oauth2/v2.0/token -d grant_type=client_credentials -d client_id="
            + ready.clientId()
            + " -d client_secret="
            + ready.clientSecret()
            + " -d scope=https://graph.microsoft.com/.default");
  }
}
