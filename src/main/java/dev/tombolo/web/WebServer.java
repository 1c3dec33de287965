package dev.tombolo.web;

import dev.tombolo.net.UnavailablePortException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP server on 127.0.0.1, with HTTPS beside it, that serves the groups of routes it was
 * started with.
 *
 * <p>A connection that stays silent in the middle of a request is closed after the idle timeout, so
 * a half-sent request holds nothing. Closing twice does no harm.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 512;
  private static final int MAX_THREADS = 250;
  private static final int MIN_THREADS = 8;
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  // The routes set their own, lower, limits; this one only keeps Javalin's out of the way.
  private static final long MAX_BODY_BYTES = 256L * 1024 * 1024;

  private final Javalin app;
  private final ServerConnector http;
  private final Optional<ServerConnector> https;
  private final AtomicBoolean closed = new AtomicBoolean();

  private WebServer(Javalin app, ServerConnector http, Optional<ServerConnector> https) {
    this.app = app;
    this.http = http;
    this.https = https;
  }

  /**
   * Starts to serve.
   *
   * @throws IllegalStateException when a port cannot be had; its message is one line that names the
   *     port
   */
  public static WebServer start(WebSettings settings, List<HttpRoutes> groups) {
    List<ServerSocketChannel> ports = openPorts(settings);
    List<ServerConnector> connectors = new ArrayList<>();
    try {
      Javalin app =
          Javalin.create(config -> configure(config, settings, groups, ports, connectors));
      app.start();
      Optional<ServerConnector> https =
          connectors.size() > 1 ? Optional.of(connectors.get(1)) : Optional.empty();
      return new WebServer(app, connectors.get(0), https);
    } catch (RuntimeException e) {
      closeAll(ports);
      throw e;
    }
  }

  /**
   * The ports of HTTP and HTTPS. They are opened here, not by Jetty, to say which of the two cannot
   * be had.
   */
  private static List<ServerSocketChannel> openPorts(WebSettings settings) {
    List<ServerSocketChannel> ports = new ArrayList<>();
    try {
      ports.add(openPort("http", settings.httpPort()));
      if (settings.tls().isPresent()) {
        ports.add(openPort("https", settings.httpsPort()));
      }
      return ports;
    } catch (IOException e) {
      closeAll(ports);
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ServerSocketChannel openPort(String service, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(loopback(), port), BACKLOG);
    } catch (BindException e) {
      channel.close();
      throw new UnavailablePortException(service, port, e);
    }
  }

  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1});
  }

  private static void closeAll(List<ServerSocketChannel> ports) {
    for (ServerSocketChannel port : ports) {
      try {
        port.close();
      } catch (IOException e) {
        log.warn("A port did not close: {}", e.getMessage());
      }
    }
  }

  private static void configure(
      JavalinConfig config,
      WebSettings settings,
      List<HttpRoutes> groups,
      List<ServerSocketChannel> ports,
      List<ServerConnector> connectors) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.router.treatMultipleSlashesAsSingleSlash = true;
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    config.jetty.modifyHttpConfiguration(WebServer::tune);
    config.jetty.modifyServer(server -> server.setStopTimeout(0));
    config.jetty.addConnector(
        (server, http) ->
            connector(server, settings, http, Optional.empty(), ports.get(0), connectors));
    settings
        .tls()
        .ifPresent(
            tls ->
                config.jetty.addConnector(
                    (server, http) ->
                        connector(
                            server, settings, http, Optional.of(tls), ports.get(1), connectors)));
    groups.forEach(group -> group.addTo(config.routes));
  }

  private static void tune(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
  }

  private static Connector connector(
      Server server,
      WebSettings settings,
      HttpConfiguration http,
      Optional<SSLContext> tls,
      ServerSocketChannel port,
      List<ServerConnector> connectors) {
    ServerConnector connector =
        tls.map(context -> secure(server, http, context))
            .orElseGet(() -> new CuttingConnector(server, new HttpConnectionFactory(http)));
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    try {
      connector.open(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connectors.add(connector);
    return connector;
  }

  private static ServerConnector secure(Server server, HttpConfiguration http, SSLContext context) {
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setSslContext(context);
    HttpConfiguration https = new HttpConfiguration(http);
    // The lab answers as localhost and by address; there is no name to choose a certificate by.
    https.addCustomizer(new SecureRequestCustomizer(false));
    return new CuttingConnector(
        server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(https));
  }

  /** The port of plain HTTP. */
  public int httpPort() {
    return http.getLocalPort();
  }

  /** The port of HTTPS, if it is served. */
  public Optional<Integer> httpsPort() {
    return https.map(ServerConnector::getLocalPort);
  }

  /** Where plain HTTP answers, without a trailing slash. */
  public URI http() {
    return URI.create("http://" + LOOPBACK + ":" + httpPort());
  }

  /** Where HTTPS answers, without a trailing slash, if it is served. */
  public Optional<URI> https() {
    return httpsPort().map(port -> URI.create("https://" + LOOPBACK + ":" + port));
  }

  /** Stops at once; a request under way is cut off. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      app.stop();
    }
  }
}
