package dev.tombolo.connector.passwordhash;

import dev.tombolo.ad.PasswordReplication.Account;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.cloud.password.PasswordHashBatch;
import dev.tombolo.cloud.password.PasswordHashResult;
import dev.tombolo.cloud.password.PasswordHashUpdate;
import dev.tombolo.connector.passwordhash.HashEvents.Event;
import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes one batch of users from the queue to the tenant. */
final class HashDelivery {
  private final ConnectorStore store;
  private final Map<String, HashSource> sources;
  private final TenantClient tenant;
  private final HashEvents events;
  private final Journal journal;
  private final Clock clock;
  private final Faults faults;
  private final SecureRandom random = new SecureRandom();

  HashDelivery(
      ConnectorStore store,
      Map<String, HashSource> sources,
      TenantClient tenant,
      HashEvents events,
      Journal journal,
      Clock clock,
      Faults faults) {
    this.store = store;
    this.sources = Map.copyOf(sources);
    this.tenant = tenant;
    this.events = events;
    this.journal = journal;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * How a batch ended.
   *
   * @param sourcesRead whether every forest told what it was asked
   * @param taken whether the tenant took the batch; if not, more batches make no sense now
   */
  record Delivered(List<HashOutcome> outcomes, boolean sourcesRead, boolean taken) {}

  /** A hash that was read. */
  private record Loaded(HashCandidate candidate, Account account) {}

  Delivered deliver(List<QueuedHash> items) {
    HashScope.Sorted sorted = store.read(space -> HashScope.sort(space, items));
    List<HashOutcome> outcomes = new ArrayList<>(sorted.outcomes());
    List<Loaded> loaded = new ArrayList<>();
    boolean read = load(sorted.candidates(), loaded, outcomes);
    boolean taken = loaded.isEmpty() || send(loaded, outcomes);
    store.write(space -> end(space, outcomes, loaded.size()));
    outcomes.forEach(this::record);
    return new Delivered(outcomes, read, taken);
  }

  private boolean load(
      List<HashCandidate> candidates, List<Loaded> loaded, List<HashOutcome> outcomes) {
    Map<String, List<HashCandidate>> byForest = new LinkedHashMap<>();
    for (HashCandidate candidate : candidates) {
      byForest
          .computeIfAbsent(candidate.account().connector(), name -> new ArrayList<>())
          .add(candidate);
    }
    boolean read = true;
    for (Map.Entry<String, List<HashCandidate>> forest : byForest.entrySet()) {
      HashSource source = sources.get(forest.getKey());
      if (source == null) {
        forest
            .getValue()
            .forEach(
                candidate ->
                    outcomes.add(
                        candidate.ended(
                            HashStatus.NO_TARGET_CONNECTION,
                            "Password hash synchronization is off for the connector.",
                            Hold.NONE)));
      } else {
        read &= load(source, forest.getValue(), loaded, outcomes);
      }
    }
    return read;
  }

  private boolean load(
      HashSource source,
      List<HashCandidate> candidates,
      List<Loaded> loaded,
      List<HashOutcome> outcomes) {
    Map<UUID, Account> accounts;
    try {
      accounts = source.read(candidates.stream().map(each -> each.item().guid()).toList());
    } catch (ForestException e) {
      events.add(Event.DOMAIN_ERROR, failed(source, e));
      return false;
    }
    for (HashCandidate candidate : candidates) {
      Account account = accounts.get(candidate.item().guid());
      if (account == null) {
        outcomes.add(
            candidate.ended(
                HashStatus.MISSING_ATTRIBUTE, "The account has no password.", Hold.NONE));
      } else if (new UserAccountControl(account.userAccountControl())
          .has(UserAccountControl.ACCOUNTDISABLE)) {
        outcomes.add(HashScope.disabled(candidate));
      } else {
        loaded.add(new Loaded(candidate, account));
      }
    }
    return true;
  }

  /** What the event log says of a forest that cannot be read. */
  static String failed(HashSource source, ForestException e) {
    return "Password hash synchronization failed for domain: "
        + source.name()
        + ". Details: "
        + e.getMessage();
  }

  private boolean send(List<Loaded> loaded, List<HashOutcome> outcomes) {
    // Outside every transaction: a thousand rounds of HMAC for each.
    List<PasswordHashUpdate> updates =
        loaded.parallelStream()
            .map(each -> each.candidate().update(each.account(), random))
            .toList();
    store.write(space -> begin(space, loaded, updates));
    try {
      faults.reach("passwordhash.send");
      List<PasswordHashResult> results = tenant.send(new PasswordHashBatch(updates)).results();
      faults.reach("passwordhash.sent");
      if (results.size() != updates.size()) {
        return broken(loaded, outcomes, "The tenant's answer does not fit the batch.");
      }
      for (int i = 0; i < results.size(); i++) {
        outcomes.add(ended(loaded.get(i).candidate(), updates.get(i), results.get(i)));
      }
      return true;
    } catch (TenantException | FaultException e) {
      return broken(loaded, outcomes, String.valueOf(e.getMessage()));
    }
  }

  private static HashOutcome ended(
      HashCandidate candidate, PasswordHashUpdate update, PasswordHashResult result) {
    HashStatus status = HashStatus.of(result.status());
    boolean temporary = status == HashStatus.FILTERED_BY_TARGET && update.temporary();
    return candidate.ended(
        status,
        result.message() == null ? "" : result.message(),
        temporary ? Hold.TEMPORARY : Hold.NONE);
  }

  private boolean broken(List<Loaded> loaded, List<HashOutcome> outcomes, String why) {
    events.add(Event.BATCH_ERROR, "Failed credential provisioning batch: " + why);
    loaded.forEach(
        each -> outcomes.add(each.candidate().ended(HashStatus.UNKNOWN, why, Hold.NONE)));
    return false;
  }

  private int begin(Space space, List<Loaded> loaded, List<PasswordHashUpdate> updates) {
    events.add(
        space, Event.BATCH_START, "Provision credentials batch start. Count: " + loaded.size());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < loaded.size(); i++) {
      lines.add(
          "Password Change Request - Anchor: "
              + updates.get(i).sourceAnchor()
              + ", Dn: "
              + loaded.get(i).candidate().account().dn()
              + ", Change Date: "
              + updates.get(i).changedAt());
    }
    events.addLines(space, Event.REQUEST, lines, line -> line);
    return loaded.size();
  }

