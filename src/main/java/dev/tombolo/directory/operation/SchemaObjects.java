package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ClassDefinition;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.SchemaException;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects below the schema's head and the schema they define: adding or changing one changes
 * the other.
 */
public final class SchemaObjects {
  private static final Logger log = LoggerFactory.getLogger(SchemaObjects.class);

  private SchemaObjects() {}

  /** Whether objects of a class define attributes or classes. */
  static boolean isDefinition(ObjectClass structural) {
    return structural.name().equals("attributeSchema") || structural.name().equals("classSchema");
  }

  /** Gives a definition the values that its author may leave out. */
  static void complete(Transaction transaction, ObjectClass structural, EntryBuilder entry) {
    WellKnown w = transaction.schema().wellKnown();
    if (!isDefinition(structural)) {
      return;
    }
    if (!entry.has(w.schemaIDGUID)) {
      entry.set(w.schemaIDGUID, ObjectGuid.bytes(UUID.randomUUID()));
    }
    if (!entry.has(w.lDAPDisplayName)) {
      String cn = entry.text(w.cn);
      entry.set(w.lDAPDisplayName, displayName(cn == null ? "" : cn));
    }
    if (structural == w.classSchemaClass) {
      if (!entry.has(w.rDNAttID)) {
        entry.set(w.rDNAttID, "cn");
      }
      if (!entry.has(w.defaultObjectCategory)) {
        entry.setReference(w.defaultObjectCategory, transaction.newId());
      }
    }
  }

  /** {@code My-Shoe-Size} is {@code myShoeSize} (MS-ADTS 3.1.1.2.3). */
  private static String displayName(String cn) {
    StringBuilder name = new StringBuilder();
    for (String word : cn.split("-", -1)) {
      if (!word.isEmpty()) {
        char first = word.charAt(0);
        name.append(
            name.length() == 0 ? Character.toLowerCase(first) : Character.toUpperCase(first));
        name.append(word, 1, word.length());
      }
    }
    return name.toString();
  }

  /** After an object was added or changed: when it defines something, the schema follows. */
  static void follow(Transaction transaction, int id) throws DirectoryException {
    Entry entry = transaction.existing(id);
    WellKnown w = transaction.schema().wellKnown();
    if (entry.parent() != transaction.object(Register.SCHEMA)) {
      return;
    }
    try {
      if (entry.hasClass(w.attributeSchemaClass.index())) {
        AttributeDefinition definition = attribute(transaction.schema(), entry);
        transaction.extendSchema(List.of(definition), List.of());
        transaction.reindex(transaction.schema().known(definition.name()));
      } else if (entry.hasClass(w.classSchemaClass.index())) {
        transaction.extendSchema(List.of(), List.of(objectClass(transaction, entry)));
      }
    } catch (SchemaException | IllegalArgumentException e) {
      log.info("A schema change was refused: {}: {}", Names.dn(transaction, id), e.getMessage());
      throw AdError.UNWILLING.exception();
    }
  }

  private static AttributeDefinition attribute(Schema schema, Entry entry) {
    WellKnown w = schema.wellKnown();
    return new AttributeDefinition(
        text(entry, w.lDAPDisplayName),
        entry.name(),
        text(entry, w.attributeID),
        text(entry, w.attributeSyntax),
        (int) entry.number(w.oMSyntax, 0),
        oMObjectClass(entry.first(w.oMObjectClass)),
        entry.isTrue(w.isSingleValued),
        entry.has(w.linkID) ? OptionalInt.of((int) entry.number(w.linkID, 0)) : OptionalInt.empty(),
        (int) entry.number(w.searchFlags, 0),
        (int) entry.number(w.systemFlags, 0),
        entry.isTrue(w.systemOnly),
        limit(entry, w.rangeLower),
        limit(entry, w.rangeUpper),
        entry.isTrue(w.isMemberOfPartialAttributeSet),
        guid(entry, w.schemaIDGUID).orElseGet(UUID::randomUUID),
        guid(entry, w.attributeSecurityGUID).orElse(null));
  }

  private static String oMObjectClass(byte @Nullable [] octets) {
    return octets == null ? "" : Base64.getEncoder().encodeToString(octets);
  }

  private static ClassDefinition objectClass(Transaction transaction, Entry entry) {
    Schema schema = transaction.schema();
    WellKnown w = schema.wellKnown();
    int category = entry.reference(w.defaultObjectCategory);
    return new ClassDefinition(
        text(entry, w.lDAPDisplayName),
        entry.name(),
        text(entry, w.governsID),
        className(schema, text(entry, w.subClassOf)),
        (int) entry.number(w.objectClassCategory, 1),
        entry.text(w.rDNAttID).orElse("cn"),
        classNames(schema, entry, w.auxiliaryClass, w.systemAuxiliaryClass),
        attributeNames(schema, entry, w.mustContain, w.systemMustContain),
        attributeNames(schema, entry, w.mayContain, w.systemMayContain),
        classNames(schema, entry, w.possSuperiors, w.systemPossSuperiors),
        entry.isTrue(w.systemOnly),
        (int) entry.number(w.systemFlags, 0),
        category < 0 ? entry.name() : transaction.existing(category).name(),
        guid(entry, w.schemaIDGUID).orElseGet(UUID::randomUUID),
        !entry.has(w.defaultHidingValue) || entry.isTrue(w.defaultHidingValue),
        entry.text(w.defaultSecurityDescriptor).orElse(""));
  }

