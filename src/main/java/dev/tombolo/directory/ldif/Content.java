package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.TextFold;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as a record puts it: its name and its attributes, each named once, in the order they
 * came. Nothing in it is known to be right.
 */
final class Content {
  private final String dn;
  private final List<Property> properties;
  private @Nullable DistinguishedName name;
  private @Nullable String parentKey;

  /** The values of an attribute. */
  static final class Property {
    private final String description;
    private final List<byte[]> values;
    private @Nullable Schema lookedUpIn;
    private @Nullable AttributeType type;

    private Property(String description, List<byte[]> values) {
      this.description = description;
      this.values = values;
    }

    /** The attribute's name, with options if it has any. */
    String description() {
      return description;
    }

    /** Its values, which must not be changed. */
    List<byte[]> values() {
      return values;
    }

    /** The attribute, without its options, or null when the schema has none of this name. */
    @Nullable AttributeType type(Schema schema) {
      if (lookedUpIn != schema) {
        int semicolon = description.indexOf(';');
        String base = semicolon < 0 ? description : description.substring(0, semicolon);
        type = schema.attribute(base).orElse(null);
        lookedUpIn = schema;
      }
      return type;
    }
  }

  /** An object without attributes, to be given some. */
  Content(String dn) {
    this.dn = dn;
    this.properties = new ArrayList<>(32);
  }

  /** An object as the SDK has it. */
  static Content of(Entry entry) {
    Content content = new Content(entry.getDN());
    for (Attribute attribute : entry.getAttributes()) {
      content.properties.add(
          new Property(attribute.getName(), Arrays.asList(attribute.getValueByteArrays())));
    }
    return content;
  }

  /** Gives an attribute one more value; for who makes the content. */
  void add(String description, byte[] value) {
    Property last = properties.isEmpty() ? null : properties.get(properties.size() - 1);
    Property same =
        last != null && last.description.equalsIgnoreCase(description) ? last : find(description);
    if (same == null) {
      same = new Property(description, new ArrayList<>(1));
      properties.add(same);
    }
    same.values.add(value);
  }

  private @Nullable Property find(String description) {
    for (int i = 0; i < properties.size(); i++) {
      Property each = properties.get(i);
      if (each.description.equalsIgnoreCase(description)) {
        return each;
      }
    }
    return null;
  }

  /** A copy that has one value of an attribute instead of what another has. */
  Content with(String replaced, String description, byte[] value) {
    Content copy = new Content(dn);
    copy.name = name;
    copy.parentKey = parentKey;
    for (Property each : properties) {
      if (!each.description.equalsIgnoreCase(replaced)
          && !each.description.equalsIgnoreCase(description)) {
        copy.properties.add(each);
      }
    }
    copy.add(description, value);
    return copy;
  }

  /** The name as the record has it. */
  String dn() {
    return dn;
  }

  /** The name. */
  DistinguishedName name() throws DirectoryException {
    DistinguishedName read = name;
    if (read == null) {
      read = DistinguishedName.parse(dn);
      name = read;
    }
    return read;
  }

  /** The name of the object above as {@link Load#key} writes it; not for the root. */
  String parentKey() throws DirectoryException {
    String key = parentKey;
    if (key == null) {
      key = Load.key(name().parent());
      parentKey = key;
    }
    return key;
  }

  /** The attributes. */
  List<Property> properties() {
    return properties;
  }

  /** The values of an attribute by its name in any case; none when it has none. */
  List<byte[]> values(String description) {
    Property property = find(description);
    return property == null ? List.of() : property.values;
  }

  /** Whether it has a class by this name. */
  boolean hasClass(String className) {
    byte[] folded = TextFold.fold(className.getBytes(StandardCharsets.UTF_8));
    for (byte[] each : values("objectClass")) {
      if (Arrays.equals(TextFold.fold(each), folded)) {
        return true;
      }
    }
    return false;
  }
}
