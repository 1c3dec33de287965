package dev.tombolo.connector.explain;

import dev.tombolo.connector.rule.ForestObject;
import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.source.ForestChange;
import dev.tombolo.connector.source.ScopeFilter;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.SyncFailure;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.ForestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tenant's objects that are synchronized and that no object on-premises in scope holds,
 * and tells why no synchronization removed them (reference §5.6).
 */
public final class Orphans {
  private static final int PAGE = 500;

  private final ConnectorStore store;
  private final SyncRules rules;
  private final ScopeFilter scope;
  private final ForestLookup forest;
  private final ForestEndpoint domain;
  private final ObjectFinder finder;

  /** Finds them in a connector's state; the forest is asked for the reasons. */
  public Orphans(
      ConnectorStore store,
      SyncRules rules,
      ScopeFilter scope,
      ForestLookup forest,
      ForestEndpoint domain) {
    this.store = store;
    this.rules = rules;
    this.scope = scope;
    this.forest = forest;
    this.domain = domain;
    this.finder = new ObjectFinder(store, forest);
  }

  /** All of them. */
  public List<Orphan> list() throws ForestException {
    List<Orphan> orphans = new ArrayList<>();
    String after = "";
    while (true) {
      String from = after;
      List<CloudObject> page = store.read(space -> space.cloud().disconnected(from, PAGE));
      if (page.isEmpty()) {
        return orphans;
      }
      List<CloudObject> some = page.stream().filter(Orphans::isOrphan).toList();
      List<UUID> guids =
          some.stream().flatMap(each -> ObjectFinder.guidIn(each.anchor()).stream()).toList();
      Map<UUID, ForestChange> live = forest.find(guids);
      for (CloudObject object : some) {
        Optional<ForestChange> there =
            ObjectFinder.guidIn(object.anchor()).flatMap(id -> Optional.ofNullable(live.get(id)));
        orphans.add(orphan(object, there));
      }
      after = page.get(page.size() - 1).anchor();
    }
  }

  /**
   * One of them, by any name; nothing when it is none.
   *
   * @param id the tenant's object id, a principal name, an immutable id
   */
  public Optional<Orphan> find(String id) throws ForestException {
    ObjectFinder.Found found = finder.find(id);
    Optional<CloudObject> object = found.cloud();
    if (object.isEmpty() || !isOrphan(object.get())) {
      return Optional.empty();
    }
    Optional<UUID> guid = ObjectFinder.guidIn(object.get().anchor());
    return Optional.of(
        orphan(object.get(), guid.isEmpty() ? Optional.empty() : forest.find(guid.get())));
  }

  /** It is synchronized, the engine has seen it, and holds it by nothing. */
  private static boolean isOrphan(CloudObject object) {
    boolean deleting = object.export() == ExportKind.DELETE && !object.exported();
    return object.metaverseId() == null
        && object.cloudAnchor() != null
        && Boolean.TRUE.equals(object.syncEnabled())
        && object.pending() == PendingImport.NONE
        && (object.export() == ExportKind.NONE || deleting);
  }

  private Orphan orphan(CloudObject object, Optional<ForestChange> live) {
    SyncFailure failure = object.failure();
    if (object.export() == ExportKind.DELETE) {
      return failure == null
          ? of(
              object,
              "delete-pending",
              "The connector wants to delete it, and no export has run since.")
          : of(
              object,
              "delete-failed",
              "The connector wants to delete it, and the tenant refused "
                  + failure.count()
                  + (failure.count() == 1 ? " time: " : " times: ")
                  + failure.code()
                  + ": "
                  + failure.message());
    }
    if (live.isEmpty()) {
      return of(
          object,
          "no-object",
          "No object on-premises has its source anchor, and this connector has never held it: it"
              + " was deleted while no connector knew it, or another connector made it.");
    }
    ForestChange change = live.get();
    if (!scope.includes(change.dn())) {
      return of(
          object,
          "out-of-scope",
          change.dn()
              + " is out of scope, "
              + scope.decidedBy(change.dn())
              + ", and this connector has never held it.");
    }
    return filtered(object, change);
  }

  private Orphan filtered(CloudObject object, ForestChange change) {
    Optional<ObjectKind> kind = change.kind();
    if (kind.isEmpty()) {
      return of(object, "filtered", change.dn() + " is of a class that is not synchronized.");
    }
    Inbound made =
        rules.inbound(
            new ForestObject(
                new OnPremisesObject(
                    change.guid(),
                    domain.name(),
                    kind.get(),
                    change.dn(),
                    change.values(),
                    PendingImport.NONE,
                    null,
                    null),
                domain.name(),
                domain.netBiosName()));
    return made instanceof Inbound.Filtered filtered
        ? of(
            object,
            "filtered",
            change.dn() + " is left out by \"" + filtered.rule() + "\": " + filtered.reason() + ".")
        : of(
            object,
            "no-object",
            change.dn() + " has another source anchor, or has not been synchronized yet.");
  }

  private static Orphan of(CloudObject object, String reason, String explanation) {
    @Nullable String id =
        object.cloudAnchor() == null ? null : object.cloudAnchor().objectId().toString();
    return new Orphan(
        id,
        object.type().wireName(),
        PendingExport.nameOf(object),
        object.anchor(),
        reason,
        explanation);
  }
}
