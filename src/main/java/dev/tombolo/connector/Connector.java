package dev.tombolo.connector;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.device.DeviceWriteback;
import dev.tombolo.connector.explain.Explainer;
import dev.tombolo.connector.explain.Orphans;
import dev.tombolo.connector.export.LinkedUsers;
import dev.tombolo.connector.passwordhash.PasswordHashQueue;
import dev.tombolo.connector.passwordhash.PasswordHashSync;
import dev.tombolo.connector.passwordhash.PasswordHashTick;
import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.ContinuousSync;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.CyclePreview;
import dev.tombolo.connector.run.EngineAssembly;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.Scheduler;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.setup.Feature;
import dev.tombolo.connector.setup.FeatureSwitches;
import dev.tombolo.connector.setup.Setup;
import dev.tombolo.connector.source.ScopeFilter;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.connector.writeback.PasswordWriteback;
import dev.tombolo.connector.writeback.WritebackIdentity;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.TableCopy;
import dev.tombolo.time.Jobs;
import dev.tombolo.time.LabClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running connector: the sync engine with its scheduler or its continuous mode. Closing it twice
 * does no harm.
 */
public final class Connector implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connector.class);
  private static final String INTERRUPTED = "stopped-server";
  private static final String VERSION = "2.4.18.0";
  private static final LinkedUsers NOBODY = (space, accounts) -> {};
  private static final Duration REGISTRATION = Duration.ofSeconds(5);

  private final ConnectorSettings settings;
  private final ConnectorStore store;
  private final EngineAssembly assembly;
  private final SyncEngine engine;
  private final Scheduler scheduler;
  private final PasswordHashSync hashes;
  private final LabClock clock;
  private final Journal journal;
  private final Faults faults;
  private final FeatureSwitches features;
  private final Setup setup;
  private final DeviceWriteback devices;
  private final ForestClient forest;
  private final TenantClient tenant;
  private @Nullable PasswordWriteback writeback;
  private boolean running;
  private boolean sendsHashes;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Connector(
      ConnectorSettings settings,
      ConnectorStore store,
      Optional<SSLContext> tls,
      LabClock clock,
      Journal journal,
      Faults faults) {
    this.settings = settings;
    this.store = store;
    open.push(store);
    ForestClient forest = new ForestClient(settings.forest());
    open.push(forest);
    this.tenant = new TenantClient(settings.tenant(), tls);
    this.features =
        new FeatureSwitches(
            store,
            Map.of(
                Feature.PASSWORD_HASH_SYNC, settings.passwordHashSync(),
                Feature.PASSWORD_WRITEBACK, settings.passwordWriteback(),
                Feature.DEVICE_WRITEBACK,
                    settings.deviceWriteback() && settings.tool() == SyncTool.CONNECT));
    this.assembly =
        assemble(
            store,
            forest,
            settings.sync().staging(),
            (space, accounts) -> {
              if (!settings.sync().staging() && features.isOn(space, Feature.PASSWORD_HASH_SYNC)) {
                PasswordHashQueue.requestInitial(space, accounts);
              }
            },
            clock,
            journal,
            faults);
    this.engine = assembly.engine();
    this.scheduler =
        new Scheduler(engine, store, clock, settings.mode() != ConnectorSettings.Mode.MANUAL);
    Instant now = clock.instant();
    store.write(
        space -> {
          space.history().abandonRunning(INTERRUPTED, now);
          return now;
        });
    this.hashes = new PasswordHashSync(store, List.of(forest), tenant, clock, journal, faults);
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
    this.forest = forest;
    this.devices = new DeviceWriteback(store, forest, tenant, clock, journal, faults);
    this.setup =
        new Setup(
            new Setup.Parts(
                settings.tool(),
                forest,
                settings.tenant(),
                tls,
                settings.adfsVersion(),
                filtering(settings),
                features,
                this::applyFeatures,
                this::suspend));
    engine.endCyclesWith(this::writeBackDevices);
  }

  private static List<String> filtering(ConnectorSettings settings) {
    List<String> lines = new ArrayList<>();
    settings.scopeInclude().forEach(dn -> lines.add("with " + dn));
    settings.scopeExclude().forEach(dn -> lines.add("without " + dn));
    return lines;
  }

  private void suspend(boolean suspended) {
    scheduler.change(
        before -> before.switched(before.cycleEnabled(), before.maintenanceEnabled(), suspended));
  }

  private EngineAssembly assemble(
      ConnectorStore state,
      ForestClient from,
      boolean staging,
      LinkedUsers linkedUsers,
      LabClock time,
      Journal notes,
      Faults points) {
    return new EngineAssembly(
        state,
        from,
        tenant,
        new ScopeFilter(settings.scopeInclude(), settings.scopeExclude()),
        settings.sync().rules(),
        settings.sync().pilotGroup(),
        staging,
        linkedUsers,
        time,
        notes,
        points);
  }

  /**
   * Opens a connector; nothing is synchronized until {@link #start}, or until somebody asks.
   *
   * @param tls what to trust when the tenant is HTTPS
   * @throws IllegalStateException when its database cannot be used
   */
  public static Connector open(
      ConnectorSettings settings,
      Optional<SSLContext> tls,
      LabClock clock,
      Journal journal,
      Faults faults) {
    ConnectorStore store = ConnectorStore.open(settings.databaseUrl());
    return new Connector(settings, store, tls, clock, journal, faults);
  }

  /**
   * Starts what runs by itself. Unless the connector is in manual mode it has synchronized once
   * when this returns; if that did not succeed, it is tried again by itself.
   */
  public synchronized void start() {
    Jobs jobs = new Jobs("connector-jobs", clock);
    open.push(jobs);
    jobs.every(Scheduler.TICK, "scheduler", scheduler::tick);
    if (settings.mode() != ConnectorSettings.Mode.MANUAL) {
      jobs.every(PasswordHashSync.PERIOD, "password hash synchronization", this::synchronizeHashes);
      jobs.every(DeviceWriteback.PERIOD, "device writeback", this::writeBackDevices);
    }
    catchUp();
    running = true;
    sendsHashes = isOn(Feature.PASSWORD_HASH_SYNC);
    if (isOn(Feature.PASSWORD_WRITEBACK)) {
      startWriteback();
    }
    if (settings.mode() == ConnectorSettings.Mode.CONTINUOUS) {
      open.push(new ContinuousSync(forest, engine, this::afterChange));
    }
  }

  private void afterChange() {
    synchronizeHashes();
    writeBackDevices();
  }

  /** Starts and stops what features stand for, as the switches now say. */
  private synchronized void applyFeatures() {
    if (!running) {
      return;
    }
    boolean wanted = isOn(Feature.PASSWORD_WRITEBACK);
    PasswordWriteback agent = writeback;
    if (wanted && agent == null) {
      startWriteback();
    } else if (!wanted && agent != null) {
      writeback = null;
      open.remove(agent);
      agent.disable();
    }
    boolean hashesWanted = isOn(Feature.PASSWORD_HASH_SYNC);
    if (hashesWanted && !sendsHashes) {
      hashes.full();
    }
    sendsHashes = hashesWanted;
  }

  /** Whether a feature is at work: in staging mode none is. */
  private boolean isOn(Feature feature) {
    return !settings.sync().staging() && features.isOn(feature);
  }

  private void writeBackDevices() {
    if (isOn(Feature.DEVICE_WRITEBACK)) {
      DeviceWriteback.Outcome outcome = devices.run();
      log.debug("Device writeback: {}", outcome);
    }
  }

  /** Runs one cycle, and sends the password hashes, unless the connector is in manual mode. */
  public void catchUp() {
    if (settings.mode() != ConnectorSettings.Mode.MANUAL) {
      firstCycle();
      synchronizeHashes();
    }
  }

  /**
   * Runs one cycle, the first one in full and those after it by what has changed, then sends the
   * password hashes; when it returns, all of it is done.
   *
   * @throws BusyException when another run, not one of continuous mode, is under way
   */
  public CycleOutcome synchronize() throws BusyException {
    CycleOutcome outcome = engine.cycle(nextPolicy(), SyncEngine.Origin.USER);
    synchronizeHashes();
    return outcome;
  }

  /**
   * Sends password hashes now, in whatever mode; all of them if asked so.
   *
   * @return how it went; empty when the feature is off
   */
  public Optional<PasswordHashTick> sendPasswordHashes(boolean all) {
    if (!isOn(Feature.PASSWORD_HASH_SYNC)) {
      return Optional.empty();
    }
    return Optional.of(all ? hashes.full() : hashes.run());
  }

  private void synchronizeHashes() {
    if (isOn(Feature.PASSWORD_HASH_SYNC)) {
      PasswordHashTick tick = hashes.run();
      log.debug("Password hash synchronization: {}", tick);
    }
  }

  /** The tenant is not waited for long: an agent that is not registered yet goes on trying. */
  private void startWriteback() {
    PasswordWriteback agent =
        PasswordWriteback.start(
            store,
            List.of(forest),
            tenant,
            new WritebackIdentity(settings.tool(), machineName(), VERSION),
            clock,
            journal,
            faults);
    open.push(agent);
    writeback = agent;
    try {
      if (!agent.awaitRegistered(REGISTRATION)) {
        log.warn("Password writeback is not registered with the tenant yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private void firstCycle() {
    try {
      CycleOutcome outcome = engine.cycle(nextPolicy(), SyncEngine.Origin.SCHEDULER);
      if (!outcome.result().completed()) {
        log.warn("The first synchronization ended with {}", outcome.result().literal());
      }
    } catch (BusyException e) {
      log.debug("The first synchronization is under way already", e);
    }
  }

  private PolicyType nextPolicy() {
    boolean isNew =
        store.read(space -> space.watermarks().find(engine.forestConnector())).isEmpty();
    return isNew ? PolicyType.INITIAL : PolicyType.DELTA;
  }

  /** What a cycle would do, without doing it. */
  public CyclePreview preview(PolicyType policy) {
    TableCopy state = engine.paused(store::copy);
    return CyclePreview.of(
        state,
        policy,
        scratch ->
            assemble(
                scratch, forest, true, NOBODY, clock, new Journal("preview", clock), new Faults()));
  }

  /** What tells why objects are as they are. */
  public Explainer explainer() {
    return assembly.explainer();
  }

  /** What finds the tenant's objects that nobody holds. */
  public Orphans orphans() {
    return assembly.orphans();
  }

  /** The settings it was started with. */
  public ConnectorSettings settings() {
    return settings;
  }

  /** What runs cycles. */
  public SyncEngine engine() {
    return engine;
  }

  /** How features are switched on and off. */
  public Setup setup() {
    return setup;
  }

  /** What starts them. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** Its state, to be read. */
  public ConnectorStore store() {
    return store;
  }

  /** The state of a connector at some moment. */
  public static final class Snapshot {
    private final TableCopy tables;

    private Snapshot(TableCopy tables) {
      this.tables = tables;
    }
  }

  /** Its whole state now, to be put back by {@link #restore}. */
  public Snapshot snapshot() {
    return engine.paused(() -> new Snapshot(store.copy()));
  }

  /** Puts a state back. */
  public void restore(Snapshot snapshot) {
    engine.paused(
        () -> {
          store.restore(snapshot.tables);
          return snapshot;
        });
    applyFeatures();
    registerAgain();
  }

  /** The tenant may have been put back to before it knew the agent. */
  private void registerAgain() {
    PasswordWriteback agent = writeback;
    try {
      if (agent != null) {
        agent.register();
      }
    } catch (TenantException e) {
      log.warn("Password writeback could not register again: {}", e.getMessage());
    }
  }

  /** Runs work on the other parts while no cycle runs, so that the three agree afterwards. */
  public <T> T paused(Supplier<T> work) {
    return engine.paused(work);
  }

  @Override
  public synchronized void close() {
    engine.close();
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) {
        log.warn("{} did not close cleanly", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
