package dev.tombolo.connector.space;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object in a forest's connector space.
 *
 * @param guid objectGUID, the anchor
 * @param connector the forest's name
 * @param dn as the last import saw it
 * @param attributes values by LDAP display name; those of binary syntax in base64
 * @param metaverseId the metaverse object it is joined to; absent for a disconnector
 * @param failure why its last synchronization failed
 */
public record OnPremisesObject(
    UUID guid,
    String connector,
    ObjectKind kind,
    String dn,
    Map<String, List<String>> attributes,
    PendingImport pending,
    @Nullable UUID metaverseId,
    @Nullable SyncFailure failure) {

  /** The first value of an attribute, or nothing. */
  public @Nullable String first(String attribute) {
    List<String> values = attributes.get(attribute);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** The object as an import now sees it. */
  public OnPremisesObject imported(
      String newDn, Map<String, List<String>> newAttributes, PendingImport change) {
    return new OnPremisesObject(
        guid, connector, kind, newDn, newAttributes, pending.then(change), metaverseId, failure);
  }

  /** The object after its synchronization: nothing is pending. */
  public OnPremisesObject synchronizedTo(@Nullable UUID metaverse, @Nullable SyncFailure problem) {
    return new OnPremisesObject(
        guid, connector, kind, dn, attributes, PendingImport.NONE, metaverse, problem);
  }
}
