package dev.tombolo.directory.protocol;

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
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLServerSocket;
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

  private final Port port;
  private final ServerSocket server;
  private final ListenerContext context;
  private final Set<LdapConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private LdapListener(Port port, ServerSocket server, ListenerContext context) {
    this.port = port;
    this.server = server;
    this.context = context;
  }

  /**
   * What is spoken on a port.
   *
   * @param name {@code ldap}, {@code ldaps}, {@code gc} or {@code gc.ssl}, for threads and messages
   * @param number 0 for any that is free
   * @param encrypted whether TLS is spoken from the start
   * @param globalCatalog whether the forest is seen by the global catalog
   */
  public record Port(String name, int number, boolean encrypted, boolean globalCatalog) {}

  /**
   * Opens a port on the loopback address and starts to listen.
   *
   * @throws IOException when the port cannot be opened; the message says which
   */
  public static LdapListener open(Port port, ListenerContext context) throws IOException {
    ServerSocket server = port.encrypted() ? tlsSocket(context) : new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()), BACKLOG);
    } catch (BindException e) {
      server.close();
      throw new UnavailablePortException(port.name(), port.number(), e);
    }
    LdapListener listener = new LdapListener(port, server, context);
    Thread thread = new Thread(listener::acceptLoop, port.name() + "-listener");
    thread.setDaemon(true);
    thread.start();
    Thread watch = new Thread(listener::watchLoop, port.name() + "-watch");
    watch.setDaemon(true);
    watch.start();
    return listener;
  }

  private static ServerSocket tlsSocket(ListenerContext context) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket) context.tls().getServerSocketFactory().createServerSocket();
    socket.setWantClientAuth(true);
    return socket;
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
          log.warn("{}: a connection was not accepted: {}", port.name(), e.getMessage());
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
          log.warn("{}: a connection was closed, its client does not read", port.name());
          connection.abort();
        }
      }
    }
  }

  private void accept(Socket socket) throws IOException {
    if (context.connections().count() >= context.policies().get().maxConnections()) {
      log.warn(
          "{}: a connection was refused, {} are open", port.name(), context.connections().count());
      socket.close();
      return;
    }
    LdapConnection connection =
        new LdapConnection(
            socket,
            context,
            context.connections().nextNumber(),
            new Session(context.policies(), port.globalCatalog()));
    add(connection);
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run();
              } finally {
                remove(connection);
              }
            },
            port.name() + "-" + connection.number());
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      remove(connection);
      connection.close();
      throw new IOException("there is no thread for it", e);
    }
  }

  private void add(LdapConnection connection) {
    connections.add(connection);
    context.connections().add(connection);
  }

  private void remove(LdapConnection connection) {
    connections.remove(connection);
    context.connections().remove(connection);
  }

  /** Closes the port and every connection. */
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    connections.forEach(LdapConnection::abort);
  }
}
