package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ClassDefinition;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.SchemaException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A whole snapshot in a file, so that only the changes after it have to be read again: {@code
 * checkpoint-<sequence>.dat}, where the sequence is that of the first change not in it. A
 * checkpoint appears under its name only when it is complete and durable.
 */
final class Checkpoint {
  private static final long MAGIC = 0x544d424c30303031L; // "TMBL0001"

  /** A snapshot read back, and the sequence of the first change that is not in it. */
  record Read(Snapshot snapshot, long sequence) {}

  private Checkpoint() {}

  static void write(Path folder, Snapshot snapshot, long sequence) throws IOException {
    if (files(folder).stream().anyMatch(newer -> sequence(newer) > sequence)) {
      return; // a later one was written while this one waited
    }
    Path fresh = folder.resolve("checkpoint.new");
    try (FileChannel file =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      CRC32C crc = new CRC32C();
      OutputStream plain = Channels.newOutputStream(file);
      DataOutputStream out =
          new DataOutputStream(
              new CheckedOutputStream(new BufferedOutputStream(plain, 1 << 16), crc));
      out.writeLong(MAGIC);
      out.writeLong(sequence);
      writeSchema(out, snapshot.schema);
      for (long register : snapshot.registers) {
        out.writeLong(register);
      }
      writeTable(out, snapshot.descriptors);
      writeTable(out, snapshot.objects);
      writeLinks(out, snapshot.links);
      out.flush();
      out.writeLong(crc.getValue());
      out.flush();
      file.force(true);
    }
    Files.move(fresh, name(folder, sequence), StandardCopyOption.ATOMIC_MOVE);
    ChangeLog.syncFolder(folder);
    for (Path older : files(folder)) {
      if (sequence(older) < sequence) {
        Files.delete(older);
      }
    }
  }

  private static Path name(Path folder, long sequence) {
    return folder.resolve(String.format(Locale.ROOT, "checkpoint-%016x.dat", sequence));
  }

  private static long sequence(Path path) {
    return Long.parseLong(path.getFileName().toString().substring(11, 27), 16);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(
              path -> path.getFileName().toString().matches("checkpoint-[0-9a-f]{16}\\.dat"))
          .sorted()
          .toList();
    }
  }

  private static void writeSchema(DataOutputStream out, Schema schema) throws IOException {
    out.writeInt(schema.attributeCount());
    for (AttributeType attribute : schema.attributes()) {
      writeBlock(out, SchemaCodec.encode(attribute.definition()));
    }
    out.writeInt(schema.classes().size());
    for (ObjectClass objectClass : schema.classes()) {
      writeBlock(out, SchemaCodec.encode(objectClass.definition()));
    }
  }

  private static void writeTable(DataOutputStream out, IdTable table) throws IOException {
    for (int id = 0; id < table.limit(); id++) {
      byte[] octets = table.get(id);
      if (octets != null) {
        out.writeInt(id);
        writeBlock(out, octets);
      }
    }
    out.writeInt(-1);
    out.writeInt(table.limit());
  }

  private static void writeLinks(DataOutputStream out, PackedTree links) throws IOException {
    out.writeLong(links.size());
    for (OctetCursor cursor = links.ascend(new byte[0]); cursor.next(); ) {
      writeBlock(out, cursor.key());
      writeBlock(out, cursor.value());
    }
  }

  private static void writeBlock(DataOutputStream out, byte[] block) throws IOException {
    out.writeInt(block.length);
    out.write(block);
  }

  /**
   * Reads the newest checkpoint of a folder, if there is one.
   *
   * @throws IOException when it is damaged: it was complete once, so the disk has lost something
   */
  static Optional<Read> newest(Path folder) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Path path = files.get(files.size() - 1);
    try (InputStream file = Files.newInputStream(path)) {
      CheckedInputStream checked =
          new CheckedInputStream(new BufferedInputStream(file, 1 << 16), new CRC32C());
      DataInputStream in = new DataInputStream(checked);
      if (in.readLong() != MAGIC) {
        throw new IOException(path + " is not a checkpoint of this version");
      }
      long sequence = in.readLong();
      Snapshot snapshot = readSnapshot(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new IOException(path + " is damaged: its checksum does not fit");
      }
      return Optional.of(new Read(snapshot, sequence));
    } catch (EOFException e) {
      throw new IOException(path + " is damaged: it ends too soon", e);
    } catch (SchemaException | RuntimeException e) {
      throw new IOException(path + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Snapshot readSnapshot(DataInputStream in) throws IOException, SchemaException {
    List<AttributeDefinition> attributes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      attributes.add(SchemaCodec.attribute(readBlock(in)));
    }
    List<ClassDefinition> classes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.add(SchemaCodec.objectClass(readBlock(in)));
    }
    Transaction to =
        new Transaction(Snapshot.empty(Schema.of(attributes, classes)), ChangeRecord.forgetful());
    for (int register = 0; register < Register.COUNT; register++) {
      to.register(register, in.readLong());
    }
    for (int number = in.readInt(); number >= 0; number = in.readInt()) {
      to.putDescriptor(number, readBlock(in));
    }
    in.readInt();
    for (int id = in.readInt(); id >= 0; id = in.readInt()) {
      to.put(id, new Entry(readBlock(in)));
    }
    to.reserve(in.readInt());
    for (long left = in.readLong(); left > 0; left--) {
      LinkKey key = LinkKey.ofLink(readBlock(in));
      to.putLink(
          key.pair(), key.source(), key.target(), key.data(), LinkValue.decode(readBlock(in)));
    }
    return to.freeze();
  }

  private static byte[] readBlock(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] block = in.readNBytes(length); // which takes no more memory than there are octets
    if (block.length < length) {
      throw new EOFException();
    }
    return block;
  }
}