  private static List<String> attributeNames(
      Schema schema, Entry entry, AttributeType plain, AttributeType system) {
    List<String> names = new ArrayList<>();
    for (AttributeType attribute : List.of(plain, system)) {
      for (Entry.Values values = entry.values(attribute); values.next(); ) {
        String named = values.text();
        names.add(schema.attribute(named).map(AttributeType::name).orElse(named));
      }
    }
    return names;
  }

  private static List<String> classNames(
      Schema schema, Entry entry, AttributeType plain, AttributeType system) {
    List<String> names = new ArrayList<>();
    for (AttributeType attribute : List.of(plain, system)) {
      for (Entry.Values values = entry.values(attribute); values.next(); ) {
        names.add(className(schema, values.text()));
      }
    }
    return names;
  }

  private static String className(Schema schema, String nameOrOid) {
    return schema.objectClass(nameOrOid).map(ObjectClass::name).orElse(nameOrOid);
  }

  private static String text(Entry entry, AttributeType attribute) {
    return entry
        .text(attribute)
        .orElseThrow(() -> new IllegalArgumentException("it has no " + attribute.name()));
  }

  private static OptionalLong limit(Entry entry, AttributeType attribute) {
    return entry.has(attribute)
        ? OptionalLong.of(entry.number(attribute, 0))
        : OptionalLong.empty();
  }

  private static Optional<UUID> guid(Entry entry, AttributeType attribute) {
    byte[] octets = entry.first(attribute);
    return octets == null || octets.length != 16
        ? Optional.empty()
        : Optional.of(ObjectGuid.of(octets));
  }

  /** The values of a definition as its schema object has them. */
  public static void describe(EntryBuilder entry, WellKnown w, AttributeDefinition attribute) {
    entry
        .set(w.lDAPDisplayName, attribute.name())
        .set(w.attributeID, attribute.oid())
        .set(w.attributeSyntax, attribute.attributeSyntax())
        .set(w.oMSyntax, attribute.omSyntax())
        .set(w.isSingleValued, attribute.singleValued())
        .set(w.searchFlags, attribute.searchFlags())
        .set(w.systemOnly, attribute.systemOnly())
        .set(w.schemaIDGUID, ObjectGuid.bytes(attribute.schemaIdGuid()));
    if (!attribute.omObjectClass().isEmpty()) {
      entry.set(w.oMObjectClass, Base64.getDecoder().decode(attribute.omObjectClass()));
    }
    if (attribute.systemFlags() != 0) {
      entry.set(w.systemFlags, attribute.systemFlags());
    }
    attribute.linkId().ifPresent(linkId -> entry.set(w.linkID, linkId));
    attribute.rangeLower().ifPresent(lower -> entry.set(w.rangeLower, int32(lower)));
    attribute.rangeUpper().ifPresent(upper -> entry.set(w.rangeUpper, int32(upper)));
    if (attribute.partialAttributeSet()) {
      entry.set(w.isMemberOfPartialAttributeSet, true);
    }
    UUID security = attribute.securityGuid();
    if (security != null) {
      entry.set(w.attributeSecurityGUID, ObjectGuid.bytes(security));
    }
  }

  /** The values of a definition as its schema object has them, but for its category. */
  public static void describe(EntryBuilder entry, WellKnown w, ClassDefinition objectClass) {
    entry
        .set(w.lDAPDisplayName, objectClass.name())
        .set(w.governsID, objectClass.oid())
        .set(w.subClassOf, objectClass.superclass())
        .set(w.objectClassCategory, objectClass.category())
        .set(w.rDNAttID, objectClass.rdnAttribute())
        .set(w.systemOnly, objectClass.systemOnly())
        .set(w.defaultHidingValue, objectClass.defaultHidingValue())
        .set(w.schemaIDGUID, ObjectGuid.bytes(objectClass.schemaIdGuid()))
        .set(w.systemAuxiliaryClass, texts(objectClass.auxiliaries()))
        .set(w.systemMustContain, texts(objectClass.must()))
        .set(w.systemMayContain, texts(objectClass.may()))
        .set(w.systemPossSuperiors, texts(objectClass.possibleSuperiors()));
    if (objectClass.systemFlags() != 0) {
      entry.set(w.systemFlags, objectClass.systemFlags());
    }
    if (!objectClass.defaultDescriptor().isEmpty()) {
      entry.set(w.defaultSecurityDescriptor, objectClass.defaultDescriptor());
    }
  }

  /** Ranges are unsigned in the tables and signed in the directory. */
  private static long int32(long number) {
    int bits = (int) number;
    return bits;
  }

  private static List<byte[]> texts(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
