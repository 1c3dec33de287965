package dev.tombolo.directory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexEditorTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdsTheKeysOfASetHoweverManyComeAtOnce(long seed) {
    Random random = new Random(seed);
    try (Helper helper = new Helper(random.nextBoolean())) {
      NavigableSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);
      PackedTree tree = PackedTree.EMPTY;
      List<PackedTree> kept = new ArrayList<>();
      List<NavigableSet<byte[]>> keptModels = new ArrayList<>();
      for (int round = 0; round < 8; round++) {
        kept.add(tree);
        keptModels.add(new TreeSet<>(model));
        IndexEditor editor = new IndexEditor(tree, helper.executor);
        for (int spurt = random.nextInt(3); spurt >= 0; spurt--) {
          change(editor, model, random);
        }
        tree = editor.freeze();
        same(tree, model);
      }
      for (int i = 0; i < kept.size(); i++) {
        same(kept.get(i), keptModels.get(i));
      }
    }
  }

  private static void change(IndexEditor editor, NavigableSet<byte[]> model, Random random) {
    boolean ascending = random.nextBoolean();
    int many = random.nextInt(random.nextBoolean() ? 100 : 30_000);
    for (int i = 0; i < many; i++) {
      byte[] key = ascending ? Keys.index(new byte[] {1, 2}, i) : key(random);
      editor.put(key);
      model.add(key);
    }
    for (int i = random.nextInt(50); i > 0; i--) {
      byte[] key = key(random);
      assertThat(editor.remove(key)).isEqualTo(model.remove(key));
    }
    byte[] sought = key(random);
    assertThat(editor.rank(sought)).isEqualTo(model.headSet(sought).size());
    assertThat(editor.get(sought) != null).isEqualTo(model.contains(sought));
    assertThat(editor.size()).isEqualTo(model.size());
    editor.settleSoon();
  }

  /** Some are short, some long, and many begin alike. */
  private static byte[] key(Random random) {
    String text = random.nextInt(3) == 0 ? "" : "smtp:user" + "x".repeat(random.nextInt(12));
    byte[] key = (text + random.nextInt(40_000)).getBytes(StandardCharsets.US_ASCII);
    if (random.nextInt(4) == 0) {
      key[key.length - 1] = (byte) random.nextInt(256);
    }
    return key;
  }

  private static void same(PackedTree tree, NavigableSet<byte[]> model) {
    assertThat(tree.size()).isEqualTo(model.size());
    OctetCursor cursor = tree.ascend(new byte[0]);
    for (byte[] key : model) {
      boolean found = cursor.next() && Arrays.equals(cursor.key(), key);
      assertThat(found).isTrue();
      assertThat(tree.get(key)).isNotNull();
    }
    assertThat(cursor.next()).isFalse();
  }

  private static final class Helper implements AutoCloseable {
    private final @Nullable ExecutorService executor;

    private Helper(boolean wanted) {
      executor = wanted ? Executors.newSingleThreadExecutor() : null;
    }

    @Override
    public void close() {
      if (executor != null) {
        executor.shutdownNow();
      }
    }
  }
}
