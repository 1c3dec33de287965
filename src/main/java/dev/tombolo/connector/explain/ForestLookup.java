package dev.tombolo.connector.explain;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.source.ForestChange;
import dev.tombolo.connector.source.ForestSource;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks single objects up in the forest, as they are now. */
public final class ForestLookup {
  private static final String GUID = "objectGUID";

  private final ForestClient forest;
  private final ForestSource source;

  /** Looks up where a source reads. */
  public ForestLookup(ForestClient forest, ForestSource source) {
    this.forest = forest;
    this.source = source;
  }

  /** The objectGUID of the object that has a distinguished name, a UPN or an account name. */
  Optional<UUID> guidOf(String name) throws ForestException {
    boolean distinguished = name.indexOf('=') > 0 && DN.isValidDN(name);
    SearchRequest request =
        distinguished
            ? new SearchRequest(
                name, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), GUID)
            : new SearchRequest(
                forest.endpoint().baseDn(),
                SearchScope.SUB,
                Filter.createORFilter(
                    Filter.createEqualityFilter("userPrincipalName", name),
                    Filter.createEqualityFilter("sAMAccountName", name)),
                GUID);
    try {
      for (SearchResultEntry entry : forest.search(request).getSearchEntries()) {
        byte[] octets = entry.getAttributeValueBytes(GUID);
        if (octets != null) {
          return Optional.of(ObjectGuid.of(octets));
        }
      }
    } catch (ForestException e) {
      if (e.kind() != ForestException.Kind.REFUSED) {
        throw e;
      }
      // There is no such name.
    }
    return Optional.empty();
  }

  /** The object, if it is there and not deleted. */
  Optional<ForestChange> find(UUID guid) throws ForestException {
    return Optional.ofNullable(find(List.of(guid)).get(guid));
  }

  /** Those of some objects that are there and not deleted. */
  Map<UUID, ForestChange> find(Collection<UUID> guids) throws ForestException {
    Map<UUID, ForestChange> live = new LinkedHashMap<>();
    for (ForestChange change : source.read(guids)) {
      if (!change.deleted()) {
        live.put(change.guid(), change);
      }
    }
    return live;
  }
}
