package dev.tombolo.directory.store;

import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.ClassDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes schema definitions to octets, so that a store on disk does not depend on the tables it was
 * made with.
 */
final class SchemaCodec {
  private SchemaCodec() {}

  static byte[] encode(AttributeDefinition attribute) {
    Octets out = new Octets(128);
    out.putText(attribute.name()).putText(attribute.cn()).putText(attribute.oid());
    out.putText(attribute.attributeSyntax())
        .putSignedVar(attribute.omSyntax())
        .putText(attribute.omObjectClass());
    out.put(attribute.singleValued() ? 1 : 0).putSignedVar(attribute.linkId().orElse(-1));
    out.putSignedVar(attribute.searchFlags()).putSignedVar(attribute.systemFlags());
    out.put(attribute.systemOnly() ? 1 : 0).put(attribute.partialAttributeSet() ? 1 : 0);
    putLimit(out, attribute.rangeLower());
    putLimit(out, attribute.rangeUpper());
    putGuid(out, attribute.schemaIdGuid());
    putGuid(out, attribute.securityGuid());
    return out.toByteArray();
  }

  static AttributeDefinition attribute(byte[] octets) {
    Octets.Reader in = new Octets.Reader(octets, 0);
    String name = in.nextText();
    String cn = in.nextText();
    String oid = in.nextText();
    String syntax = in.nextText();
    int omSyntax = (int) in.nextSignedVar();
    String omObjectClass = in.nextText();
    boolean singleValued = in.next() == 1;
    int linkId = (int) in.nextSignedVar();
    int searchFlags = (int) in.nextSignedVar();
    int systemFlags = (int) in.nextSignedVar();
    boolean systemOnly = in.next() == 1;
    boolean partialAttributeSet = in.next() == 1;
    OptionalLong lower = limit(in);
    OptionalLong upper = limit(in);
    UUID schemaIdGuid = guid(in);
    if (schemaIdGuid == null) {
      throw new IllegalStateException(
          "the attribute " + name + " was written without schemaIDGUID");
    }
    return new AttributeDefinition(
        name,
        cn,
        oid,
        syntax,
        omSyntax,
        omObjectClass,
        singleValued,
        linkId < 0 ? OptionalInt.empty() : OptionalInt.of(linkId),
        searchFlags,
        systemFlags,
        systemOnly,
        lower,
        upper,
        partialAttributeSet,
        schemaIdGuid,
        guid(in));
  }

  static byte[] encode(ClassDefinition objectClass) {
    Octets out = new Octets(256);
    out.putText(objectClass.name()).putText(objectClass.cn()).putText(objectClass.oid());
    out.putText(objectClass.superclass())
        .putVar(objectClass.category())
        .putText(objectClass.rdnAttribute());
    putTexts(out, objectClass.auxiliaries());
    putTexts(out, objectClass.must());
    putTexts(out, objectClass.may());
    putTexts(out, objectClass.possibleSuperiors());
    out.put(objectClass.systemOnly() ? 1 : 0).putSignedVar(objectClass.systemFlags());
    out.putText(objectClass.defaultObjectCategory());
    putGuid(out, objectClass.schemaIdGuid());
    out.put(objectClass.defaultHidingValue() ? 1 : 0);
    return out.putText(objectClass.defaultDescriptor()).toByteArray();
  }

  static ClassDefinition objectClass(byte[] octets) {
    Octets.Reader in = new Octets.Reader(octets, 0);
    String name = in.nextText();
    String cn = in.nextText();
    String oid = in.nextText();
    String superclass = in.nextText();
    int category = (int) in.nextVar();
    String rdnAttribute = in.nextText();
    List<String> auxiliaries = texts(in);
    List<String> must = texts(in);
    List<String> may = texts(in);
    List<String> superiors = texts(in);
    boolean systemOnly = in.next() == 1;
    int systemFlags = (int) in.nextSignedVar();
    String defaultObjectCategory = in.nextText();
    UUID schemaIdGuid = guid(in);
    if (schemaIdGuid == null) {
      throw new IllegalStateException("the class " + name + " was written without schemaIDGUID");
    }
    return new ClassDefinition(
        name,
        cn,
        oid,
        superclass,
        category,
        rdnAttribute,
        auxiliaries,
        must,
        may,
        superiors,
        systemOnly,
        systemFlags,
        defaultObjectCategory,
        schemaIdGuid,
        in.next() == 1,
        in.hasMore() ? in.nextText() : ""); // it was not kept at first
  }

  private static void putTexts(Octets out, List<String> texts) {
    out.putVar(texts.size());
    texts.forEach(out::putText);
  }

  private static List<String> texts(Octets.Reader in) {
    int count = (int) in.nextVar();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.nextText());
    }
    return texts;
  }

  private static void putLimit(Octets out, OptionalLong limit) {
    out.put(limit.isPresent() ? 1 : 0).putSignedVar(limit.orElse(0));
  }

  private static OptionalLong limit(Octets.Reader in) {
    boolean present = in.next() == 1;
    long limit = in.nextSignedVar();
    return present ? OptionalLong.of(limit) : OptionalLong.empty();
  }

  private static void putGuid(Octets out, @Nullable UUID guid) {
    out.put(guid == null ? 0 : 1);
    if (guid != null) {
      out.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
    }
  }

  private static @Nullable UUID guid(Octets.Reader in) {
    return in.next() == 0 ? null : new UUID(in.nextLong(), in.nextLong());
  }
}
