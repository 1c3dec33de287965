package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.store.EntryBuilder;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether an object's attributes fit its classes (MS-ADTS 3.1.1.5.1). */
final class SchemaCheck {
  private SchemaCheck() {}

  /** Refuses an attribute that none of the classes allows. */
  static void checkAllowed(Collection<ObjectClass> classes, AttributeType attribute)
      throws DirectoryException {
    for (ObjectClass each : classes) {
      if (each.allows(attribute)) {
        return;
      }
    }
    throw AdError.ATTRIBUTE_NOT_ALLOWED.about(attribute.attid(), attribute.name());
  }

  /**
   * Refuses an object that lacks what its classes demand.
   *
   * @param linked the link attributes it has values of
   */
  static void checkComplete(
      Schema schema, List<ObjectClass> classes, EntryBuilder entry, Set<AttributeType> linked)
      throws DirectoryException {
    BitSet missing = new BitSet();
    classes.forEach(each -> missing.or(each.must()));
    for (int number : entry.attributes()) {
      missing.clear(number);
    }
    linked.forEach(attribute -> missing.clear(attribute.index()));
    for (int number = missing.nextSetBit(0); number >= 0; number = missing.nextSetBit(number + 1)) {
      AttributeType attribute = schema.attribute(number);
      if (isClients(schema, attribute)) {
        throw AdError.MISSING_ATTRIBUTE.about(attribute.attid(), attribute.name());
      }
    }
  }

  /** Whether an object can lack an attribute its classes demand: the server does not make it up. */
  static boolean isClients(Schema schema, AttributeType attribute) {
    return !attribute.isConstructed() && attribute != schema.wellKnown().nTSecurityDescriptor;
  }
}
