package dev.tombolo.directory.protocol;

import dev.tombolo.directory.operation.Session;

/** Answers requests. What is to happen around every request wraps a handler in another. */
@FunctionalInterface
public interface RequestHandler {
  /** Answers one request; the answer may come after this returns. */
  void handle(Exchange exchange);

  /** Sees a connection before its first request; TLS is agreed on where it is spoken. */
  default void connected(ClientConnection connection, Session session) {}
}
