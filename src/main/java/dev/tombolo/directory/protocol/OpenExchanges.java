package dev.tombolo.directory.protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The requests of a connection that have no result yet, by message id. */
final class OpenExchanges {
  private final Map<Integer, WireExchange> open = new ConcurrentHashMap<>();

  void add(int messageId, WireExchange exchange) {
    open.put(messageId, exchange);
  }

  synchronized void remove(int messageId, WireExchange exchange) {
    open.remove(messageId, exchange);
    notifyAll();
  }

  void abandon(int messageId) {
    WireExchange exchange = open.get(messageId);
    if (exchange != null) {
      exchange.abandon();
    }
  }

  void abandonAll() {
    open.values().forEach(WireExchange::abandon);
  }

  /**
   * Waits until every request has its result but those that are to go on.
   *
   * @param over whether there is no use in waiting any more
   * @return false when the wait was interrupted
   */
  synchronized boolean awaitQuiet(BooleanSupplier over) {
    while (open.values().stream().anyMatch(WireExchange::isExpected) && !over.getAsBoolean()) {
      try {
        wait(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
