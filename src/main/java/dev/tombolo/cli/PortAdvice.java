package dev.tombolo.cli;

import dev.tombolo.net.UnavailablePortException;
import java.util.Optional;

/** What to do about a port that cannot be had. */
final class PortAdvice {
  private PortAdvice() {}

  /** The setting that chooses a service's port. */
  static String setting(String service) {
    return (service.startsWith("http") ? "tenant." : "directory.") + service + ".port";
  }

  /** The failure with how to choose another port, if a port is what it is about. */
  static Optional<CommandFailedException> of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnavailablePortException port) {
        return Optional.of(
            new CommandFailedException(
                port.getMessage()
                    + "; choose another with --set "
                    + setting(port.service())
                    + "=PORT (0 for any that is free)"));
      }
    }
    return Optional.empty();
  }
}
