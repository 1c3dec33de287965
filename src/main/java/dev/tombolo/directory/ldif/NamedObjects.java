package dev.tombolo.directory.ldif;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.search.NameWithData;
import dev.tombolo.directory.store.Transaction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which of the objects that records name are there. */
final class NamedObjects {
  private final Transaction transaction;

  NamedObjects(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The attribute of a description with or without options, or null. */
  @Nullable AttributeType attribute(String description) {
    int semicolon = description.indexOf(';');
    String name = semicolon < 0 ? description : description.substring(0, semicolon);
    return transaction.schema().attribute(name).orElse(null);
  }

  /** Whether values of an attribute name objects and may be written once these are there. */
  static boolean mayWait(AttributeType attribute) {
    return attribute.syntax().isReference() && !attribute.isSystemOnly();
  }

  /**
   * The distinguished name, as {@link Load#key} writes it, of an object that is not there; null
   * when it is there, or is named in a way one cannot wait for.
   */
  @Nullable String missing(String name) throws DirectoryException {
    return ObjectName.parse(name) instanceof ObjectName.ByDn && Names.find(transaction, name) < 0
        ? Load.key(name)
        : null;
  }

  /**
   * The same for a value of a reference attribute; a value that is none is not missing anything.
   */
  @Nullable String missing(AttributeType attribute, byte[] value) {
    String name = new String(value, StandardCharsets.UTF_8);
    if (attribute.syntax() != Syntax.DN) {
      name = NameWithData.parse(attribute.syntax(), name).map(NameWithData::dn).orElse("");
    }
    try {
      return name.isEmpty() ? null : missing(name);
    } catch (DirectoryException e) {
      return null; // who writes the value will say what is wrong with it
    }
  }
}
