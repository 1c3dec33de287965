package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that every forest has from the start; fixtures written by hand often bring them
 * along.
 */
final class DefaultObjects {
  private DefaultObjects() {}

  /** Whether an object is a naming context's head or a critical object. */
  static boolean isPartOf(Transaction transaction, int id) {
    var entry = transaction.existing(id);
    WellKnown w = transaction.schema().wellKnown();
    return entry.isNamingContextHead() || entry.isTrue(w.isCriticalSystemObject);
  }

  /** What a record says besides the object's name, its classes and what the server owns. */
  static List<Modification> merge(Schema schema, Content record) {
    List<Modification> modifications = new ArrayList<>();
    WellKnown w = schema.wellKnown();
    for (Content.Property attribute : record.properties()) {
      AttributeType type = schema.attribute(attribute.description()).orElse(null);
      if (type != null && !isServersOwn(w, type)) {
        modifications.add(
            new Modification(
                type.isForwardLink() ? ModificationType.ADD : ModificationType.REPLACE,
                type.name(),
                attribute.values().toArray(byte[][]::new)));
      }
    }
    return modifications;
  }

  private static boolean isServersOwn(WellKnown w, AttributeType type) {
    boolean naming =
        type == w.objectClass || type == w.cn || type == w.ou || type == w.dc || type == w.name;
    return naming || type.isSystemOnly() || type.isBackLink() || type.isConstructed();
  }
}
