package dev.tombolo.directory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.fault.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Schema SCHEMA = Schema.standard();

  @TempDir private Path folder;

  private Store open() throws IOException {
    return Store.open(folder, () -> SCHEMA, new Faults());
  }

  private static int addUser(Transaction to, String name) {
    int id = to.newId();
    long usn = to.nextUsn();
    to.put(
        id,
        new EntryBuilder(-1, SCHEMA.known("cn"))
            .classes(SCHEMA.knownClass("user").chain())
            .set(SCHEMA.known("name"), name)
            .set(SCHEMA.known("cn"), name)
            .set(SCHEMA.known("sAMAccountName"), name)
            .set(SCHEMA.known("objectGUID"), ObjectGuid.bytes(UUID.randomUUID()))
            .set(SCHEMA.known("uSNChanged"), usn)
            .touch(SCHEMA.known("cn"), 1000, usn)
            .build());
    return id;
  }

  private static int find(View view, String name) {
    var attribute = SCHEMA.known("sAMAccountName");
    return view.find(attribute, attribute.syntax().key(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatWasAcknowledgedIsThereAfterReopening() throws Exception {
    try (Store store = open()) {
      for (int i = 0; i < 50; i++) {
        String name = "u" + i;
        store.write(tx -> addUser(tx, name)).await();
      }
      int group = store.write(tx -> addUser(tx, "group")).await();
      store
          .write(
              tx -> {
                tx.putLink(1, group, find(tx, "u7"), new byte[0], LinkValue.added(5, tx.nextUsn()));
                return tx.descriptorNumber(new byte[] {1, 2, 3});
              })
          .await();
    }
    try (Store store = open()) {
      Snapshot snapshot = store.snapshot();
      assertThat(snapshot.limit()).isEqualTo(51);
      assertThat(snapshot.existing(find(snapshot, "U7")).name()).isEqualTo("u7");
      assertThat(snapshot.register(Register.USN)).isEqualTo(52);
      assertThat(snapshot.link(1, find(snapshot, "group"), find(snapshot, "u7"), new byte[0]))
          .isPresent();
      assertThat(snapshot.backLinks().countPrefix(Keys.linksOf(1, find(snapshot, "u7"))))
          .isEqualTo(1);
      assertThat(snapshot.descriptor(0)).containsExactly(1, 2, 3);
      assertThat(snapshot.child(-1, "U49")).isEqualTo(49);
    }
  }

  @Test
  void aTornTailIsCutOff() throws Exception {
    try (Store store = open()) {
      store.write(tx -> addUser(tx, "whole")).await();
      store.write(tx -> addUser(tx, "torn")).await();
    }
    Path file = ChangeLog.files(folder).get(0);
    byte[] octets = Files.readAllBytes(file);
    int first = 8 + ByteBuffer.wrap(octets).getInt();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(10), first + 60);
    }
    try (Store store = open()) {
      assertThat(find(store.snapshot(), "whole")).isEqualTo(0);
      assertThat(find(store.snapshot(), "torn")).isEqualTo(-1);
      store.write(tx -> addUser(tx, "later")).await();
    }
    try (Store store = open()) {
      assertThat(find(store.snapshot(), "later")).isEqualTo(1);
    }
  }

  @Test
  void aBodyThatThrowsChangesNothing() throws Exception {
    try (Store store = open()) {
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        addUser(tx, "lost");
                        throw AdError.NOT_ALLOWED.exception();
                      }))
          .isInstanceOf(DirectoryException.class);
      assertThat(store.snapshot().limit()).isZero();
      assertThat(store.snapshot().register(Register.USN)).isZero();
    }
  }

  @Test
  void aBulkChangeAndALaterRecordBothLast() throws Exception {
    try (Store store = open()) {
      store.writeBulk(
          tx -> {
            for (int i = 0; i < 2000; i++) {
              addUser(tx, "b" + i);
            }
            return true;
          });
      store.write(tx -> addUser(tx, "after")).await();
    }
    try (Store store = open()) {
      assertThat(store.snapshot().limit()).isEqualTo(2001);
      assertThat(find(store.snapshot(), "b1999")).isEqualTo(1999);
      assertThat(find(store.snapshot(), "after")).isEqualTo(2000);
    }
  }

  @Test
  void aSnapshotIsPutBack() throws Exception {
    try (Store store = open()) {
      store.write(tx -> addUser(tx, "one")).await();
      Snapshot kept = store.snapshot();
      store.write(tx -> addUser(tx, "two")).await();
      store.restore(kept);
      assertThat(find(store.snapshot(), "two")).isEqualTo(-1);
    }
    try (Store store = open()) {
      assertThat(find(store.snapshot(), "one")).isZero();
      assertThat(find(store.snapshot(), "two")).isEqualTo(-1);
    }
  }

  @Test
  void aFolderInUseIsRefused() throws Exception {
    try (Store store = open()) {
      assertThat(store.failure()).isNull();
      assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
    }
  }

  @Test
  void aDamagedCheckpointIsSaid() throws Exception {
    try (Store store = open()) {
      store.writeBulk(tx -> addUser(tx, "one"));
    }
    List<Path> checkpoints;
    try (var files = Files.list(folder)) {
      checkpoints = files.filter(path -> path.toString().endsWith(".dat")).toList();
    }
    byte[] octets = Files.readAllBytes(checkpoints.get(0));
    octets[octets.length / 2] ^= 1;
    Files.write(checkpoints.get(0), octets);
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("damaged");
  }

  @Test
  void changedAndRemovedValuesLeaveTheirIndexes() throws Exception {
    try (Store store = Store.inMemory(SCHEMA, new Faults())) {
      int id = store.write(tx -> addUser(tx, "old")).await();
      store.write(
          tx -> {
            tx.put(
                id,
                new EntryBuilder(tx.existing(id))
                    .set(SCHEMA.known("sAMAccountName"), "new")
                    .build());
            return true;
          });
      assertThat(find(store.snapshot(), "old")).isEqualTo(-1);
      assertThat(find(store.snapshot(), "NEW")).isEqualTo(id);
      store.write(
          tx -> {
            tx.put(
                id,
                new EntryBuilder(tx.existing(id)).remove(SCHEMA.known("sAMAccountName")).build());
            return true;
          });
      assertThat(store.snapshot().index(SCHEMA.known("sAMAccountName")).size()).isZero();
      store.write(
          tx -> {
            tx.expunge(id);
            return true;
          });
      assertThat(store.snapshot().names().size()).isZero();
      assertThat(store.snapshot().entry(id)).isNull();
      assertThat(store.write(tx -> addUser(tx, "next")).await()).isEqualTo(id + 1);
    }
  }
}
