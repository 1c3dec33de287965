package dev.tombolo.directory.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An index under change, for one thread. It gathers the keys it is given and puts them into the
 * tree when somebody wants to read it, or many at once when there are many; the many are sorted and
 * put by another thread, if the transaction has one.
 */
final class IndexEditor implements OrderedOctets {
  /** Keys up to which each is put by itself. */
  private static final int FEW = 64;

  /** Keys from which a batch is put: an eighth of the tree, within these bounds. */
  private static final int SMALL_BATCH = 8_192;

  private static final int LARGE_BATCH = 65_536;

  private static final byte[] NO_VALUE = {};

  private final PackedTree.Editor tree;
  private final @Nullable ExecutorService helper;
  private KeyBatch gathered = new KeyBatch(1);
  private int batchSize;
  private @Nullable Future<?> underWay;

  /**
   * Edits an index.
   *
   * @param helper puts batches meanwhile; null when none is there
   */
  IndexEditor(PackedTree from, @Nullable ExecutorService helper) {
    this.tree = from.edit();
    this.helper = helper;
    this.batchSize = batchSize(from.size());
  }

  private static int batchSize(long entries) {
    return (int) Math.max(SMALL_BATCH, Math.min(LARGE_BATCH, entries / 8));
  }

  /** Adds a key. */
  void put(byte[] key) {
    gathered.add(key);
    if (gathered.count() >= batchSize) {
      hand();
    }
  }

  /** Removes a key; whether it was there. */
  boolean remove(byte[] key) {
    return settled().remove(key);
  }

  /** The index as it is now; further changes go to pages of their own. */
  PackedTree freeze() {
    return settled().freeze();
  }

  /** Has the helper put what is gathered, if that is much. */
  void settleSoon() {
    if (helper != null && gathered.count() > FEW) {
      hand();
    }
  }

  private void hand() {
    await();
    KeyBatch batch = gathered;
    gathered = new KeyBatch(batchSize);
    Runnable work =
        () -> {
          batch.sort();
          tree.putAll(batch);
        };
    if (helper == null) {
      work.run();
    } else {
      underWay = helper.submit(work);
    }
  }

  private void await() {
    Future<?> work = underWay;
    if (work == null) {
      return;
    }
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a transaction was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an index cannot be built", e.getCause());
    }
    underWay = null;
    batchSize = batchSize(tree.size());
  }

  /** The tree with every key in it. */
  private PackedTree.Editor settled() {
    await();
    if (gathered.count() > FEW) {
      gathered.sort();
      tree.putAll(gathered);
      gathered = new KeyBatch(1);
    } else if (gathered.count() > 0) {
      for (int i = 0; i < gathered.count(); i++) {
        tree.put(gathered.key(i), NO_VALUE);
      }
      gathered.clear();
    }
    return tree;
  }

  @Override
  public long size() {
    return settled().size();
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return settled().get(key);
  }

  @Override
  public long rank(byte[] key) {
    return settled().rank(key);
  }

  /** {@inheritDoc} The cursor must not be used after a further change. */
  @Override
  public OctetCursor ascend(byte[] from) {
    return settled().ascend(from);
  }
}
