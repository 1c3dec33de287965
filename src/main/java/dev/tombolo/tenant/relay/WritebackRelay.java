package dev.tombolo.tenant.relay;

import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.cloud.writeback.WritebackCodec;
import dev.tombolo.cloud.writeback.WritebackPayload;
import dev.tombolo.cloud.writeback.WritebackRequest;
import dev.tombolo.cloud.writeback.WritebackRequests;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.fault.Faults;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.signin.CloudPassword;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import dev.tombolo.time.LabClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands writeback requests to agents and their answers to whom waits, at most once each.
 *
 * <p>Requests are rows, so the one who waits, the agent's poll and its answer may meet different
 * processes of the tenant. The new password's hash waits with the request and becomes the cloud's
 * password in the same transaction that takes the agent's success, however late that comes: both
 * sides then hold the same password, or the old one.
 */
public final class WritebackRelay implements AutoCloseable {
  /** How long a request may wait to be carried out, by the lab's clock. */
  public static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

  /** How long after its last sign of life an agent still counts as there. */
  public static final Duration ALIVE = Duration.ofMinutes(10);

  /** How often expired requests are removed. */
  public static final Duration SWEEP_PERIOD = Duration.ofMinutes(5);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration KEEP_ENDED = Duration.ofHours(1);
  private static final int MAX_HANDED_OVER = 20;

  private final TenantStore store;
  private final LabClock clock;
  private final Faults faults;
  private final Duration timeout;
  private final WritebackCodec codec = new WritebackCodec();
  private final Signal signal = new Signal();
  private final Map<String, Long> polls = new ConcurrentHashMap<>();
  private final AtomicLong lastPoll = new AtomicLong();
  private final Object handingOver = new Object();
  private final LabClock.Registration registration;
  private volatile boolean closed;

  /**
   * A relay on a store.
   *
   * @param timeout how long a user waits for the answer, by the lab's clock
   */
  public WritebackRelay(TenantStore store, LabClock clock, Faults faults, Duration timeout) {
    this.store = store;
    this.clock = clock;
    this.faults = faults;
    this.timeout = timeout;
    this.registration = clock.onAdvance(this::clockMoved);
  }

  /** Agents that are polling are there, however far the clock has jumped. */
  private void clockMoved() {
    polls.keySet().forEach(this::touch);
    signal.raise();
  }

  /**
   * Registers an agent, or its new key.
   *
   * @throws ApiException 400 when the key is not usable
   */
  public void register(String agentId, WritebackAgent agent, Actor actor) {
    try {
      WritebackCodec.publicKey(agent.publicKey());
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("The public key is not usable: " + e.getMessage());
    }
    endPoll(agentId);
    store.write(
        actor,
        unit -> {
          new RelayTables(unit).saveAgent(agentId, agent);
          return agentId;
        });
  }

  /** Ends the poll there may be: who registers or leaves may be another life of the agent. */
  private void endPoll(String agentId) {
    synchronized (handingOver) {
      polls.remove(agentId);
    }
    signal.raise();
  }

  /** Takes an agent off; returns whether it was registered. */
  public boolean unregister(String agentId, Actor actor) {
    endPoll(agentId);
    return store.write(actor, unit -> new RelayTables(unit).removeAgent(agentId));
  }

  /** Notes a sign of life; returns whether the agent is registered. */
  public boolean touch(String agentId) {
    return store.write(Actor.SERVICE, unit -> new RelayTables(unit).touchAgent(agentId));
  }

  /** Whether an agent is there to carry requests out. */
  public boolean available() {
    return store.read(unit -> choose(unit).isPresent());
  }

  /**
   * An agent that is registered.
   *
   * @param alive whether it has been seen lately
   */
  public record KnownAgent(WritebackAgent agent, boolean alive) {}

  /** The agents that are registered. */
  public List<KnownAgent> agents() {
    faults.reach("tenant.writeback.status");
    return store.read(
        unit -> {
          Instant oldest = unit.now().minus(ALIVE);
          return new RelayTables(unit)
              .agents().stream()
                  .map(row -> new KnownAgent(row.agent(), !row.lastSeen().isBefore(oldest)))
                  .toList();
        });
  }

