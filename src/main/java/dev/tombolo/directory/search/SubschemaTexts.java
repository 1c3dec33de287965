package dev.tombolo.directory.search;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.schema.AttributeDefinition;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ClassDefinition;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The schema as LDAP clients read it, in the texts of {@code CN=Aggregate} (RFC 4512 4.1, MS-ADTS
 * 3.1.1.3.1.1.1). As there, a syntax stands in quotes.
 */
final class SubschemaTexts {
  private static final String RFC = "1.3.6.1.4.1.1466.115.121.1.";
  private static final String AD = "1.2.840.113556.1.4.";

  private final Schema schema;

  SubschemaTexts(Schema schema) {
    this.schema = schema;
  }

  List<byte[]> attributeTypes() {
    return schema.attributes().stream()
        .map(AttributeType::definition)
        .map(SubschemaTexts::attributeType)
        .map(SubschemaTexts::octets)
        .toList();
  }

  private static String attributeType(AttributeDefinition it) {
    return begin(it.oid(), it.name())
        + " SYNTAX '"
        + syntax(it)
        + "'"
        + (it.singleValued() ? " SINGLE-VALUE" : "")
        + (it.systemOnly() ? " NO-USER-MODIFICATION" : "")
        + " )";
  }

  /** The syntax's LDAP identifier (MS-ADTS 3.1.1.2.2.2, 3.1.1.3.1.1.1). */
  private static String syntax(AttributeDefinition it) {
    return switch (it.attributeSyntax()) {
      case "2.5.5.1" -> RFC + "12";
      case "2.5.5.2" -> RFC + "38";
      case "2.5.5.3" -> AD + "1362";
      case "2.5.5.4" -> AD + "905";
      case "2.5.5.5" -> RFC + (it.omSyntax() == 19 ? "44" : "26");
      case "2.5.5.6" -> RFC + "36";
      case "2.5.5.7" -> AD + (it.omObjectClass().equals("VgYBAgULHQ==") ? "1221" : "903");
      case "2.5.5.8" -> RFC + "7";
      case "2.5.5.9" -> RFC + "27";
      case "2.5.5.11" -> RFC + (it.omSyntax() == 23 ? "53" : "24");
      case "2.5.5.12" -> RFC + "15";
      case "2.5.5.13" -> RFC + "43";
      case "2.5.5.14" -> AD + "904";
      case "2.5.5.15" -> AD + "907";
      case "2.5.5.16" -> AD + "906";
      default -> RFC + "40";
    };
  }

  List<byte[]> objectClasses() {
    return schema.classes().stream()
        .map(ObjectClass::definition)
        .map(SubschemaTexts::objectClass)
        .map(SubschemaTexts::octets)
        .toList();
  }

  private static String objectClass(ClassDefinition it) {
    String kind =
        switch (it.category()) {
          case 1 -> " STRUCTURAL";
          case 2 -> " ABSTRACT";
          case 3 -> " AUXILIARY";
          default -> "";
        };
    String superior = it.name().equals("top") ? "" : " SUP " + it.superclass();
    return begin(it.oid(), it.name())
        + superior
        + kind
        + names(" MUST ", it.must())
        + names(" MAY ", it.may())
        + " )";
  }

  /** The classes that bring auxiliary classes with them, and what these allow. */
  List<byte[]> contentRules() {
    return schema.classes().stream()
        .filter(each -> !each.isAuxiliary() && !each.definition().auxiliaries().isEmpty())
        .map(each -> octets(contentRule(each.definition())))
        .toList();
  }

  private String contentRule(ClassDefinition it) {
    Set<String> must = new TreeSet<>();
    Set<String> may = new TreeSet<>();
    for (String auxiliary : it.auxiliaries()) {
      schema
          .objectClass(auxiliary)
          .ifPresent(
              each -> {
                each.must().stream().forEach(index -> must.add(schema.attribute(index).name()));
                each.may().stream().forEach(index -> may.add(schema.attribute(index).name()));
              });
    }
    return begin(it.oid(), it.name())
        + names(" AUX ", it.auxiliaries())
        + names(" MUST ", must)
        + names(" MAY ", may)
        + " )";
  }

  List<byte[]> attributeInfo() {
    return schema.attributes().stream().map(each -> octets(attributeInfo(each))).toList();
  }

  private static String attributeInfo(AttributeType type) {
    AttributeDefinition it = type.definition();
    StringBuilder text = new StringBuilder(begin(it.oid(), it.name()));
    it.rangeLower().ifPresent(lower -> text.append(" RANGE-LOWER '").append(lower).append('\''));
    it.rangeUpper().ifPresent(upper -> text.append(" RANGE-UPPER '").append(upper).append('\''));
    text.append(" PROPERTY-GUID '").append(hex(it.schemaIdGuid())).append('\'');
    UUID set = it.securityGuid();
    if (set != null) {
      text.append(" PROPERTY-SET-GUID '").append(hex(set)).append('\'');
    }
    return text.append(type.isIndexed() ? " INDEXED" : "")
        .append(it.systemOnly() ? " SYSTEM-ONLY" : "")
        .append(" )")
        .toString();
  }

  List<byte[]> classInfo() {
    return schema.classes().stream()
        .map(ObjectClass::definition)
        .map(
            it ->
                octets(
                    begin(it.oid(), it.name()) + " CLASS-GUID '" + hex(it.schemaIdGuid()) + "' )"))
        .toList();
  }

  private static String begin(String oid, String name) {
    return "( " + oid + " NAME '" + name + "'";
  }

  private static String names(String keyword, Collection<String> names) {
    return names.isEmpty() ? "" : keyword + "( " + String.join(" $ ", names) + " )";
  }

  private static String hex(UUID guid) {
    return HexFormat.of().withUpperCase().formatHex(ObjectGuid.bytes(guid));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
