package dev.tombolo.directory.operation;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.util.Optional;

/**
 * What the global catalog holds of every object of the forest: the partial attribute set (MS-ADTS
 * 3.1.1.2.3.2), the back links of its links, and what is computed.
 */
final class GlobalCatalog {
  private static final int REQUIRED = 0x2;

  private GlobalCatalog() {}

  static boolean holds(Schema schema, AttributeType attribute) {
    if (attribute.isConstructed() || isInSet(attribute)) {
      return true;
    }
    Optional<AttributeType> forward =
        attribute.isBackLink() ? schema.forwardLink(attribute.linkPair()) : Optional.empty();
    return forward.isPresent() && isInSet(forward.get());
  }

  private static boolean isInSet(AttributeType attribute) {
    return attribute.definition().partialAttributeSet()
        || (attribute.definition().systemFlags() & REQUIRED) != 0;
  }
}