  private Optional<RelayTables.AgentRow> choose(Unit unit) {
    Instant oldest = unit.now().minus(ALIVE);
    return new RelayTables(unit)
        .agents().stream().filter(agent -> !agent.lastSeen().isBefore(oldest)).findFirst();
  }

  /**
   * Hands over an agent's requests, waiting for one for a while (real time: it is the transport's).
   * A later poll of the same agent ends an earlier one, which nobody may listen to any more: what
   * is handed over to a connection that is gone is lost.
   *
   * @throws ApiException 404 when the agent is not registered, or is no longer while it waits
   */
  public WritebackRequests poll(String agentId, Duration wait) {
    if (!touch(agentId)) {
      throw ApiException.notFound(agentId);
    }
    long end = System.nanoTime() + wait.toNanos();
    long poll = lastPoll.incrementAndGet();
    synchronized (handingOver) {
      polls.merge(agentId, poll, Math::max);
    }
    signal.raise();
    try {
      while (true) {
        long seen = signal.generation();
        List<WritebackRequest> taken = take(agentId, poll);
        Duration left = Duration.ofNanos(end - System.nanoTime());
        boolean over = closed || left.isNegative() || left.isZero() || !isLatest(agentId, poll);
        if (!taken.isEmpty() || over) {
          return new WritebackRequests(taken);
        }
        signal.await(seen, left.compareTo(LOOK) < 0 ? left : LOOK);
      }
    } finally {
      polls.remove(agentId, poll);
    }
  }

  private boolean isLatest(String agentId, long poll) {
    return polls.getOrDefault(agentId, 0L) == poll;
  }

  private List<WritebackRequest> take(String agentId, long poll) {
    synchronized (handingOver) {
      return isLatest(agentId, poll) ? take(agentId) : List.of();
    }
  }

  private List<WritebackRequest> take(String agentId) {
    List<UUID> pending =
        store.read(
            unit -> {
              RelayTables tables = new RelayTables(unit);
              if (!tables.knowsAgent(agentId)) {
                throw ApiException.notFound(agentId);
              }
              return tables.pending(agentId, MAX_HANDED_OVER);
            });
    if (pending.isEmpty()) {
      return List.of();
    }
    faults.reach("tenant.writeback.deliver");
    return store.write(
        Actor.SERVICE,
        unit -> {
          RelayTables tables = new RelayTables(unit);
          List<WritebackRequest> taken = new ArrayList<>();
          for (UUID id : pending) {
            if (tables.move(id, RelayTables.State.PENDING, RelayTables.State.DELIVERED)) {
              taken.add(tables.message(id));
            }
          }
          return taken;
        });
  }

  /**
   * Takes an agent's answer. A second one changes nothing.
   *
   * @throws ApiException 404 when the agent was never handed such a request
   */
  public void answer(UUID requestId, WritebackResult result, Actor actor) {
    faults.reach("tenant.writeback.result");
    store.write(actor, unit -> take(unit, requestId, result));
    signal.raise();
  }

  private static boolean take(Unit unit, UUID requestId, WritebackResult result) {
    RelayTables tables = new RelayTables(unit);
    RelayTables.RequestRow request =
        tables
            .find(requestId)
            .filter(row -> row.state() != RelayTables.State.PENDING)
            .filter(row -> row.state() != RelayTables.State.WITHDRAWN)
            .orElseThrow(() -> ApiException.notFound(requestId.toString()));
    RelayTables.State end =
        result.success() ? RelayTables.State.SUCCEEDED : RelayTables.State.FAILED;
    boolean first =
        (request.state() == RelayTables.State.DELIVERED
                || request.state() == RelayTables.State.ABANDONED)
            && tables.end(requestId, request.state(), end, result);
    if (first && result.success()) {
      request.pendingHash().ifPresent(hash -> adopt(unit, request, hash));
    }
    return first;
  }

