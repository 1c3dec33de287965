package dev.tombolo.connector.passwordhash;

import dev.tombolo.connector.passwordhash.HashEvents.Event;
import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.Watermarks.Watermark;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Synchronizes password hashes from the forests to the tenant, one tick at a time.
 *
 * <p>What it promises: a password that was set on-premises for a user in scope is sent at least
 * once after that, however often the process ends, a wire breaks or the tenant asks for patience;
 * and never an older one after a newer one. A change and the forest's position are committed
 * together, as a request in the queue; the request goes when the tenant has answered.
 *
 * <p>The hashes of disabled accounts, and temporary passwords that the tenant does not take, wait
 * in the queue until an import sees the account enabled, or the password no longer temporary.
 *
 * <p>Fault points: {@code passwordhash.send} and {@code passwordhash.sent}, before and after a
 * batch is on the wire.
 */
public final class PasswordHashSync {
  /** How often a tick is due (reference §7.1). */
  public static final Duration PERIOD = Duration.ofMinutes(2);

  /** How often the tenant is asked for a sign of life when there is nothing to send. */
  public static final Duration PING_PERIOD = Duration.ofMinutes(30);

  private static final int BATCH = 500;
  private static final UUID FIRST = new UUID(0, 0);
  private static final String FULL = "passwordHash.full";
  private static final String BUSY = "passwordHash.lastActivity";

  private final ConnectorStore store;
  private final List<HashSource> sources;
  private final TenantClient tenant;
  private final HashDelivery delivery;
  private final HashEvents events;
  private final Clock clock;
  private boolean pauseTold;

  /**
   * A synchronization that runs when it is told to.
   *
   * @param forests those it is on for; they are not closed with it
   */
  public PasswordHashSync(
      ConnectorStore store,
      Collection<ForestClient> forests,
      TenantClient tenant,
      Clock clock,
      Journal journal,
      Faults faults) {
    this.store = store;
    this.sources = forests.stream().map(HashSource::new).toList();
    this.tenant = tenant;
    this.clock = clock;
    this.events = new HashEvents(store, clock);
    this.delivery =
        new HashDelivery(
            store,
            sources.stream().collect(Collectors.toMap(HashSource::name, source -> source)),
            tenant,
            events,
            journal,
            clock,
            faults);
  }

  /** Sends all hashes again, starting with this tick. */
  public synchronized PasswordHashTick full() {
    store.write(
        space -> {
          sources.forEach(source -> space.watermarks().forget(source.watermark()));
          space.settings().save(FULL, clock.instant().toString());
          events.add(space, Event.FULL_START, "A full password hash synchronization has started.");
          return space;
        });
    return run();
  }

  /** One tick: sends what has changed, and what could not be sent before. */
  public synchronized PasswordHashTick run() {
    if (store.read(space -> space.watermarks().find(tenant.endpoint().name())).isEmpty()) {
      tellPause();
      return new PasswordHashTick(false, Map.of());
    }
    pauseTold = false;
    releaseHeld();
    Tick tick = new Tick();
    tick.run();
    finish(tick);
    return new PasswordHashTick(tick.complete, tick.counts);
  }

  private void tellPause() {
    if (!pauseTold) {
      pauseTold = true;
      events.add(
          Event.PAUSED,
          "Password hash synchronization is paused until a full synchronization of the directory"
              + " has completed.");
    }
  }

  /** Gives their turn to those for whom an import has brought what they waited for. */
  private void releaseHeld() {
    UUID after = null;
    while (true) {
      @Nullable UUID from = after;
      List<QueuedHash> page = store.read(space -> new PasswordHashQueue(space).held(from, BATCH));
      if (page.isEmpty()) {
        return;
      }
      store.write(space -> release(space, page));
      after = page.get(page.size() - 1).guid();
    }
  }

