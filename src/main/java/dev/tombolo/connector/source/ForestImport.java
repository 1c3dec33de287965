package dev.tombolo.connector.source;

import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Imports from a forest. The position and what it brought are committed together, page by page, so
 * a crash at any point loses no change: the next import goes on where the last commit was.
 */
public final class ForestImport {
  private static final int KEYS_AT_A_TIME = 10_000;

  private final ForestSource source;
  private final String connector;
  private final ScopeFilter scope;
  private final ConnectorStore store;
  private final Clock clock;
  private final Journal journal;
  private final Faults faults;

  /** An import of one forest. */
  public ForestImport(
      ForestSource source,
      String connector,
      ScopeFilter scope,
      ConnectorStore store,
      Clock clock,
      Journal journal,
      Faults faults) {
    this.source = source;
    this.connector = connector;
    this.scope = scope;
    this.store = store;
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
  }

  /**
   * Imports what has changed since the last import; everything when there was none, or its position
   * is none in this directory.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public ImportResult delta(StepTally tally) throws ForestException {
    Optional<SourcePosition> kept =
        store
            .read(space -> space.watermarks().find(connector))
            .map(watermark -> SourcePosition.parse(watermark.position()));
    if (kept.isEmpty()) {
      return new ImportResult(full(tally).tally(), "There was no position: everything was read.");
    }
    SourcePosition position = kept.get();
    while (true) {
      ForestPage page;
      try {
        page = read(position);
      } catch (ForestException e) {
        if (e.kind() != ForestException.Kind.BAD_COOKIE) {
          throw e;
        }
        return new ImportResult(
            full(tally).tally(), "The position was refused: everything was read.");
      }
      if (!source.follows(page.position(), position)) {
        return new ImportResult(
            full(tally).tally(),
            "The directory is another, or an earlier state of it: everything was read.");
      }
      List<ForestChange> changes = completed(page.changes());
      tally.add(commit(changes, namesBelow(changes), Optional.of(page.position())));
      position = page.position();
      if (!page.more()) {
        return new ImportResult(tally, "");
      }
    }
  }

  private ForestPage read(SourcePosition position) throws ForestException {
    faults.reach("import.read", connector);
    return source.changes(position);
  }

  /**
   * Replaces changes by whole objects where the connector space lacks the object: it has come into
   * scope, or come back, and the change does not tell what has not changed.
   */
  private List<ForestChange> completed(List<ForestChange> changes) throws ForestException {
    List<UUID> candidates =
        changes.stream()
            .filter(change -> !change.complete() && !change.deleted())
            .filter(change -> scope.includes(change.dn()))
            .map(ForestChange::guid)
            .toList();
    if (candidates.isEmpty()) {
      return changes;
    }
    Map<UUID, OnPremisesObject> known = store.read(space -> space.onPremises().find(candidates));
    Set<UUID> missing = new HashSet<>(candidates);
    known.forEach(
        (guid, object) -> {
          if (object.pending() != PendingImport.DELETE) {
            missing.remove(guid);
          }
        });
    Map<UUID, ForestChange> whole = new LinkedHashMap<>();
    source.read(missing).forEach(change -> whole.put(change.guid(), change));
    List<ForestChange> completed = new ArrayList<>();
    for (ForestChange change : changes) {
      completed.add(whole.getOrDefault(change.guid(), change));
    }
    return completed;
  }

  /**
   * The names of what is below containers that have been renamed or moved: the forest does not tell
   * of each. They are read rather than calculated, because several containers may have taken each
   * other's names since the last import.
   */
  private Map<UUID, String> namesBelow(List<ForestChange> changes) throws ForestException {
    List<UUID> live =
        changes.stream().filter(change -> !change.deleted()).map(ForestChange::guid).toList();
    Map<UUID, OnPremisesObject> known = store.read(space -> space.onPremises().find(live));
    Map<UUID, String> names = new LinkedHashMap<>();
    for (ForestChange change : changes) {
      OnPremisesObject before = known.get(change.guid());
      if (before != null
          && before.kind() == ObjectKind.CONTAINER
          && !before.dn().equals(change.dn())) {
        names.putAll(source.namesBelow(change.guid()));
      }
    }
    return names;
  }