  /** The password that is set on-premises now becomes the cloud's, unless a newer one is there. */
  private static void adopt(Unit unit, RelayTables.RequestRow request, String hash) {
    Optional<DirectoryObject> user = unit.objects().find(request.userId());
    boolean newer =
        unit.credentials()
            .find(request.userId())
            .map(credential -> isNewer(credential, request))
            .orElse(false);
    if (user.isEmpty() || newer) {
      return;
    }
    unit.credentials()
        .save(
            request.userId(),
            new Credential(
                Credential.Origin.ON_PREMISES, hash, request.createdAt(), request.forceChange()));
    DirectoryObject changed =
        user.get().edit().set(Property.LAST_PASSWORD_CHANGE_DATE_TIME, request.createdAt()).build();
    unit.objects().save(changed);
    unit.journal("password-written-back", changed, "The password was written back on-premises");
  }

  /**
   * Whether a password was set after a request was made. A synchronized hash carries the time of
   * the domain controller's clock, which is compared with nothing but itself.
   */
  private static boolean isNewer(Credential credential, RelayTables.RequestRow request) {
    if (Optional.of(credential.changedAt()).equals(request.priorChange())) {
      return false;
    }
    return CloudPassword.isSynchronized(credential)
        || credential.changedAt().isAfter(request.createdAt());
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param pendingHash what the cloud's password becomes when it is carried out
   */
  public RelayOutcome send(
      DirectoryObject user, WritebackPayload payload, Optional<String> pendingHash) {
    UUID id = UUID.randomUUID();
    Optional<RelayTables.AgentRow> agent =
        store.write(
            Actor.SERVICE,
            unit -> {
              Optional<RelayTables.AgentRow> chosen = choose(unit);
              chosen.ifPresent(
                  row ->
                      new RelayTables(unit)
                          .insert(
                              codec.encrypt(
                                  payload,
                                  id,
                                  row.agent().keyId(),
                                  WritebackCodec.publicKey(row.agent().publicKey()),
                                  unit.now(),
                                  unit.now().plus(TIME_TO_LIVE)),
                              row.agentId(),
                              user.id(),
                              pendingHash,
                              payload.forceChange(),
                              unit.credentials().find(user.id()).map(Credential::changedAt)));
              return chosen;
            });
    if (agent.isEmpty()) {
      return new RelayOutcome.NoAgent();
    }
    signal.raise();
    return await(id, agent.get());
  }

  private RelayOutcome await(UUID id, RelayTables.AgentRow agent) {
    Instant deadline = clock.instant().plus(timeout);
    while (true) {
      long seen = signal.generation();
      Optional<WritebackResult> result =
          store.read(
              unit -> new RelayTables(unit).find(id).flatMap(RelayTables.RequestRow::result));
      if (result.isPresent()) {
        return new RelayOutcome.Answered(agent.agent().tool(), result.get());
      }
      if (closed || !clock.instant().isBefore(deadline)) {
        if (giveUp(id)) {
          return new RelayOutcome.TimedOut();
        }
        continue; // the answer has come at the last moment
      }
      signal.await(seen, LOOK);
    }
  }

  /** Withdraws a request that nobody has, or stops waiting for one that an agent has. */
  private boolean giveUp(UUID id) {
    return store.write(
        Actor.SERVICE,
        unit -> {
          RelayTables tables = new RelayTables(unit);
          Optional<RelayTables.RequestRow> row = tables.find(id);
          if (row.isEmpty()) {
            return true; // the state was put back to before the request
          }
          return tables.end(id, RelayTables.State.PENDING, RelayTables.State.WITHDRAWN, null)
              || tables.move(id, RelayTables.State.DELIVERED, RelayTables.State.ABANDONED);
        });
  }

  /** Removes requests whose time is long over. */
  public void sweep() {
    store.write(
        Actor.SERVICE, unit -> new RelayTables(unit).removeExpired(unit.now().minus(KEEP_ENDED)));
  }

  /** Stops: whoever waits is told that no answer came. */
  @Override
  public void close() {
    closed = true;
    registration.close();
    signal.raise();
  }
}
