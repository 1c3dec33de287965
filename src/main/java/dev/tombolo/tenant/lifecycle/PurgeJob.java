package dev.tombolo.tenant.lifecycle;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.Housekeeping;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ProvisioningLog;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.util.List;

/**
 * Empties the recycle bin of what is older than thirty days, and forgets old changes and audit
 * entries. Safe to run in several processes at a time: each object is purged by one of them.
 */
public final class PurgeJob implements Runnable {
  /** How often it is due. */
  public static final Duration PERIOD = Duration.ofHours(1);

  /** How long changes can be asked for by a delta token. */
  public static final Duration CHANGE_RETENTION = Duration.ofDays(7);

  private static final Duration AUDIT_RETENTION = Duration.ofDays(30);
  private static final int PAGE = 500;

  private final TenantStore store;

  /** A job on a store. */
  public PurgeJob(TenantStore store) {
    this.store = store;
  }

  @Override
  public void run() {
    for (ObjectType type : List.of(ObjectType.USER, ObjectType.GROUP)) {
      int purged;
      do {
        purged = store.write(Actor.SERVICE, unit -> purgePage(unit, type));
      } while (purged == PAGE);
    }
    store.write(
        Actor.SERVICE,
        unit -> {
          unit.audit().trim(unit.now().minus(AUDIT_RETENTION));
          new ProvisioningLog(unit).trim(unit.now().minus(AUDIT_RETENTION));
          return new Housekeeping(unit).trimChanges(unit.now().minus(CHANGE_RETENTION));
        });
  }

  private static int purgePage(Unit unit, ObjectType type) {
    RecycleBin bin = new RecycleBin(unit);
    List<DirectoryObject> expired =
        new Housekeeping(unit)
            .deletedBefore(Listing.recycleBin(type), RecycleBin.horizon(unit.now()), PAGE);
    expired.forEach(bin::purge);
    return expired.size();
  }
}
