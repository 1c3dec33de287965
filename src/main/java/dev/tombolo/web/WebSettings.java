package dev.tombolo.web;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a {@link WebServer} needs to start. It always binds to 127.0.0.1.
 *
 * @param httpPort 0 means any free port
 * @param httpsPort 0 means any free port; not used without {@code tls}
 * @param tls the server's keys; empty means no HTTPS
 * @param idleTimeout how long a connection may be silent while a request is awaited or half sent
 *     (real time: it guards sockets, not the lab's events)
 */
public record WebSettings(
    int httpPort, int httpsPort, Optional<SSLContext> tls, Duration idleTimeout) {
  /** Plain HTTP on any free port. */
  public static WebSettings anyPort() {
    return new WebSettings(0, 0, Optional.empty(), Duration.ofSeconds(15));
  }

  /** The same with HTTPS on {@code port} beside it. */
  public WebSettings withTls(SSLContext context, int port) {
    return new WebSettings(httpPort, port, Optional.of(context), idleTimeout);
  }
}
