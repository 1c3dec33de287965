package dev.tombolo.directory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTreeTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behavesAsATreeMapThroughRandomChangesAndKeepsOldVersions(long seed) {
    Random random = new Random(seed);
    NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    PackedTree tree = PackedTree.EMPTY;
    PackedTree kept = tree;
    NavigableMap<byte[], byte[]> keptModel = new TreeMap<>(model);
    int keys = 1 + random.nextInt(3000);
    for (int round = 0; round < 60; round++) {
      PackedTree.Editor editor = tree.edit();
      for (int change = random.nextInt(200); change >= 0; change--) {
        byte[] key = key(random, keys);
        if (random.nextInt(3) == 0) {
          assertThat(editor.remove(key)).isEqualTo(model.remove(key) != null);
        } else {
          byte[] value = new byte[random.nextInt(random.nextInt(20) == 0 ? 4000 : 12)];
          random.nextBytes(value);
          editor.put(key, value);
          model.put(key, value);
        }
      }
      tree = editor.freeze();
      same(tree, model, random, keys);
      same(kept, keptModel, random, keys);
      if (random.nextInt(10) == 0) {
        kept = tree;
        keptModel = new TreeMap<>(model);
      }
    }
  }

  private static byte[] key(Random random, int keys) {
    return Integer.toString(random.nextInt(keys), 7).getBytes(StandardCharsets.US_ASCII);
  }

  private static void same(
      PackedTree tree, NavigableMap<byte[], byte[]> model, Random random, int keys) {
    assertThat(tree.size()).isEqualTo(model.size());
    OctetCursor cursor = tree.ascend(new byte[0]);
    for (Map.Entry<byte[], byte[]> entry : model.entrySet()) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.key()).isEqualTo(entry.getKey());
      assertThat(cursor.value()).isEqualTo(entry.getValue());
    }
    assertThat(cursor.next()).isFalse();
    for (int i = 0; i < 20; i++) {
      byte[] key = key(random, keys);
      assertThat(tree.get(key)).isEqualTo(model.get(key));
      assertThat(tree.rank(key)).isEqualTo(model.headMap(key).size());
      Map.Entry<byte[], byte[]> ceiling = model.ceilingEntry(key);
      OctetCursor from = tree.ascend(key);
      assertThat(from.next()).isEqualTo(ceiling != null);
      if (ceiling != null) {
        assertThat(from.key()).isEqualTo(ceiling.getKey());
      }
      assertThat(tree.countPrefix(key))
          .isEqualTo(
              model.keySet().stream()
                  .filter(
                      each ->
                          each.length >= key.length
                              && Arrays.equals(each, 0, key.length, key, 0, key.length))
                  .count());
    }
  }

  @Test
  void ascendingInsertsFillTheirPages() {
    PackedTree.Editor editor = PackedTree.EMPTY.edit();
    for (int i = 0; i < 100_000; i++) {
      editor.put(EntryBuilder.reference(i), new byte[0]);
    }
    assertThat(editor.size()).isEqualTo(100_000);
    assertThat(editor.rank(EntryBuilder.reference(77_777))).isEqualTo(77_777);
  }

  @Test
  void idTableKeepsOldVersions() {
    IdTable.Editor editor = IdTable.EMPTY.edit();
    for (int id = 0; id < 10_000; id += 3) {
      editor.put(id, EntryBuilder.reference(id));
    }
    IdTable first = editor.freeze();
    editor.put(300, null);
    editor.put(1, new byte[] {1});
    IdTable second = editor.freeze();
    assertThat(first.get(300)).isEqualTo(EntryBuilder.reference(300));
    assertThat(first.get(1)).isNull();
    assertThat(second.get(300)).isNull();
    assertThat(second.get(1)).containsExactly(1);
    assertThat(second.get(9_999)).isEqualTo(EntryBuilder.reference(9_999));
    assertThat(second.limit()).isEqualTo(10_000);
    assertThat(second.get(1 << 30)).isNull();
  }
}
