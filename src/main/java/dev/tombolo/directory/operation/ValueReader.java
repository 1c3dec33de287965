package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.search.NameWithData;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads attribute values as clients write them into the form in which objects keep them, or says
 * what is wrong.
 */
public final class ValueReader {
  private final Transaction transaction;

  /** A reader of values for one directory. */
  public ValueReader(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The attribute of a description, whose options do not count here. */
  public AttributeType attribute(String description) throws DirectoryException {
    int semicolon = description.indexOf(';');
    String name = semicolon < 0 ? description : description.substring(0, semicolon);
    return transaction.schema().attribute(name).orElseThrow(AdError.UNKNOWN_ATTRIBUTE::exception);
  }

  /** Reads every value. */
  public List<byte[]> read(AttributeType attribute, List<byte[]> wire) throws DirectoryException {
    List<byte[]> stored = new ArrayList<>(wire.size());
    for (byte[] value : wire) {
      stored.add(read(attribute, value));
    }
    return stored;
  }

  /** Reads one value. */
  public byte[] read(AttributeType attribute, byte[] wire) throws DirectoryException {
    if (wire.length == 0) {
      throw badSyntax(attribute, wire);
    }
    byte[] stored =
        switch (attribute.syntax()) {
          case DN -> EntryBuilder.reference(object(attribute, text(wire)));
          case DN_BINARY, DN_STRING -> withData(attribute, wire);
          case SECURITY_DESCRIPTOR -> {
            try {
              byte[] descriptor = SecurityDescriptor.decode(wire).encode();
              yield EntryBuilder.reference(transaction.descriptorNumber(descriptor));
            } catch (DescriptorException e) {
              throw badSyntax(attribute, wire);
            }
          }
          default -> attribute.syntax().parse(wire).orElseThrow(() -> badSyntax(attribute, wire));
        };
    checkRange(attribute, stored);
    return stored;
  }

  /**
   * Reads values that name objects, deleted ones among them: what an export says was so, even where
   * a client could not make it so.
   */
  public List<byte[]> readReferences(AttributeType attribute, List<byte[]> wire)
      throws DirectoryException {
    List<byte[]> stored = new ArrayList<>(wire.size());
    for (byte[] value : wire) {
      String name = text(value);
      byte[] data = {};
      if (attribute.syntax() != Syntax.DN) {
        NameWithData parsed =
            NameWithData.parse(attribute.syntax(), name)
                .orElseThrow(() -> badSyntax(attribute, value));
        name = parsed.dn();
        data = parsed.data();
      }
      int id = Names.find(transaction, name);
      if (id < 0 || transaction.existing(id).isPhantom()) {
        throw Names.notFound(transaction, name);
      }
      stored.add(EntryBuilder.reference(id, data));
    }
    return stored;
  }

  private byte[] withData(AttributeType attribute, byte[] wire) throws DirectoryException {
    NameWithData value =
        NameWithData.parse(attribute.syntax(), text(wire))
            .orElseThrow(() -> badSyntax(attribute, wire));
    return EntryBuilder.reference(object(attribute, value.dn()), value.data());
  }

  /** The id of the live object a value names (MS-ADTS 3.1.1.5.1.5). */
  private int object(AttributeType attribute, String name) throws DirectoryException {
    int id = Names.find(transaction, name);
    Entry entry = id < 0 ? null : transaction.entry(id);
    if (entry == null
        || entry.isPhantom()
        || (entry.isDeleted() && !isContainerOfDeleted(id, entry))) {
      throw attribute == transaction.schema().wellKnown().member
          ? AdError.MEMBER_NOT_FOUND.bestMatch("")
          : AdError.BAD_REFERENCE.about(attribute.attid(), attribute.name());
    }
    return id;
  }

  private boolean isContainerOfDeleted(int id, Entry entry) {
    return entry.name().equals("Deleted Objects")
        && transaction.existing(entry.parent()).isNamingContextHead()
        && id > 0;
  }

  private static void checkRange(AttributeType attribute, byte[] stored) throws DirectoryException {
    AttributeDefinition definition = attribute.definition();
    if (definition.rangeLower().isEmpty() && definition.rangeUpper().isEmpty()) {
      return;
    }
    long size =
        switch (attribute.syntax()) {
          case INTEGER, LARGE_INTEGER -> Syntax.parseLong(stored, 0, stored.length);
          case UNICODE -> text(stored).length();
          case DN_BINARY, DN_STRING -> stored.length - (long) Syntax.REFERENCE_LENGTH;
          case DN, SECURITY_DESCRIPTOR, TIME, BOOLEAN -> definition.rangeLower().orElse(0);
          default -> stored.length;
        };
    boolean unsigned =
        attribute.syntax() == Syntax.INTEGER && definition.rangeUpper().orElse(0) < 0;
    if (!unsigned
        && (size < definition.rangeLower().orElse(Long.MIN_VALUE)
            || size > definition.rangeUpper().orElse(Long.MAX_VALUE))) {
      throw AdError.OUT_OF_RANGE.about(attribute.attid(), attribute.name(), stored.length);
    }
  }

  private static DirectoryException badSyntax(AttributeType attribute, byte[] wire) {
    return AdError.BAD_SYNTAX.about(attribute.attid(), attribute.name(), wire.length);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
