package dev.tombolo.cli;

import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;

/** Starts the whole lab. */
@Command(
    name = "up",
    description = "Start the directory, the tenant and the connector, and run until told to stop.",
    mixinStandardHelpOptions = true)
final class UpCommand extends RunCommand {
  @Override
  Set<Part> parts() {
    return EnumSet.allOf(Part.class);
  }

  @Override
  List<String> hints(Ready ready) {
    return List.of(
        "Try, in another terminal:",
        "  ldapsearch -x -H "
            + ready.ldap()
            + " -D '"
            + ready.bindDn()
            + "' -w '"
            + ready.bindPassword()
            + "' -b '"
            + ready.baseDn()
            + "' -o ldif-wrap=no '(sAMAccountName=StellaC)'",
        "  ./tombolo user show StellaC@adatum.com",
        "  ./tombolo demo");
  }
}
