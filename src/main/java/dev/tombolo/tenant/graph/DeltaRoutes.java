package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.store.ChangeFeed;
import dev.tombolo.tenant.store.ChangeFeed.Change;
import dev.tombolo.tenant.store.ChangeToken;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /users/delta} and its like: everything, then what changes (reference §10.4). */
final class DeltaRoutes {
  private static final int PAGE = 200;
  private static final int MEMBERS_OF_PAGE = 500;

  private final TenantStore store;

  DeltaRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    for (ObjectType type : ObjectType.values()) {
      router.add(
          Method.GET,
          "/" + Resource.collection(type) + "/delta",
          Scopes.read(type),
          request -> delta(request, DeltaQuery.parse(request, type)));
    }
  }

  private ApiResponse delta(ApiRequest request, DeltaQuery query) {
    return store.read(unit -> new Telling(unit, request, query).answer());
  }

  /** One answer. */
  private record Telling(Unit unit, ApiRequest request, DeltaQuery query) {
    private ApiResponse answer() {
      ChangeFeed feed = new ChangeFeed(unit);
      if (query.token().filter("latest"::equals).isPresent()) {
        return answer(List.of(), "$deltatoken", new ChangeToken.Since(feed.last()));
      }
      ChangeToken token =
          query
              .token()
              .filter(text -> !text.isEmpty())
              .map(ChangeToken::parse)
              .orElseGet(() -> ChangeToken.Full.of(feed.last(), query.type()));
      return token instanceof ChangeToken.Full full
          ? everything(full)
          : changes((ChangeToken.Since) token);
    }

    private ApiResponse everything(ChangeToken.Full from) {
      if (from.type() != query.type()) {
        throw ApiException.badQuery("Badly formed token.");
      }
      ObjectQuery live =
          new ObjectQuery(
              new ObjectQuery.In(Listing.live(query.type())),
              query.filter(),
              objects -> ObjectRenderer.forFilter(unit, objects, Set.of("id")),
              Optional.empty(),
              false);
      List<ObjectNode> told = new ArrayList<>();
      int room = MEMBERS_OF_PAGE;
      if (from.member().isPresent() && from.after().isPresent()) {
        Optional<UUID> more = furtherMembers(from.after().get(), from.member(), told);
        if (more.isPresent()) {
          return answer(told, "$skiptoken", at(from, from.after().get(), more));
        }
      }
      ObjectQuery.Page page =
          new ObjectQueries(unit, live)
              .page(from.after().map(id -> new ObjectQuery.Position("", id)), PAGE);
      ObjectRenderer renderer = new ObjectRenderer(unit, query.selection(), false);
      List<ObjectNode> rendered = renderer.render(page.objects());
      for (int i = 0; i < page.objects().size(); i++) {
        DirectoryObject object = page.objects().get(i);
        ObjectNode node = rendered.get(i);
        told.add(node);
        for (LinkKind kind : query.links()) {
          List<UUID> targets = unit.links().targets(object.id(), kind, Optional.empty(), room + 1);
          boolean more = targets.size() > room;
          List<UUID> shown = more ? targets.subList(0, room) : targets;
          links(node, kind, shown);
          room -= shown.size();
          if (more) {
            UUID last = shown.isEmpty() ? new UUID(0, 0) : shown.get(shown.size() - 1);
            return answer(told, "$skiptoken", at(from, object.id(), Optional.of(last)));
          }
        }
      }
      return page.next()
          .map(next -> answer(told, "$skiptoken", from.after(next.id())))
          .orElseGet(() -> answer(told, "$deltatoken", new ChangeToken.Since(from.seq())));
    }

    private static ChangeToken at(ChangeToken.Full from, UUID object, Optional<UUID> member) {
      return new ChangeToken.Full(from.seq(), from.type(), Optional.of(object), member);
    }

    /** A group of many members is told of more than once; where the next time starts. */
    private Optional<UUID> furtherMembers(UUID group, Optional<UUID> after, List<ObjectNode> told) {
      List<UUID> targets = unit.links().targets(group, LinkKind.MEMBER, after, MEMBERS_OF_PAGE + 1);
      boolean more = targets.size() > MEMBERS_OF_PAGE;
      List<UUID> shown = more ? targets.subList(0, MEMBERS_OF_PAGE) : targets;
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("id", group.toString());
      links(node, LinkKind.MEMBER, shown);
      told.add(node);
      return more ? Optional.of(shown.get(shown.size() - 1)) : Optional.empty();
    }

    private void links(ObjectNode node, LinkKind kind, List<UUID> targets) {
      ArrayNode links = node.putArray(kind.wireName() + "@delta");
      unit.objects().preload(targets);
      targets.forEach(id -> unit.objects().find(id).ifPresent(target -> link(links, target)));
    }

    private static ObjectNode link(ArrayNode links, DirectoryObject target) {
      return links
          .addObject()
          .put("@odata.type", Resource.odataType(target.type()))
          .put("id", target.id().toString());
    }

    private ApiResponse changes(ChangeToken.Since from) {
      ChangeFeed feed = new ChangeFeed(unit);
      if (!feed.reaches(from.seq())) {
        throw new ApiException(
            410,
            "syncStateNotFound",
            "The sync state generation is not found; continuing sync with state is not possible.");
      }
      List<Change> changes = feed.after(from.seq(), EnumSet.of(query.type()), PAGE);
      Map<UUID, List<Change>> byObject = new LinkedHashMap<>();
      Set<UUID> ids = new HashSet<>();
      for (Change change : changes) {
        if (query.wants(change.objectId())) {
          byObject.computeIfAbsent(change.objectId(), id -> new ArrayList<>()).add(change);
          ids.add(change.objectId());
          if (change.kind() instanceof ChangeFeed.Relinked relinked) {
            ids.add(relinked.target());
          }
        }
      }
      unit.objects().preload(ids);
      List<ObjectNode> rendered = new ArrayList<>();
      byObject.forEach((id, of) -> rendered.add(describe(id, of)));
      if (changes.size() == PAGE) {
        long last = changes.get(changes.size() - 1).seq();
        return answer(rendered, "$skiptoken", new ChangeToken.Since(last));
      }
      long last = changes.isEmpty() ? from.seq() : changes.get(changes.size() - 1).seq();
      return answer(rendered, "$deltatoken", new ChangeToken.Since(last));
    }

    private ObjectNode describe(UUID id, List<Change> changes) {
      Optional<DirectoryObject> object = unit.objects().find(id);
      if (object.isEmpty() || object.get().deleted()) {
        ObjectNode removed = JsonNodeFactory.instance.objectNode();
        removed.put("id", id.toString());
        removed.putObject("@removed").put("reason", object.isPresent() ? "changed" : "deleted");
        return removed;
      }
      ObjectNode node = new ObjectRenderer(unit, query.selection(), false).render(object.get());
      Map<LinkKind, Map<UUID, Boolean>> linked = new EnumMap<>(LinkKind.class);
      for (Change change : changes) {
        if (change.kind() instanceof ChangeFeed.Relinked relinked
            && query.links().contains(relinked.link())) {
          linked
              .computeIfAbsent(relinked.link(), kind -> new LinkedHashMap<>())
              .put(relinked.target(), relinked.added());
        }
      }
      linked.forEach(
          (kind, targets) -> {
            ArrayNode links = node.putArray(kind.wireName() + "@delta");
            targets.forEach((target, added) -> describeLink(links, target, added));
          });
      return node;
    }

    private void describeLink(ArrayNode links, UUID target, boolean added) {
      ObjectNode node =
          unit.objects()
              .find(target)
              .map(found -> link(links, found))
              .orElseGet(() -> links.addObject().put("id", target.toString()));
      if (!added) {
        node.putObject("@removed").put("reason", "deleted");
      }
    }

    private ApiResponse answer(List<ObjectNode> rendered, String option, ChangeToken token) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put(
          "@odata.context",
          request.base()
              + "/$metadata#"
              + Resource.collection(query.type())
              + query.selection().context());
      body.put(
          option.equals("$deltatoken") ? "@odata.deltaLink" : "@odata.nextLink",
          Collections.nextLink(request, option, token.text()));
      body.putArray("value").addAll(rendered);
      return ApiResponse.ok(body);
    }
  }
}
