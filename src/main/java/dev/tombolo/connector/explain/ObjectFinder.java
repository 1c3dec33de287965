package dev.tombolo.connector.explain;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.wire.ForestException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds an object by any of the names people have for it. */
final class ObjectFinder {
  private static final int PAGE = 500;
  private static final int GUID_LENGTH = 16;
  private static final List<String> NAMES =
      List.of("userPrincipalName", "displayName", "mail", "onPremisesSamAccountName");

  private final ConnectorStore store;
  private final ForestLookup forest;

  /** Where an object is: its objectGUID on-premises, its row in the tenant's connector space. */
  record Found(Optional<UUID> guid, Optional<CloudObject> cloud) {}

  ObjectFinder(ConnectorStore store, ForestLookup forest) {
    this.store = store;
    this.forest = forest;
  }

  Found find(String id) throws ForestException {
    Optional<CloudObject> anchored = store.read(space -> space.cloud().find(id));
    Optional<UUID> joined =
        store.read(space -> Optional.ofNullable(space.metaverse().guidsOf(List.of(id)).get(id)));
    if (anchored.isPresent() || joined.isPresent()) {
      return new Found(joined.or(() -> guidIn(id)), anchored);
    }
    Optional<UUID> guid = ObjectGuid.parse(id).or(() -> guidIn(id));
    if (guid.isPresent()) {
      Optional<CloudObject> cloud = withAnchorOf(guid.get());
      Optional<CloudObject> other = cloud.isPresent() ? Optional.empty() : withId(guid.get());
      return other.isPresent() ? find(other.get().anchor()) : new Found(guid, cloud);
    }
    Optional<UUID> named =
        store.read(space -> space.onPremises().named(id)).map(OnPremisesObject::guid);
    if (named.isEmpty()) {
      named = forest.guidOf(id);
    }
    return named.isPresent()
        ? new Found(named, withAnchorOf(named.get()))
        : inTheCloud(id)
            .map(object -> new Found(guidIn(object.anchor()), Optional.of(object)))
            .orElseGet(() -> new Found(Optional.empty(), Optional.empty()));
  }

  /** The objectGUID that a source anchor is made of, if it may be one. */
  static Optional<UUID> guidIn(String anchor) {
    try {
      byte[] octets = Base64.getDecoder().decode(anchor);
      return octets.length == GUID_LENGTH ? Optional.of(ObjectGuid.of(octets)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<CloudObject> withAnchorOf(UUID guid) {
    String anchor = Base64.getEncoder().encodeToString(ObjectGuid.bytes(guid));
    return store.read(space -> space.cloud().find(anchor));
  }

  private Optional<CloudObject> withId(UUID id) {
    return search(
        object -> object.cloudAnchor() != null && object.cloudAnchor().objectId().equals(id));
  }

  private Optional<CloudObject> inTheCloud(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return search(object -> has(object.attributes(), folded));
  }

  private static boolean has(Map<String, List<String>> attributes, String folded) {
    return NAMES.stream()
        .anyMatch(
            property ->
                attributes.getOrDefault(property, List.of()).stream()
                    .anyMatch(value -> value.toLowerCase(Locale.ROOT).equals(folded)));
  }

  private Optional<CloudObject> search(java.util.function.Predicate<CloudObject> wanted) {
    String after = "";
    while (true) {
      String from = after;
      List<CloudObject> page = store.read(space -> space.cloud().page(from, PAGE));
      if (page.isEmpty()) {
        return Optional.empty();
      }
      Optional<CloudObject> found = page.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found;
      }
      after = page.get(page.size() - 1).anchor();
    }
  }
}
