package dev.tombolo.connector.run;

import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.RunCycle;
import dev.tombolo.connector.space.RunHistory;
import dev.tombolo.connector.space.StepTally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs cycles and single run profiles, one at a time, and keeps their history. */
public final class SyncEngine implements AutoCloseable {
  /** Who starts a cycle. */
  public enum Origin {
    /** The scheduler. */
    SCHEDULER("scheduler"),
    /** Somebody who asked for it. */
    USER("user"),
    /** A change, in continuous mode; the history keeps only those in which something happened. */
    CONTINUOUS("continuous");

    private final String label;

    Origin(String label) {
      this.label = label;
    }
  }

  private static final String NO_POLICY = "None";
  private static final String CLOSING = "the connector is closing and";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Steps steps;
  private final ConnectorStore store;
  private final Clock clock;
  private final boolean staging;
  private final ReentrantLock running = new ReentrantLock(true);
  private volatile @Nullable String current;
  private volatile boolean known;
  private volatile boolean stopRequested;
  private volatile boolean closed;
  private volatile Runnable writebacks = () -> {};

  SyncEngine(Steps steps, ConnectorStore store, Clock clock, boolean staging) {
    this.steps = steps;
    this.staging = staging;
    this.store = store;
    this.clock = clock;
  }

  /** What ends a cycle that was asked for or scheduled: the exports to the forest. */
  public void endCyclesWith(Runnable work) {
    writebacks = work;
  }

  /** The name of the forest's connector. */
  public String forestConnector() {
    return steps.forest();
  }

  /** The name of the tenant's connector. */
  public String tenantConnector() {
    return steps.tenant();
  }

  /** Whether its cycles export nothing; a single export that is asked for still runs. */
  public boolean staging() {
    return staging;
  }

  /** What is running, if anything is: a connector and a profile. */
  public Optional<String> running() {
    return Optional.ofNullable(current);
  }

  /**
   * Runs a whole cycle; returns when it has ended.
   *
   * @throws BusyException when another run, not one of continuous mode, is under way
   */
  public CycleOutcome cycle(PolicyType policy, Origin origin) throws BusyException {
    CycleOutcome outcome = exclusively(origin, policy.label(), run -> steps(policy, run));
    if (origin != Origin.CONTINUOUS) {
      writebacks.run();
    }
    return outcome;
  }

  /**
   * Runs one profile of one connector; returns when it has ended.
   *
   * @throws BusyException when another run, not one of continuous mode, is under way
   * @throws IllegalArgumentException when there is no such connector
   */
  public CycleOutcome profile(String connector, RunProfile profile) throws BusyException {
    boolean forest = named(connector).equals(forestConnector());
    return exclusively(
        Origin.USER,
        NO_POLICY,
        run ->
            List.of(
                step(
                    forest ? forestConnector() : tenantConnector(),
                    profile,
                    () -> forest ? steps.forest(profile) : steps.tenant(profile, run))));
  }

  /** Asks a running cycle to end after the step it is in. */
  public boolean stop() {
    boolean any = running.isLocked();
    stopRequested = any;
    return any;
  }

