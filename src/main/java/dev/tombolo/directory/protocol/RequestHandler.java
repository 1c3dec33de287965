package dev.tombolo.directory.protocol;

/** Answers requests. What is to happen around every request wraps a handler in another. */
@FunctionalInterface
public interface RequestHandler {
  /** Answers one request; the answer may come after this returns. */
  void handle(Exchange exchange);
}
