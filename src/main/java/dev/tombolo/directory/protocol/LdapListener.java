package dev.tombolo.directory.protocol;

import dev.tombolo.directory.operation.QueryPolicy;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.net.UnavailablePortException;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on which LDAP is spoken, in clear (with StartTLS) or over TLS. Each connection has a
 * thread.
 */
public final class LdapListener implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(LdapListener.class);
  private static final int BACKLOG = 512;
  private static final long PAUSE = 10_000_000;
  private static final long LOOK_EVERY = 1_000_000_000;

  private final String name;
  private final ServerSocket server;
  private final ConnectionSettings settings;
  private final SSLContext tls;
  private final RequestHandler handler;
  private final QueryPolicy policy;
  private final Set<LdapConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile boolean closed;

  private LdapListener(
      String name,
      ServerSocket server,
      ConnectionSettings settings,
      SSLContext tls,
      RequestHandler handler,
      QueryPolicy policy) {
    this.name = name;
    this.server = server;
    this.settings = settings;
    this.tls = tls;
    this.handler = handler;
    this.policy = policy;
  }

  /**
   * Opens a port on the loopback address and starts to listen.
   *
   * @param name {@code ldap} or {@code ldaps}, for threads and messages
   * @param port 0 for any that is free
   * @param encrypted whether TLS is spoken from the start
   * @throws IOException when the port cannot be opened; the message says which
   */
  public static LdapListener open(
      String name,
      int port,
      boolean encrypted,
      ConnectionSettings settings,
      SSLContext tls,
      RequestHandler handler,
      QueryPolicy policy)
      throws IOException {
    ServerSocket server =
        encrypted ? tls.getServerSocketFactory().createServerSocket() : new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (BindException e) {
      server.close();
      throw new UnavailablePortException(name, port, e);
    }
    LdapListener listener = new LdapListener(name, server, settings, tls, handler, policy);
    Thread thread = new Thread(listener::acceptLoop, name + "-listener");
    thread.setDaemon(true);
    thread.start();
    Thread watch = new Thread(listener::watchLoop, name + "-watch");
    watch.setDaemon(true);
    watch.start();
    return listener;
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  private void acceptLoop() {
    while (!closed) {
      try {
        accept(server.accept());
      } catch (IOException e) {
        if (!closed) {
          log.warn("{}: a connection was not accepted: {}", name, e.getMessage());
          LockSupport.parkNanos(PAUSE); // what is short now may not be in a moment
        }
      }
    }
  }

  /** Hangs up on clients that do not take their answers and hold up others by that. */
  private void watchLoop() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_EVERY);
      for (LdapConnection connection : connections) {
        if (connection.holdsUpOthers()) {
          log.warn("{}: a connection was closed, its client does not read", name);
          connection.abort();
        }
      }
    }
  }

  private void accept(Socket socket) throws IOException {
    if (connections.size() >= settings.maxConnections()) {
      log.warn("{}: a connection was refused, {} are open", name, connections.size());
      socket.close();
      return;
    }
    LdapConnection connection =
        new LdapConnection(socket, settings, tls, handler, new Session(policy));
    connections.add(connection);
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run();
              } finally {
                connections.remove(connection);
              }
            },
            name + "-" + numbers.incrementAndGet());
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      connections.remove(connection);
      connection.close();
      throw new IOException("there is no thread for it", e);
    }
  }

  /** Closes the port and every connection. */
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    connections.forEach(LdapConnection::abort);
  }
}