  /**
   * Lets no further run begin, and waits for the one under way to end after the step it is in, so
   * that the wires and the database are not taken from under it.
   */
  @Override
  public void close() {
    closed = true;
    try {
      if (running.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        running.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs work while no cycle does. */
  public <T> T paused(Supplier<T> work) {
    running.lock();
    try {
      return work.get();
    } finally {
      running.unlock();
    }
  }

  private interface Cycle {
    List<StepOutcome> run(long id);
  }

  private CycleOutcome exclusively(Origin origin, String policy, Cycle cycle) throws BusyException {
    // A cycle of continuous mode, or a snapshot, is short, and nobody knows of it: it is waited
    // for.
    if (!running.tryLock()) {
      if (known && origin != Origin.CONTINUOUS) {
        String busy = current;
        throw new BusyException(busy == null ? "another run" : busy);
      }
      running.lock();
    }
    try {
      if (closed) {
        throw new BusyException(CLOSING);
      }
      known = origin != Origin.CONTINUOUS;
      stopRequested = false;
      return origin == Origin.CONTINUOUS
          ? quietly(policy, origin, cycle)
          : openly(policy, origin, cycle);
    } finally {
      current = null;
      known = false;
      running.unlock();
    }
  }

  private CycleOutcome openly(String policy, Origin origin, Cycle cycle) {
    long id = store.write(space -> space.history().begin(policy, origin.label, clock.instant()));
    List<StepOutcome> outcomes = cycle.run(id);
    RunStatus result = worst(outcomes);
    store.write(
        space -> {
          outcomes.forEach(outcome -> keep(space.history(), id, outcome));
          space.history().end(id, result.literal(), clock.instant());
          return id;
        });
    return new CycleOutcome(id, result, outcomes);
  }

  /** Writes the history at the end, and only if there is anything to tell. */
  private CycleOutcome quietly(String policy, Origin origin, Cycle cycle) {
    Instant started = clock.instant();
    List<StepOutcome> outcomes = cycle.run(0);
    CycleOutcome outcome = new CycleOutcome(0, worst(outcomes), outcomes);
    if (!outcome.anyChange() && outcome.result() == lastResult()) {
      return outcome;
    }
    long id =
        store.write(
            space -> {
              long fresh = space.history().begin(policy, origin.label, started);
              outcomes.forEach(each -> keep(space.history(), fresh, each));
              space.history().end(fresh, outcome.result().literal(), clock.instant());
              return fresh;
            });
    return new CycleOutcome(id, outcome.result(), outcomes);
  }

  /** How the last cycle in the history ended; an outage is told once, not with every attempt. */
  private RunStatus lastResult() {
    List<RunCycle> last = store.read(space -> space.history().cycles(1));
    for (RunStatus status : RunStatus.values()) {
      if (!last.isEmpty() && last.get(0).result().equals(status.literal())) {
        return status;
      }
    }
    return RunStatus.SUCCESS;
  }

  private static void keep(RunHistory history, long cycle, StepOutcome outcome) {
    long step =
        history.beginStep(cycle, outcome.connector(), outcome.profile().label(), outcome.started());
    StepTally tally = outcome.tally();
    history.endStep(
        step,
        outcome.status().literal(),
        outcome.ended(),
        tally.counts(),
        tally.objects(),
        tally.failures(),
        outcome.detail());
  }

  private static RunStatus worst(List<StepOutcome> outcomes) {
    return outcomes.stream().map(StepOutcome::status).reduce(RunStatus.SUCCESS, RunStatus::worse);
  }

  /** The order of a cycle (reference §1.2); a step that did not complete ends it. */
  private List<StepOutcome> steps(PolicyType policy, long run) {
    String forest = forestConnector();
    String tenant = tenantConnector();
    List<StepOutcome> outcomes = new ArrayList<>();
    boolean unused =
        read(outcomes, forest, policy, steps::forest)
            && read(outcomes, tenant, policy, profile -> steps.tenant(profile, run))
            && sync(outcomes, forest, policy, steps::forest)
            && sync(outcomes, tenant, policy, profile -> steps.tenant(profile, run))
            && !staging
            && then(
                outcomes, tenant, RunProfile.EXPORT, () -> steps.tenant(RunProfile.EXPORT, run));
    return outcomes;
  }

  private boolean read(
      List<StepOutcome> outcomes,
      String connector,
      PolicyType policy,
      Function<RunProfile, StepOutcome> work) {
    boolean full = override(connector).fullImportRequired();
    RunProfile profile = full ? RunProfile.FULL_IMPORT : policy.importProfile();
    boolean done = then(outcomes, connector, profile, () -> work.apply(profile));
    if (done && full) {
      change(connector, ConnectorOverride::imported);
    }
    return done;
  }

  private boolean sync(
      List<StepOutcome> outcomes,
      String connector,
      PolicyType policy,
      Function<RunProfile, StepOutcome> work) {
    boolean full = override(connector).fullSyncRequired();
    RunProfile profile = full ? RunProfile.FULL_SYNCHRONIZATION : policy.syncProfile();
    boolean done = then(outcomes, connector, profile, () -> work.apply(profile));
    if (done && full) {
      change(connector, ConnectorOverride::synchronizedFully);
    }
    return done;
  }

  /**
   * What the next cycle shall do in full with a connector, whatever its policy.
   *
   * @throws IllegalArgumentException when there is no such connector
   */
  public ConnectorOverride override(String connector) {
    String name = named(connector);
    return store.read(space -> ConnectorOverride.of(space.settings(), name));
  }

  /**
   * Changes what the next cycle shall do in full with a connector.
   *
   * @throws IllegalArgumentException when there is no such connector
   */
  public ConnectorOverride change(String connector, UnaryOperator<ConnectorOverride> change) {
    String name = named(connector);
    return store.write(
        space -> {
          ConnectorOverride after = change.apply(ConnectorOverride.of(space.settings(), name));
          after.save(space.settings(), name);
          return after;
        });
  }

  private String named(String connector) {
    for (String each : List.of(forestConnector(), tenantConnector())) {
      if (each.equalsIgnoreCase(connector)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "there is no connector \""
            + connector
            + "\"; there are \""
            + forestConnector()
            + "\" and \""
            + tenantConnector()
            + "\"");
  }

  private boolean then(
      List<StepOutcome> outcomes,
      String connector,
      RunProfile profile,
      Supplier<StepOutcome> work) {
    if (stopRequested || closed) {
      Instant now = clock.instant();
      outcomes.add(
          new StepOutcome(
              connector,
              profile,
              RunStatus.STOPPED_BY_USER,
              now,
              now,
              new StepTally(),
              "The cycle was stopped; what is pending is done by the next."));
      return false;
    }
    StepOutcome outcome = step(connector, profile, work);
    outcomes.add(outcome);
    return outcome.status().completed();
  }

  private StepOutcome step(String connector, RunProfile profile, Supplier<StepOutcome> work) {
    current = connector + ", " + profile.label();
    return work.get();
  }
}
