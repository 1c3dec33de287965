package dev.tombolo.cli;

import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;

/** Starts the directory alone. */
@Command(
    name = "directory",
    description = "Start the directory alone, and run until told to stop.",
    mixinStandardHelpOptions = true)
final class DirectoryCommand extends RunCommand {
  @Override
  Set<Part> parts() {
    return EnumSet.of(Part.DIRECTORY);
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
            + "' '(objectClass=group)' cn");
  }
}
