package dev.tombolo.net;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/** A port that a server was told to listen on and cannot have; the message is one line. */
public final class UnavailablePortException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String service;
  private final int port;

  /**
   * Says which port, and why.
   *
   * @param service what the port was for, such as {@code ldap}, {@code gc.ssl} or {@code https}
   */
  public UnavailablePortException(String service, int port, BindException cause) {
    super("port " + port + " for " + service + " " + reason(cause), cause);
    this.service = service;
    this.port = port;
  }

  private static String reason(BindException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.toLowerCase(Locale.ROOT).contains("in use")
        ? "is in use"
        : "cannot be opened: " + message;
  }

  /** What the port was for. */
  public String service() {
    return service;
  }

  /** The port. */
  public int port() {
    return port;
  }
}
