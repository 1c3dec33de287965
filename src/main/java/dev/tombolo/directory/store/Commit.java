package dev.tombolo.directory.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A transaction that was applied and is on its way to the disk; nobody sees it before it is there.
 *
 * @param value what the transaction's body returned
 * @param visible completes when the transaction is durable and visible, with an {@link IOException}
 *     when it cannot be
 */
public record Commit<T>(T value, CompletableFuture<Void> visible) {
  /**
   * Calls one of two once it is known whether the transaction is durable and visible, from any
   * thread.
   */
  public void whenVisible(Runnable done, Runnable failed) {
    CompletableFuture<?> unused =
        visible.whenComplete((nothing, failure) -> (failure == null ? done : failed).run());
  }

  /**
   * Waits until the transaction is durable and visible.
   *
   * @throws IOException when the change log could not be written; the transaction has not happened
   *     then
   */
  public T await() throws IOException {
    try {
      visible.join();
      return value;
    } catch (CompletionException e) {
      throw new IOException("the change log cannot be written: " + e.getCause(), e.getCause());
    }
  }
}
