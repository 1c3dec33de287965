package dev.tombolo.web;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that leaves no connection behind when it stops. Jetty closes those that its selectors
 * know; one that was accepted in the very moment of the stop would stay open for ever, and its
 * client would wait for an answer that nobody is going to give.
 */
final class CuttingConnector extends ServerConnector {
  private static final Logger log = LoggerFactory.getLogger(CuttingConnector.class);

  // Weak: a connection that is over is forgotten with its channel.
  private final Set<Socket> accepted =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile boolean cut;

  CuttingConnector(Server server, ConnectionFactory... factories) {
    super(server, factories);
  }

  @Override
  protected void configure(Socket socket) {
    accepted.add(socket);
    super.configure(socket);
    if (cut) {
      close(socket);
    }
  }

  @Override
  protected void doStart() throws Exception {
    cut = false;
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    cut = true;
    super.doStop();
    List<Socket> left;
    synchronized (accepted) {
      left = new ArrayList<>(accepted);
    }
    left.forEach(CuttingConnector::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("A connection did not close", e);
    }
  }
}
