package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.cloud.provisioning.TenantChanges;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.store.ChangeFeed;
import dev.tombolo.tenant.store.ChangeFeed.Change;
import dev.tombolo.tenant.store.ChangeToken;
import dev.tombolo.tenant.store.LinkReader;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells a connector every live object, then what changes, page by page (the import from the
 * tenant). The order of changes is that of their commits, so a token never passes one over.
 */
public final class ChangeExport {
  /** The most objects a page may hold. */
  public static final int MAX_PAGE = 1_000;

  private static final List<ObjectType> ORDER = List.of(ObjectType.values());

  private final TenantStore store;

  /** A service on a store. */
  public ChangeExport(TenantStore store) {
    this.store = store;
  }

  /**
   * A page.
   *
   * @param token where the last one ended; empty for everything from the start
   * @param top the most objects, 1 to {@link #MAX_PAGE}
   * @throws ApiException when the token is malformed (400) or too old (410)
   */
  public TenantChanges page(Optional<String> token, int top) {
    int limit = Math.max(1, Math.min(top, MAX_PAGE));
    return store.read(
        unit -> {
          ChangeToken start =
              token
                  .map(ChangeToken::parse)
                  .orElseGet(() -> ChangeToken.Full.of(new ChangeFeed(unit).last(), ORDER.get(0)));
          return start instanceof ChangeToken.Full full
              ? everything(unit, full, limit)
              : changes(unit, (ChangeToken.Since) start, limit);
        });
  }

  private static TenantChanges everything(Unit unit, ChangeToken.Full from, int limit) {
    ObjectQuery query =
        new ObjectQuery(
            new ObjectQuery.In(Listing.live(from.type())),
            Optional.empty(),
            objects -> List.of(),
            Optional.empty(),
            false);
    ObjectQuery.Page page =
        new ObjectQueries(unit, query)
            .page(from.after().map(id -> new ObjectQuery.Position("", id)), limit);
    List<TenantObject> objects = withAllLinks(unit, page.objects());
    if (page.next().isPresent()) {
      ChangeToken next = from.after(page.next().get().id());
      return new TenantChanges(objects, next.text(), true, true);
    }
    int following = ORDER.indexOf(from.type()) + 1;
    if (following < ORDER.size()) {
      ChangeToken next = ChangeToken.Full.of(from.seq(), ORDER.get(following));
      return new TenantChanges(objects, next.text(), true, true);
    }
    // What changed while the pages were read comes once more, as changes.
    boolean more = new ChangeFeed(unit).last() > from.seq();
    return new TenantChanges(objects, new ChangeToken.Since(from.seq()).text(), more, true);
  }

  private static List<TenantObject> withAllLinks(Unit unit, List<DirectoryObject> objects) {
    Map<UUID, Map<LinkKind, List<String>>> links =
        new LinkReader(unit).anchorsOfTargets(objects.stream().map(DirectoryObject::id).toList());
    List<TenantObject> described = new ArrayList<>();
    for (DirectoryObject object : objects) {
      Map<String, ReferenceChange> references = new LinkedHashMap<>();
      links
          .getOrDefault(object.id(), Map.of())
          .forEach((kind, anchors) -> references.put(kind.wireName(), ReferenceChange.to(anchors)));
      described.add(TenantObjects.describe(object, references));
    }
    return described;
  }

  private static TenantChanges changes(Unit unit, ChangeToken.Since from, int limit) {
    ChangeFeed feed = new ChangeFeed(unit);
    if (!feed.reaches(from.seq())) {
      throw new ApiException(
          410, "syncStateNotFound", "The token is too old; start again without one.");
    }
    List<Change> changes = feed.after(from.seq(), EnumSet.allOf(ObjectType.class), limit);
    if (changes.isEmpty()) {
      return new TenantChanges(List.of(), from.text(), false, false);
    }
    long last = changes.get(changes.size() - 1).seq();
    boolean more = feed.last() > last;
    return new TenantChanges(
        describe(unit, changes), new ChangeToken.Since(last).text(), more, false);
  }

  private static List<TenantObject> describe(Unit unit, List<Change> changes) {
    Map<UUID, Change> lastOf = new LinkedHashMap<>();
    Map<UUID, Map<LinkKind, Delta>> links = new LinkedHashMap<>();
    Set<UUID> ids = new HashSet<>();
    for (Change change : changes) {
      lastOf.remove(change.objectId());
      lastOf.put(change.objectId(), change);
      ids.add(change.objectId());
      if (change.kind() instanceof ChangeFeed.Relinked relinked) {
        links
            .computeIfAbsent(change.objectId(), id -> new LinkedHashMap<>())
            .computeIfAbsent(relinked.link(), kind -> new Delta())
            .note(relinked);
        ids.add(relinked.target());
      }
    }
    unit.objects().preload(ids);
    List<TenantObject> described = new ArrayList<>();
    lastOf.forEach(
        (id, change) ->
            described.add(
                unit.objects()
                    .find(id)
                    .map(
                        object ->
                            TenantObjects.describe(
                                object, references(unit, links.getOrDefault(id, Map.of()))))
                    .orElseGet(
                        () ->
                            TenantObjects.gone(
                                new CloudAnchor(change.type(), id), change.sourceAnchor()))));
    return described;
  }

  private static Map<String, ReferenceChange> references(Unit unit, Map<LinkKind, Delta> deltas) {
    Map<String, ReferenceChange> references = new LinkedHashMap<>();
    deltas.forEach(
        (kind, delta) ->
            references.put(
                kind.wireName(),
                new ReferenceChange(
                    anchors(unit, delta.added), anchors(unit, delta.removed), false)));
    return references;
  }

  private static List<String> anchors(Unit unit, Set<UUID> targets) {
    return targets.stream()
        .flatMap(id -> unit.objects().find(id).stream())
        .map(TenantObjects::anchorOf)
        .toList();
  }

  private static final class Delta {
    private final Set<UUID> added = new LinkedHashSet<>();
    private final Set<UUID> removed = new LinkedHashSet<>();

    private void note(ChangeFeed.Relinked relinked) {
      (relinked.added() ? removed : added).remove(relinked.target());
      (relinked.added() ? added : removed).add(relinked.target());
    }
  }
}
