package dev.tombolo.connector.sync;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Synchronizes a forest's connector space with the metaverse, some hundred objects at a time. */
public final class ForestSync {
  private static final int PAGE = 500;
  private static final List<PendingImport> ORDER =
      List.of(PendingImport.DELETE, PendingImport.ADD, PendingImport.UPDATE);

  private final ConnectorStore store;
  private final SyncPlanner planner;
  private final PilotGroup pilot;
  private final Clock clock;
  private final Journal journal;
  private final Faults faults;

  /** A synchronization by a planner's decisions. */
  public ForestSync(
      ConnectorStore store,
      SyncPlanner planner,
      PilotGroup pilot,
      Clock clock,
      Journal journal,
      Faults faults) {
    this.store = store;
    this.planner = planner;
    this.pilot = pilot;
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
  }

  /**
   * Takes up what imports have left pending, deletions first: they make room for what is new.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public StepTally delta(String connector, StepTally tally) {
    if (pilot.filters()) {
      store.write(
          space -> {
            pilot.markChanged(space);
            return space;
          });
    }
    for (PendingImport pending : ORDER) {
      pages(
          tally,
          after ->
              store.read(space -> space.onPremises().pending(connector, pending, after, PAGE)));
    }
    return tally;
  }

  /**
   * Decides about every object anew.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public StepTally full(String connector, StepTally tally) {
    pages(
        tally,
        after ->
            store.read(
                space -> space.onPremises().pending(connector, PendingImport.DELETE, after, PAGE)));
    pages(tally, after -> store.read(space -> space.onPremises().page(connector, after, PAGE)));
    return tally;
  }

  private void pages(StepTally tally, Function<@Nullable UUID, List<OnPremisesObject>> read) {
    List<OnPremisesObject> page = read.apply(null);
    while (!page.isEmpty()) {
      List<OnPremisesObject> objects = page;
      faults.reach("sync.batch");
      ForestBatch[] done = new ForestBatch[1];
      tally.add(
          store.write(
              space -> {
                ForestBatch batch = new ForestBatch(space, planner, pilot, clock.millis());
                done[0] = batch;
                StepTally counted = batch.run(objects);
                faults.reach("sync.commit");
                return counted;
              }));
      done[0].plans().forEach(this::note);
      page = read.apply(objects.get(objects.size() - 1).guid());
    }
  }

  private void note(ForestPlan plan) {
    OnPremisesObject object = plan.object();
    Set<String> subjects = new LinkedHashSet<>(List.of(object.guid().toString(), object.dn()));
    plan.after().map(MetaverseObject::sourceAnchor).ifPresent(subjects::add);
    plan.failure()
        .ifPresent(
            failure ->
                journal.record("sync-failure", subjects, object.dn() + ": " + failure.message()));
    if (plan.metaverse() != ForestPlan.MetaverseChange.NONE) {
      String kind = plan.metaverse().name().toLowerCase(Locale.ROOT);
      journal.record("sync-" + kind, subjects, object.dn() + " " + what(plan));
    }
  }

  private static String what(ForestPlan plan) {
    return switch (plan.metaverse()) {
      case PROJECT -> "was projected to the metaverse";
      case JOIN -> "was joined to a metaverse object";
      case UPDATE -> "flowed to its metaverse object";
      case REMOVE -> "took its metaverse object with it" + reason(plan);
      case LEAVE -> "left its metaverse object" + reason(plan);
      case NONE -> "is as before";
    };
  }

  private static String reason(ForestPlan plan) {
    return plan.inbound().isPresent() && plan.inbound().get() instanceof Inbound.Filtered filtered
        ? ": " + filtered.rule() + ", " + filtered.reason()
        : "";
  }
}
