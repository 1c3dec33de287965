package dev.tombolo.directory.search;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Stamp;
import dev.tombolo.directory.store.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The stamps of an object in the forms clients read them in (MS-ADTS 3.1.1.1.9, 3.1.1.4.5.13,
 * 3.1.1.4.5.14).
 */
final class ReplicationMetadata {
  private static final long SECONDS_1601 = 11_644_473_600L;

  private ReplicationMetadata() {}

  private record Row(AttributeType attribute, Stamp stamp) {}

  private static List<Row> rows(View view, Entry entry) {
    List<Row> rows = new ArrayList<>();
    for (Entry.Stamps each = entry.stamps(); each.next(); ) {
      rows.add(new Row(view.schema().attribute(each.attribute()), each.stamp()));
    }
    rows.sort(Comparator.comparingLong(row -> Integer.toUnsignedLong(row.attribute.attid())));
    return rows;
  }

  static UUID invocationId(View view) {
    byte[] id =
        view.existing(view.object(Register.DSA)).first(view.schema().wellKnown().invocationId);
    return id == null ? new UUID(0, 0) : ObjectGuid.of(id);
  }

  /** {@code replPropertyMetaData}: a header and 48 octets an attribute, little-endian. */
  static byte[] binary(View view, Entry entry) {
    List<Row> rows = rows(view, entry);
    byte[] invocationId = ObjectGuid.bytes(invocationId(view));
    ByteBuffer out = ByteBuffer.allocate(16 + 48 * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(1).putInt(0).putInt(rows.size()).putInt(0);
    for (Row row : rows) {
      out.putInt(row.attribute.attid())
          .putInt(row.stamp.version())
          .putLong(row.stamp.time() + SECONDS_1601);
      out.put(invocationId).putLong(row.stamp.usn()).putLong(row.stamp.usn());
    }
    return out.array();
  }

  /** {@code msDS-ReplAttributeMetaData}: an XML element an attribute. */
  static List<byte[]> attributes(View view, Entry entry) {
    String invocationId = invocationId(view).toString();
    String dsa = Names.dn(view, view.object(Register.DSA));
    List<byte[]> elements = new ArrayList<>();
    for (Row row : rows(view, entry)) {
      elements.add(
          xml(
              "DS_REPL_ATTR_META_DATA",
              "pszAttributeName",
              row.attribute.name(),
              "dwVersion",
              Integer.toString(row.stamp.version()),
              "ftimeLastOriginatingChange",
              Instant.ofEpochSecond(row.stamp.time()).toString(),
              "uuidLastOriginatingDsaInvocationID",
              invocationId,
              "usnOriginatingChange",
              Long.toString(row.stamp.usn()),
              "usnLocalChange",
              Long.toString(row.stamp.usn()),
              "pszLastOriginatingDsaDN",
              dsa));
    }
    return elements;
  }

  /** {@code msDS-ReplValueMetaData}: an XML element a link value, removed ones among them. */
  static List<byte[]> values(View view, int id) {
    String invocationId = invocationId(view).toString();
    String dsa = Names.dn(view, view.object(Register.DSA));
    List<byte[]> elements = new ArrayList<>();
    byte[] prefix = Keys.linksOf(id);
    for (OctetCursor each = view.links().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      LinkKey key = LinkKey.ofLink(each.key());
      LinkValue value = View.linkAt(each);
      AttributeType attribute = view.schema().forwardLink(key.pair()).orElse(null);
      if (attribute == null || view.entry(key.target()) == null) {
        continue;
      }
      elements.add(
          xml(
              "DS_REPL_VALUE_META_DATA",
              "pszAttributeName",
              attribute.name(),
              "pszObjectDn",
              Names.dn(view, key.target()),
              "cbData",
              Integer.toString(key.data().length),
              "pbData",
              "",
              "ftimeDeleted",
              time(value.deleted()),
              "ftimeCreated",
              time(value.created()),
              "dwVersion",
              Integer.toString(value.version()),
              "ftimeLastOriginatingChange",
              time(value.time()),
              "uuidLastOriginatingDsaInvocationID",
              invocationId,
              "usnOriginatingChange",
              Long.toString(value.usn()),
              "usnLocalChange",
              Long.toString(value.usn()),
              "pszLastOriginatingDsaDN",
              dsa));
    }
    return elements;
  }

  private static String time(long seconds) {
    return seconds == 0
        ? FileTime.toInstant(0).toString()
        : Instant.ofEpochSecond(seconds).toString();
  }

  private static byte[] xml(String element, String... fields) {
    StringBuilder text = new StringBuilder("<").append(element).append(">\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append('\t').append('<').append(fields[i]).append('>');
      text.append(fields[i + 1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
      text.append("</").append(fields[i]).append(">\n");
    }
    text.append("</").append(element).append(">\n");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
