package dev.tombolo.connector.sync;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.SyncFailure;
import java.util.Optional;

/**
 * What is to be done about an on-premises object.
 *
 * @param object as it was before
 * @param inbound what the rules made of it; absent when it is gone
 * @param metaverse what happens in the metaverse
 * @param after the metaverse object after that, if one remains that it is joined to
 * @param cloud what happens in the tenant's connector space
 * @param counter under what it is counted, if at all
 * @param failure why nothing could be decided
 */
public record ForestPlan(
    OnPremisesObject object,
    Optional<Inbound> inbound,
    MetaverseChange metaverse,
    Optional<MetaverseObject> after,
    CloudPlan cloud,
    Optional<Counter> counter,
    Optional<SyncFailure> failure) {

  /** What happens in the metaverse. */
  public enum MetaverseChange {
    /** Nothing. */
    NONE,
    /** A new object is made of it. */
    PROJECT,
    /** It joins an object that is there. */
    JOIN,
    /** The object it is joined to changes. */
    UPDATE,
    /** The object it was joined to goes with it. */
    REMOVE,
    /** It leaves the object it was joined to, which others hold. */
    LEAVE
  }
}
