package dev.tombolo.connector.sync;

import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Synchronizes the tenant's connector space with the metaverse: what the tenant shows and is not as
 * it shall be is exported once more; what nobody on-premises holds remains a disconnector.
 */
public final class TenantSync {
  private static final int PAGE = 500;

  private final ConnectorStore store;
  private final SyncPlanner planner;
  private final Clock clock;
  private final Faults faults;

  /** A synchronization by a planner's decisions. */
  public TenantSync(ConnectorStore store, SyncPlanner planner, Clock clock, Faults faults) {
    this.store = store;
    this.planner = planner;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * Takes up what imports have left pending.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public StepTally delta(StepTally tally) {
    for (PendingImport pending :
        List.of(PendingImport.DELETE, PendingImport.ADD, PendingImport.UPDATE)) {
      pages(tally, after -> store.read(space -> space.cloud().pending(pending, after, PAGE)));
    }
    return tally;
  }

  /**
   * Decides about every object anew.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public StepTally full(StepTally tally) {
    pages(tally, after -> store.read(space -> space.cloud().page(after, PAGE)));
    return tally;
  }

  private void pages(StepTally tally, Function<String, List<CloudObject>> read) {
    List<CloudObject> page = read.apply("");
    while (!page.isEmpty()) {
      List<CloudObject> objects = page;
      faults.reach("sync.batch");
      tally.add(store.write(space -> batch(space, objects)));
      page = read.apply(objects.get(objects.size() - 1).anchor());
    }
  }

  private StepTally batch(Space space, List<CloudObject> objects) {
    StepTally tally = new StepTally();
    Map<String, MetaverseObject> metaverse =
        space.metaverse().withAnchors(objects.stream().map(CloudObject::anchor).toList());
    List<CloudObject> changed = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    List<String> relink = new ArrayList<>();
    for (CloudObject object : objects) {
      CloudPlan plan =
          planner.plan(object, Optional.ofNullable(metaverse.get(object.anchor())), clock.millis());
      if (plan instanceof CloudPlan.Change change) {
        if (!change.after().equals(object)) {
          changed.add(change.after());
        }
        change.counter().ifPresent(counter -> tally.count(counter, object.anchor()));
        if (change.reprovisioned()) {
          relink.add(object.anchor());
        }
      } else if (plan instanceof CloudPlan.Drop) {
        dropped.add(object.anchor());
      } else if (plan instanceof CloudPlan.Failed failed) {
        tally.fail(
            Counter.FLOW_FAILURE,
            new ObjectFailure(object.anchor(), object.anchor(), failed.failure()));
      }
    }
    space.cloud().update(changed);
    space.cloud().delete(dropped);
    space.cloudLinks().markPending(relink);
    space.onPremisesLinks().markPending(space.metaverse().guidsOf(relink).values());
    return tally;
  }
}