  private StepTally commit(
      List<ForestChange> changes, Map<UUID, String> names, Optional<SourcePosition> position) {
    StepTally tally =
        store.write(
            space -> {
              StepTally counted = new PageApplier(space, connector, scope, changes).apply(changes);
              space.onPremises().rename(names);
              position.ifPresent(
                  reached -> space.watermarks().save(connector, reached.text(), clock.instant()));
              faults.reach("cookie.commit", connector);
              return counted;
            });
    note(changes, tally);
    return tally;
  }

  private void note(List<ForestChange> changes, StepTally tally) {
    Map<String, String> names = new LinkedHashMap<>();
    changes.forEach(change -> names.put(change.guid().toString(), change.dn()));
    Map<String, List<String>> counted = tally.objects();
    note(names, counted, Counter.STAGE_ADD, "import-add", "was imported");
    note(names, counted, Counter.STAGE_UPDATE, "import-update", "was imported with changes");
    note(names, counted, Counter.STAGE_RENAME, "import-rename", "was imported under a new name");
    note(names, counted, Counter.STAGE_DELETE, "import-delete", "is gone or out of scope");
  }

  private void note(
      Map<String, String> names,
      Map<String, List<String>> counted,
      Counter counter,
      String kind,
      String what) {
    for (String guid : counted.getOrDefault(counter.xmlName(), List.of())) {
      String dn = names.getOrDefault(guid, guid);
      journal.record(kind, Set.of(guid, dn), dn + " " + what);
    }
  }

  /**
   * Imports everything; what was known and is not there any more is staged for deletion.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public ImportResult full(StepTally tally) throws ForestException {
    Set<UUID> seen = new HashSet<>();
    SourcePosition position = SourcePosition.START;
    ExecutorService ahead =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "import-ahead");
              thread.setDaemon(true);
              return thread;
            });
    try {
      ForestPage page = read(SourcePosition.START);
      while (true) {
        position = page.position();
        Future<ForestPage> next = page.more() ? readAhead(ahead, position) : null;
        tally.add(commit(page.changes(), Map.of(), Optional.empty()));
        for (ForestChange change : page.changes()) {
          // One that is deleted meanwhile comes again, as deleted.
          boolean unused = change.deleted() ? seen.remove(change.guid()) : seen.add(change.guid());
        }
        if (next == null) {
          break;
        }
        page = await(next);
      }
    } finally {
      ahead.shutdownNow();
    }
    tally.add(finish(seen, position));
    return new ImportResult(tally, "");
  }

  private Future<ForestPage> readAhead(ExecutorService ahead, SourcePosition position) {
    return ahead.submit(() -> read(position));
  }

  private static ForestPage await(Future<ForestPage> page) throws ForestException {
    try {
      return page.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ForestException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during an import", e);
    }
  }

  /** Obsoletes what was not seen, together with the position. */
  private StepTally finish(Set<UUID> seen, SourcePosition position) {
    return store.write(
        space -> {
          StepTally tally = new StepTally();
          List<UUID> known = space.onPremises().guids(connector, null, KEYS_AT_A_TIME);
          while (!known.isEmpty()) {
            List<UUID> missing = known.stream().filter(guid -> !seen.contains(guid)).toList();
            space.onPremises().obsolete(missing);
            space.onPremisesLinks().forget(missing, false);
            missing.forEach(guid -> tally.count(Counter.STAGE_DELETE, guid.toString()));
            known =
                space.onPremises().guids(connector, known.get(known.size() - 1), KEYS_AT_A_TIME);
          }
          space.watermarks().save(connector, position.text(), clock.instant());
          faults.reach("cookie.commit", connector);
          return tally;
        });
  }
}
