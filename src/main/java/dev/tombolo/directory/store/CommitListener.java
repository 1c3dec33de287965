package dev.tombolo.directory.store;

import java.util.Set;

/**
 * Told of each transaction once it is visible, in their order. It must be quick: the next ones wait
 * for it.
 */
@FunctionalInterface
public interface CommitListener {
  /**
   * A transaction became visible.
   *
   * @param before the directory without it
   * @param after the directory with it
   * @param touched the ids of the objects it put or expunged
   */
  void committed(Snapshot before, Snapshot after, Set<Integer> touched);
}
