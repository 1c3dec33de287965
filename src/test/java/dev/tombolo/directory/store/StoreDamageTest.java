package dev.tombolo.directory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.directory.schema.Schema;
import dev.tombolo.fault.Fault;
import dev.tombolo.fault.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data folders as crashes and bad disks leave them. */
class StoreDamageTest {
  private static final Schema SCHEMA = Schema.standard();
  private static final int WRITES = 30;

  @TempDir private Path folder;
  private final Faults faults = new Faults();

  private Store open(Path of) throws IOException {
    return Store.open(of, () -> SCHEMA, faults);
  }

  private static int add(Transaction to, String name, int size) {
    int id = to.newId();
    long usn = to.nextUsn();
    to.put(
        id,
        new EntryBuilder(-1, SCHEMA.known("cn"))
            .classes(SCHEMA.knownClass("container").chain())
            .set(SCHEMA.known("name"), name)
            .set(SCHEMA.known("cn"), name)
            .set(SCHEMA.known("description"), "x".repeat(size))
            .set(SCHEMA.known("uSNChanged"), usn)
            .build());
    return id;
  }

  /**
   * The folder after some writes that were each waited for, as a crash at that moment leaves it.
   */
  private Path crashedAfterWrites(Random random) throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open(data)) {
      for (int i = 0; i < WRITES; i++) {
        String name = "n" + i;
        int size = 1 + random.nextInt(3000);
        store.write(tx -> add(tx, name, size)).await();
      }
      return copy(data, "crashed");
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    try (var files = Files.list(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(each.getFileName().toString()));
      }
    }
    return to;
  }

  private static Path log(Path of) throws IOException {
    List<Path> files = ChangeLog.files(of);
    return files.get(files.size() - 1);
  }

  /** Where each record of a log ends. */
  private static List<Integer> ends(Path log) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(log));
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; octets.getInt(at) > 0; ) {
      at += 8 + octets.getInt(at);
      ends.add(at);
    }
    return ends;
  }

  private static long wholeBefore(List<Integer> ends, int offset) {
    return ends.stream().filter(end -> end <= offset).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLogCutOffAnywhereKeepsWhatIsBefore(long seed) throws Exception {
    Random random = new Random(seed);
    Path crashed = crashedAfterWrites(random);
    List<Integer> ends = ends(log(crashed));
    assertThat(ends).hasSize(WRITES);
    int offset = random.nextInt(ends.get(WRITES - 1));
    try (FileChannel file = FileChannel.open(log(crashed), StandardOpenOption.WRITE)) {
      file.truncate(offset);
    }
    for (int reopened = 0; reopened < 2; reopened++) {
      try (Store store = open(crashed)) {
        assertThat(store.snapshot().limit())
            .as("seed " + seed + ", cut at " + offset)
            .isEqualTo((int) wholeBefore(ends, offset) + reopened);
        String name = "later" + reopened;
        store.write(tx -> add(tx, name, 1)).await();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void damageInTheMiddleIsSaidAndOnlyTheLastWriteMayBeTorn(long seed) throws Exception {
    Random random = new Random(seed);
    Path crashed = crashedAfterWrites(random);
    Path log = log(crashed);
    List<Integer> ends = ends(log);
    byte[] whole = Files.readAllBytes(log);
    for (int round = 0; round < 20; round++) {
      int offset = random.nextInt(ends.get(WRITES - 1));
      byte[] damaged = whole.clone();
      int length = 1 + random.nextInt(round % 2 == 0 ? 1 : 400);
      int end = Math.min(offset + length, ends.get(WRITES - 1));
      for (int at = offset; at < end; at++) {
        damaged[at] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(log, damaged);
      long before = wholeBefore(ends, offset);
      String when = "seed " + seed + ", damaged from " + offset + " to " + end;
      if (wholeBefore(ends, end - 1) < WRITES - 1) {
        assertThatThrownBy(() -> open(crashed).close())
            .as(when)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(log.getFileName().toString())
            .hasMessageContaining("change " + (before + 1));
      } else {
        assertThat(survivors(crashed)).as(when).isBetween((int) before, WRITES);
        for (Path each : ChangeLog.files(crashed)) {
          if (!each.equals(log)) {
            Files.delete(each);
          }
        }
      }
    }
  }

  private int survivors(Path of) throws IOException {
    try (Store store = open(of)) {
      return store.snapshot().limit();
    }
  }

  @Test
  void writesThatSharedATornFlushAreCutOffTogether() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open(data)) {
      store.write(tx -> add(tx, "first", 10)).await();
      faults.arm(Store.FAULT_FLUSH, Fault.DELAY, 1, Duration.ofMillis(300), "");
      List<Commit<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "n" + i;
        waiting.add(store.write(tx -> add(tx, name, 10)));
      }
      for (Commit<Integer> each : waiting) {
        each.await();
      }
      Path crashed = copy(data, "crashed");
      List<Integer> ends = ends(log(crashed));
      byte[] octets = Files.readAllBytes(log(crashed));
      Arrays.fill(octets, ends.get(5) + 4, ends.get(6) - 4, (byte) 0);
      Files.write(log(crashed), octets);
      assertThat(survivors(crashed)).isEqualTo(6);
    }
  }

  @Test
  void aLogFileThatIsMissingInTheMiddleIsSaid() throws Exception {
    Path data = folder.resolve("data");
    for (int run = 0; run < 3; run++) {
      try (Store store = open(data)) {
        String name = "n" + run;
        store.write(tx -> add(tx, name, 10)).await();
      }
    }
    List<Path> files = ChangeLog.files(data);
    assertThat(files).hasSize(3);
    Files.delete(files.get(1));
    assertThatThrownBy(() -> open(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("change 2 is missing before change 3");
  }

  @Test
  void aCheckpointCutOffOrDamagedAnywhereIsSaid() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open(data)) {
      store.writeBulk(tx -> add(tx, "one", 10));
    }
    Path checkpoint;
    try (var files = Files.list(data)) {
      checkpoint = files.filter(each -> each.toString().endsWith(".dat")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(checkpoint);
    Random random = new Random(5);
    for (int i = 0; i < 25; i++) {
      int offset = random.nextInt(whole.length);
      byte[] damaged = i % 2 == 0 ? Arrays.copyOf(whole, offset) : whole.clone();
      if (i % 2 == 1) {
        damaged[offset] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(checkpoint, damaged);
      assertThatThrownBy(() -> open(data))
          .as("at " + offset)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(checkpoint.getFileName().toString());
    }
  }

  @Test
  void afterAFailedFlushNobodySeesTheWriteAndNoneFollows() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open(data)) {
      store.write(tx -> add(tx, "one", 10)).await();
      Snapshot before = store.snapshot();
      faults.arm(Store.FAULT_FLUSH, Fault.FAIL);
      Commit<Integer> lost = store.write(tx -> add(tx, "lost", 10));
      assertThatThrownBy(lost::await).isInstanceOf(IOException.class);
      assertThat(store.snapshot()).isSameAs(before);
      assertThatThrownBy(() -> store.write(tx -> add(tx, "next", 10)).await())
          .hasMessageContaining("0000200F");
      assertThatThrownBy(() -> store.writeBulk(tx -> add(tx, "bulk", 10)))
          .hasMessageContaining("0000200F");
      assertThatThrownBy(() -> store.restore(before)).isInstanceOf(IOException.class);
      assertThat(store.snapshot()).isSameAs(before);
    }
    assertThat(survivors(data)).isEqualTo(1);
  }

  @Test
  void aWriteThatIsDurableButNotAcknowledgedHasHappened() throws Exception {
    try (Store store = open(folder.resolve("data"))) {
      faults.arm(Store.FAULT_BEFORE_ACKNOWLEDGE, Fault.FAIL);
      Commit<Integer> silent = store.write(tx -> add(tx, "silent", 10));
      assertThatThrownBy(silent::await).isInstanceOf(IOException.class);
      assertThat(store.snapshot().limit()).isEqualTo(1);
      store.write(tx -> add(tx, "next", 10)).await();
      assertThat(store.snapshot().limit()).isEqualTo(2);
    }
  }

  @Test
  void whatIsRolledBackIsInNoRecord() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open(data)) {
      store
          .write(
              tx -> {
                add(tx, "kept", 10);
                Transaction.Mark mark = tx.mark();
                add(tx, "undone", 10);
                tx.rollBack(mark);
                return add(tx, "after", 10);
              })
          .await();
      assertThat(store.snapshot().limit()).isEqualTo(2);
    }
    try (Store store = open(data)) {
      assertThat(store.snapshot().child(-1, "undone")).isEqualTo(-1);
      assertThat(store.snapshot().child(-1, "after")).isEqualTo(1);
    }
  }

  @Test
  void manyStartsDoNotLetTheLogGrowWithoutEnd() throws Exception {
    Path data = folder.resolve("data");
    for (int run = 0; run < 8; run++) {
      try (Store store = open(data)) {
        for (int i = 0; i < 4; i++) {
          String name = "r" + run + "i" + i;
          store.write(tx -> add(tx, name, 4 << 20)).await();
        }
      }
    }
    long size = 0;
    for (Path each : ChangeLog.files(data)) {
      size += Files.size(each);
    }
    assertThat(size).isLessThan(100L << 20);
    assertThat(survivors(data)).isEqualTo(32);
  }
}
