package dev.tombolo.connector.source;

import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a forest tells of one object.
 *
 * @param dn its present name
 * @param deleted whether it has been deleted
 * @param recycled whether it cannot come back: a tombstone or recycled object
 * @param kind its kind; told only when everything of it is told
 * @param values what its attributes are now; one that lost all its values has none. Attributes that
 *     are not named have not changed, or, when everything is told, are absent
 * @param addedLinks references that have come
 * @param removedLinks references that have gone
 * @param linksTo every reference to the object; told only when it was read by itself
 */
public record ForestChange(
    UUID guid,
    String dn,
    boolean deleted,
    boolean recycled,
    Optional<ObjectKind> kind,
    Map<String, List<String>> values,
    List<OnPremisesLink> addedLinks,
    List<OnPremisesLink> removedLinks,
    Optional<List<OnPremisesLink>> linksTo) {

  /** Whether everything of the object is told, rather than what has changed. */
  public boolean complete() {
    return kind.isPresent();
  }
}