  private int end(Space space, List<HashOutcome> outcomes, int sent) {
    PasswordHashQueue queue = new PasswordHashQueue(space);
    for (Hold hold : Hold.values()) {
      List<QueuedHash> items =
          outcomes.stream()
              .filter(outcome -> !outcome.status().isPassing() && outcome.hold() == hold)
              .map(HashOutcome::item)
              .toList();
      if (hold == Hold.NONE) {
        queue.remove(items);
      } else {
        queue.hold(items, hold);
      }
    }
    new PasswordHashLog(space)
        .add(outcomes.stream().map(each -> each.entry(clock.instant())).toList());
    if (sent > 0) {
      events.addLines(
          space,
          Event.RESULT,
          outcomes,
          each ->
              "Password Change Result - Anchor: "
                  + each.anchor()
                  + ", Dn: "
                  + each.dn()
                  + ", Result: "
                  + each.status().label()
                  + (each.message().isEmpty() ? "" : ", Extended Error: " + each.message()));
      events.add(space, Event.BATCH_END, "Provision credentials batch end. Count: " + sent);
    }
    return sent;
  }

  private void record(HashOutcome outcome) {
    if (outcome.status() == HashStatus.SUCCESS) {
      journal.record(
          "password-hash",
          Set.of(outcome.item().guid().toString(), outcome.dn(), outcome.anchor()),
          "The password hash was sent to the tenant");
    }
  }
}
