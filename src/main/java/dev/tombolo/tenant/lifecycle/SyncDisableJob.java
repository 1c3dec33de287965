package dev.tombolo.tenant.lifecycle;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Literal;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finishes what turning directory synchronization off has begun (reference §5.7): after a while,
 * every synchronized object becomes the cloud's own, and then the tenant.
 */
public final class SyncDisableJob implements Runnable {
  /** How often it is due. */
  public static final Duration PERIOD = Duration.ofMinutes(15);

  private static final int PAGE = 500;

  private final TenantStore store;
  private final Duration duration;

  /**
   * A job on a store.
   *
   * @param duration how long turning off takes; up to 72 hours in reality
   */
  public SyncDisableJob(TenantStore store, Duration duration) {
    this.store = store;
    this.duration = duration;
  }

  @Override
  public void run() {
    Optional<Instant> since = store.read(unit -> unit.organization().syncDisabling());
    boolean due =
        store.read(
            unit -> since.map(begun -> !begun.plus(duration).isAfter(unit.now())).orElse(false));
    if (!due) {
      return;
    }
    for (ObjectType type : ObjectType.values()) {
      int released;
      do {
        released = store.write(Actor.SERVICE, unit -> release(unit, type));
      } while (released == PAGE);
    }
    store.write(
        Actor.SERVICE,
        unit -> {
          unit.organizations().saveSyncEnabled(false);
          unit.organizations().saveSyncDisabling(Optional.empty());
          return unit.now();
        });
  }

  private static int release(Unit unit, ObjectType type) {
    Expression synced =
        new Expression.Comparison(
            new Expression.Path(List.of(Property.ON_PREMISES_SYNC_ENABLED.jsonName())),
            Expression.Operator.EQ,
            new Literal.Flag(true));
    ObjectQuery query =
        new ObjectQuery(
            new ObjectQuery.In(Listing.live(type)),
            Optional.of(synced),
            objects -> List.of(),
            Optional.empty(),
            false);
    List<DirectoryObject> objects =
        new ObjectQueries(unit, query).page(Optional.empty(), PAGE).objects();
    unit.objects().preload(objects.stream().map(DirectoryObject::id).toList());
    for (DirectoryObject object : objects) {
      unit.objects()
          .find(object.id())
          .ifPresent(
              now ->
                  unit.objects()
                      .save(now.edit().set(Property.ON_PREMISES_SYNC_ENABLED, false).build()));
      unit.journal("sync-off", object, "The object became the cloud's own");
    }
    return objects.size();
  }
}