  private static int release(Space space, List<QueuedHash> page) {
    Map<UUID, OnPremisesObject> accounts =
        space.onPremises().find(page.stream().map(QueuedHash::guid).toList());
    List<QueuedHash> free =
        page.stream()
            .filter(item -> !HashScope.waits(item.hold(), accounts.get(item.guid())))
            .toList();
    new PasswordHashQueue(space).hold(free, Hold.NONE);
    return free.size();
  }

  private void finish(Tick tick) {
    Instant now = clock.instant();
    if (!tick.counts.isEmpty()) {
      store.write(
          space -> {
            new PasswordHashLog(space).purge(now);
            space.settings().save(BUSY, Long.toString(now.toEpochMilli()));
            return now;
          });
    } else if (tick.complete) {
      pingIfIdle(now);
    }
    if (tick.complete && store.read(space -> space.settings().find(FULL)).isPresent()) {
      store.write(
          space -> {
            events.add(space, Event.FULL_END, "The full password hash synchronization has ended.");
            return space.settings().remove(FULL);
          });
    }
  }

  private void pingIfIdle(Instant now) {
    Optional<String> busy = store.read(space -> space.settings().find(BUSY));
    boolean idle =
        busy.map(Long::parseLong)
            .map(millis -> !Instant.ofEpochMilli(millis).plus(PING_PERIOD).isAfter(now))
            .orElse(true);
    if (!idle) {
      return;
    }
    events.add(Event.PING_START, "The tenant is asked for a sign of life.");
    try {
      tenant.configuration();
      events.add(Event.PING_END, "Password hash synchronization is alive and has nothing to send.");
    } catch (TenantException e) {
      events.add(Event.PING_ERROR, String.valueOf(e.getMessage()));
    }
    store.write(
        space -> {
          space.settings().save(BUSY, Long.toString(now.toEpochMilli()));
          return now;
        });
  }

  /** One tick under way; each request has its turn once in it. */
  private final class Tick {
    private final Map<HashStatus, Integer> counts = new EnumMap<>(HashStatus.class);
    private boolean complete = true;
    private boolean tenantAnswers = true;
    private long place;
    private UUID guid = FIRST;

    /**
     * Takes a page of each forest's changes into the queue, sends what is there, and so on. The
     * changes come first, so that a user who is in the queue already is not sent twice.
     */
    private void run() {
      List<HashSource> open = sources;
      do {
        open = open.stream().filter(this::takePage).toList();
        drain();
      } while (!open.isEmpty() && tenantAnswers);
    }

    /** Whether the forest has more to tell. */
    private boolean takePage(HashSource source) {
      try {
        return take(source);
      } catch (ForestException e) {
        events.add(Event.DOMAIN_ERROR, HashDelivery.failed(source, e));
        complete = false;
        return false;
      }
    }

    private boolean take(HashSource source) throws ForestException {
      String position =
          store
              .read(space -> space.watermarks().find(source.watermark()))
              .map(Watermark::position)
              .orElse("");
      HashSource.Changes changes = source.changes(position, BATCH);
      if (!changes.accounts().isEmpty() || !changes.position().equals(position)) {
        store.write(
            space -> {
              new PasswordHashQueue(space).add(HashScope.imported(space, changes.accounts()));
              space.watermarks().save(source.watermark(), changes.position(), clock.instant());
              return changes;
            });
      }
      return changes.more();
    }

    private void drain() {
      while (tenantAnswers) {
        List<QueuedHash> items =
            store.read(space -> new PasswordHashQueue(space).ready(place, guid, BATCH));
        if (items.isEmpty()) {
          return;
        }
        QueuedHash last = items.get(items.size() - 1);
        place = last.place();
        guid = last.guid();
        HashDelivery.Delivered delivered = delivery.deliver(items);
        delivered.outcomes().forEach(each -> counts.merge(each.status(), 1, Integer::sum));
        tenantAnswers = delivered.taken();
        complete &= delivered.taken() && delivered.sourcesRead();
      }
    }
  }
}
