package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackRequest;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.Jobs;
import dev.tombolo.time.LabClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running agent of password writeback. It registers its key with the tenant, waits there for
 * requests on a thread of its own, and goes on through outages: it tries again after a while, and
 * registers again when the tenant does not know it any more.
 *
 * <p>A request is carried out at most once; its answer is sent until the tenant has taken it, after
 * a restart too. Requests about one user are carried out one after another. Closing takes the agent
 * off the tenant and keeps its key; {@link #disable} gives the key up as well. Both may be called
 * twice.
 *
 * <p>Fault points: {@code writeback.poll}, {@code writeback.modify} (subject: objectGUID and DN),
 * {@code writeback.answer} (subject: the request's id).
 */
public final class PasswordWriteback implements AutoCloseable {
  /** How often the agent says that it is alive, by the lab's clock. */
  public static final Duration HEARTBEAT = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(PasswordWriteback.class);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration KEY_CHECK = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LANES = 4;

  private final Collection<ForestClient> forests;
  private final TenantClient tenant;
  private final WritebackIdentity identity;
  private final AgentKeys keys;
  private final WritebackEvents events;
  private final WritebackHandler handler;
  private final AnswerOutbox answers;
  private final Faults faults;
  private final Jobs jobs;
  private final List<ExecutorService> lanes;
  private final Thread thread;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean registered;

  private PasswordWriteback(
      ConnectorStore store,
      Collection<ForestClient> forests,
      TenantClient tenant,
      WritebackIdentity identity,
      LabClock clock,
      Journal journal,
      Faults faults) {
    this.forests = List.copyOf(forests);
    this.tenant = tenant;
    this.identity = identity;
    this.faults = faults;
    this.events = new WritebackEvents(store, clock);
    this.keys = new AgentKeys(store, events, clock);
    this.answers = new AnswerOutbox(store, tenant, events, clock, faults);
    AccountWriter accounts =
        new AccountWriter(
            store,
            this.forests.stream()
                .collect(Collectors.toMap(forest -> forest.endpoint().name(), Function.identity())),
            faults);
    this.handler = new WritebackHandler(store, accounts, keys, answers, events, journal, clock);
    this.lanes =
        IntStream.range(0, LANES)
            .mapToObj(lane -> Executors.newSingleThreadExecutor(Daemons.named("writeback-" + lane)))
            .toList();
    this.jobs = new Jobs("writeback-jobs", clock);
    this.thread = Daemons.named("writeback-poll").newThread(this::loop);
  }

  /**
   * Starts an agent and returns at once; see {@link #awaitRegistered}.
   *
   * @param forests the directories it may write to, by LDAPS; they are not closed with it
   */
  public static PasswordWriteback start(
      ConnectorStore store,
      Collection<ForestClient> forests,
      TenantClient tenant,
      WritebackIdentity identity,
      LabClock clock,
      Journal journal,
      Faults faults) {
    PasswordWriteback agent =
        new PasswordWriteback(store, forests, tenant, identity, clock, journal, faults);
    agent.begin();
    return agent;
  }

  private void begin() {
    events.add(WritebackEvent.WRITEBACK_SERVICE_STARTED, "Password writeback has started.");
    answers.resume();
    jobs.every(HEARTBEAT, "writeback-heartbeat", this::heartbeat);
    jobs.every(KEY_CHECK, "writeback-key", this::rollOldKey);
    lanes.get(0).execute(this::openForests);
    thread.start();
  }

  /** Waits (real time) until the tenant knows the agent for the first time. */
  public boolean awaitRegistered(Duration atMost) throws InterruptedException {
    return connected.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Registers now. The agent does so by itself when it has to; call this when the state of the
   * tenant or of the connector was put back to an earlier one, so that nobody has to wait for that.
   */
  public synchronized void register() throws TenantException {
    events.add(WritebackEvent.ONBOARDING_EVENT_START, "The agent registers with the tenant.");
    AgentKey key = keys.current();
    tenant.register(
        keys.agentId(),
        new WritebackAgent(
            identity.tool(),
            identity.machineName(),
            key.id(),
            key.publicKey(),
            identity.version()));
    registered = true;
    events.add(
        WritebackEvent.ONBOARDING_EVENT_SUCCESS,
        "The agent is registered with the key " + key.id() + ".");
    connected.countDown();
  }

  private void loop() {
    Duration pause = Backoff.FIRST;
    while (!closed.get()) {
      String trouble = poll();
      if (trouble.isEmpty()) {
        pause = Backoff.FIRST;
      } else if (!closed.get()) {
        if (pause.equals(Backoff.FIRST)) {
          log.warn("Password writeback waits for the tenant: {}", trouble);
          note(WritebackEvent.SERVICE_BUS_LISTENER_ERROR, trouble);
        }
        if (isStoppedWithin(pause)) {
          return;
        }
        pause = Backoff.after(pause);
      }
    }
  }

  /** One round; what was in the way, or empty. */
  private String poll() {
    boolean known = registered;
    try {
      if (!known) {
        register();
      }
      faults.reach("writeback.poll");
      fetch(keys.agentId()).forEach(this::accept);
      return "";
    } catch (TenantException e) {
      if (e.kind() == TenantException.Kind.NOT_FOUND) {
        registered = false;
        return known ? "" : String.valueOf(e.getMessage()); // forgotten: register at once
      }
      return String.valueOf(e.getMessage());
    } catch (FaultException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      log.error("Password writeback failed and goes on", e);
      return e.toString();
    }
  }

  /** Waits for requests; only here is the thread interrupted, never in the database. */
  private List<WritebackRequest> fetch(String agentId) throws TenantException {
    synchronized (waiting) {
      if (closed.get()) {
        return List.of();
      }
      waiting.set(true);
    }
    try {
      return tenant.poll(agentId, WAIT).requests();
    } finally {
      synchronized (waiting) {
        waiting.set(false);
        boolean unused = Thread.interrupted();
      }
    }
  }

  private void stopWaiting() {
    synchronized (waiting) {
      if (waiting.get()) {
        thread.interrupt();
      }
    }
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(WritebackRequest request) {
    try {
      WritebackHandler.Opened opened = handler.open(request);
      int lane = Math.floorMod(opened.payload().cloudAnchor().hashCode(), LANES);
      lanes.get(lane).execute(() -> carryOut(opened));
    } catch (WritebackFailure e) {
      log.warn("The writeback request {} is refused: {}", request.id(), e.getMessage());
      handler.refuse(request, e);
    }
  }

  private void carryOut(WritebackHandler.Opened opened) {
    try {
      handler.handle(opened);
    } catch (RuntimeException e) {
      log.error("The answer to {} could not be dealt with", opened.request().id(), e);
    }
  }

  /** Opens the connections that requests will need, so that the first need not wait. */
  private void openForests() {
    for (ForestClient forest : forests) {
      try {
        forest.open();
      } catch (ForestException e) {
        log.warn("Password writeback cannot reach a directory: {}", e.getMessage());
      }
    }
  }

  private void heartbeat() {
    try {
      tenant.heartbeat(keys.agentId());
      events.add(WritebackEvent.SERVICE_BUS_HEART_BEAT, "The agent is alive.");
    } catch (TenantException e) {
      if (e.kind() == TenantException.Kind.NOT_FOUND) {
        registerIfPossible();
      } else {
        events.add(WritebackEvent.SERVICE_BUS_ERROR, String.valueOf(e.getMessage()));
      }
    }
    openForests();
  }

  private void rollOldKey() {
    if (keys.isDue()) {
      registerIfPossible();
    }
  }

  private void registerIfPossible() {
    try {
      register();
    } catch (TenantException e) {
      registered = false; // the poll's thread goes on trying
      events.add(WritebackEvent.ONBOARDING_SERVICE_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void note(WritebackEvent event, String message) {
    try {
      events.add(event, message);
    } catch (RuntimeException e) {
      log.error("{} could not be noted", event, e);
    }
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return closed.get();
    }
  }

  /** Switches writeback off: as {@link #close}, and the key is given up. */
  public void disable() {
    events.add(WritebackEvent.OFFBOARDING_EVENT_START, "Password writeback is switched off.");
    close();
    keys.forget();
    events.add(WritebackEvent.OFFBOARDING_EVENT_SUCCESS, "Password writeback is off.");
  }

  /** Ends what is under way, then takes the agent off the tenant if it can be reached. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stopped.countDown();
    jobs.close();
    stopWaiting();
    lanes.forEach(ExecutorService::shutdown);
    lanes.forEach(Daemons::await);
    answers.close();
    try {
      tenant.unregister(keys.agentId());
    } catch (TenantException e) {
      log.debug("The agent could not be taken off the tenant", e);
    }
    note(WritebackEvent.WRITEBACK_SERVICE_STOPPED, "Password writeback has stopped.");
  }
}
