package dev.tombolo.tenant.model;

import dev.tombolo.cloud.ObjectType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A value that at most one object of the tenant may hold at a time (reference §2.3). User principal
 * names and SMTP addresses share one namespace across users, groups and contacts.
 *
 * @param key the namespace's letter, a colon and the value as it is compared
 */
public record UniqueValue(String key) {
  /** A user principal name or an SMTP address, without prefix; case does not matter. */
  public static UniqueValue address(String address) {
    return new UniqueValue("a:" + address.toLowerCase(Locale.ROOT));
  }

  /** A source anchor; case matters. */
  public static UniqueValue sourceAnchor(String anchor) {
    return new UniqueValue("s:" + anchor);
  }

  /** An on-premises security identifier. */
  public static UniqueValue securityIdentifier(String sid) {
    return new UniqueValue("i:" + sid.toUpperCase(Locale.ROOT));
  }

  /** A device's own id. */
  public static UniqueValue deviceId(String id) {
    return new UniqueValue("d:" + id.toLowerCase(Locale.ROOT));
  }

  /**
   * What an object holds. In the recycle bin it keeps its anchor, by which it is matched, and
   * releases the rest.
   */
  public static Set<UniqueValue> heldBy(DirectoryObject object) {
    Set<UniqueValue> values = new HashSet<>();
    object.sourceAnchor().ifPresent(anchor -> values.add(sourceAnchor(anchor)));
    if (!object.deleted()) {
      object.text(Property.USER_PRINCIPAL_NAME).ifPresent(upn -> values.add(address(upn)));
      for (String proxy : object.texts(Property.PROXY_ADDRESSES)) {
        ProxyAddress.parse(proxy)
            .filter(ProxyAddress::smtp)
            .ifPresent(smtp -> values.add(address(smtp.address())));
      }
      object
          .text(Property.ON_PREMISES_SECURITY_IDENTIFIER)
          .ifPresent(sid -> values.add(securityIdentifier(sid)));
      if (object.type() == ObjectType.DEVICE) {
        object.text(Property.DEVICE_ID).ifPresent(id -> values.add(deviceId(id)));
      }
    }
    return values;
  }
}
