package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.EngineSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The agent's name and keys, kept in the connector's database. They are read anew each time: the
 * state may be put back to an earlier one at any moment.
 *
 * <p>The key before the current one stays, for requests that were encrypted before the tenant knew
 * the new one.
 */
final class AgentKeys {
  private static final int MONTHS = 6;
  private static final String AGENT = "writeback.agentId";
  private static final String CURRENT = "writeback.key";
  private static final String PREVIOUS = "writeback.previousKey";

  private final ConnectorStore store;
  private final WritebackEvents events;
  private final Clock clock;

  AgentKeys(ConnectorStore store, WritebackEvents events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /** The agent's id, made when it is first needed. */
  String agentId() {
    Optional<String> known = store.read(space -> space.settings().find(AGENT));
    return known.orElseGet(
        () ->
            store.write(
                space -> {
                  Optional<String> now = space.settings().find(AGENT);
                  if (now.isEmpty()) {
                    space.settings().save(AGENT, UUID.randomUUID().toString());
                  }
                  return space.settings().find(AGENT).orElseThrow();
                }));
  }

  /** The key to register: the one there is, or a new one when there is none or it is old. */
  AgentKey current() {
    Optional<AgentKey> known = find(CURRENT);
    if (known.isPresent() && !isOld(known.get())) {
      return known.get();
    }
    AgentKey fresh = AgentKey.generate(clock.instant()); // takes long; not in a transaction
    return store.write(
        space -> {
          EngineSettings settings = space.settings();
          Optional<AgentKey> now = settings.find(CURRENT).map(AgentKey::parse);
          if (now.isPresent() && !isOld(now.get())) {
            return now.get();
          }
          now.ifPresent(old -> settings.save(PREVIOUS, old.stored()));
          settings.save(CURRENT, fresh.stored());
          events.add(
              space,
              WritebackEvent.KEY_PAIR_CREATION_SUCCESS,
              "The key pair " + fresh.id() + " was made.");
          return fresh;
        });
  }

  /** Whether the current key is older than half a year by the lab's clock. */
  boolean isDue() {
    return find(CURRENT).map(this::isOld).orElse(true);
  }

  private boolean isOld(AgentKey key) {
    Instant end = key.made().atOffset(ZoneOffset.UTC).plusMonths(MONTHS).toInstant();
    return !clock.instant().isBefore(end);
  }

  /** The key of an id, unless it is too old to be known. */
  Optional<AgentKey> withId(String keyId) {
    return Stream.of(CURRENT, PREVIOUS)
        .flatMap(name -> find(name).stream())
        .filter(key -> key.id().equals(keyId))
        .findFirst();
  }

  private Optional<AgentKey> find(String name) {
    return store.read(space -> space.settings().find(name)).map(AgentKey::parse);
  }

  /** Forgets the keys: the next agent makes its own. */
  void forget() {
    store.write(
        space -> {
          space.settings().remove(PREVIOUS);
          return space.settings().remove(CURRENT);
        });
  }
}
