package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Literal;
import dev.tombolo.tenant.store.ChangeFeed;
import dev.tombolo.tenant.store.ChangeFeed.Change;
import dev.tombolo.tenant.store.ChangeToken;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
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
  private static final Set<String> REFUSED = Set.of("$top", "$orderby", "$expand", "$search");

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
          request -> delta(request, type));
    }
  }

  private record Asked(
      ObjectType type, Selection selection, Set<UUID> only, Optional<String> token) {
    boolean wants(UUID id) {
      return only.isEmpty() || only.contains(id);
    }
  }

  private ApiResponse delta(ApiRequest request, ObjectType type) {
    Map<String, String> options = QueryOptions.system(request.query());
    for (String refused : REFUSED) {
      if (options.containsKey(refused)) {
        throw ApiException.unsupportedQuery(
            "The query option '" + refused + "' is not supported by delta.");
      }
    }
    Asked asked =
        new Asked(
            type,
            Selection.parse(Optional.ofNullable(options.get("$select")), EnumSet.of(type)),
            Optional.ofNullable(options.get("$filter"))
                .map(text -> ids(QueryOptions.filter(text)))
                .orElse(Set.of()),
            Optional.ofNullable(options.get("$deltatoken"))
                .or(() -> Optional.ofNullable(options.get("$skiptoken"))));
    return store.read(unit -> delta(unit, request, asked));
  }

  /** Only a list of ids may be asked for. */
  private static Set<UUID> ids(Expression filter) {
    Set<UUID> ids = new HashSet<>();
    if (filter instanceof Expression.Or or) {
      ids.addAll(ids(or.left()));
      ids.addAll(ids(or.right()));
      return ids;
    }
    if (filter instanceof Expression.Comparison comparison
        && comparison.operator() == Expression.Operator.EQ
        && comparison.path().toString().equals("id")
        && comparison.value() instanceof Literal.Text text) {
      ids.add(Ids.parse(text.value()).orElseThrow(() -> ApiException.notFound(text.value())));
      return ids;
    }
    throw ApiException.unsupportedQuery("Unsupported Query.");
  }

  private static ApiResponse delta(Unit unit, ApiRequest request, Asked asked) {
    ChangeFeed feed = new ChangeFeed(unit);
    if (asked.token.filter("latest"::equals).isPresent()) {
      return answer(request, asked, List.of(), "$deltatoken", new ChangeToken.Since(feed.last()));
    }
    ChangeToken token =
        asked
            .token
            .map(ChangeToken::parse)
            .orElseGet(() -> new ChangeToken.Full(feed.last(), asked.type, Optional.empty()));
    return token instanceof ChangeToken.Full full
        ? everything(unit, request, asked, full)
        : changes(unit, request, asked, (ChangeToken.Since) token);
  }

  private static ApiResponse everything(
      Unit unit, ApiRequest request, Asked asked, ChangeToken.Full from) {
    ObjectQuery query =
        new ObjectQuery(
            new ObjectQuery.In(Listing.live(asked.type)),
            Optional.empty(),
            objects -> List.of(),
            Optional.empty(),
            false);
    ObjectQuery.Page page =
        new ObjectQueries(unit, query)
            .page(from.after().map(id -> new ObjectQuery.Position("", id)), PAGE);
    List<DirectoryObject> objects =
        page.objects().stream().filter(object -> asked.wants(object.id())).toList();
    List<ObjectNode> rendered = new ObjectRenderer(unit, asked.selection, false).render(objects);
    if (asked.type == ObjectType.GROUP) {
      for (int i = 0; i < objects.size(); i++) {
        List<UUID> members = unit.links().targets(objects.get(i).id(), LinkKind.MEMBER);
        unit.objects().preload(members);
        ArrayNode links = rendered.get(i).putArray("members@delta");
        members.forEach(id -> unit.objects().find(id).ifPresent(m -> link(links, m)));
      }
    }
    return page.next()
        .map(
            next ->
                answer(
                    request,
                    asked,
                    rendered,
                    "$skiptoken",
                    new ChangeToken.Full(from.seq(), asked.type, Optional.of(next.id()))))
        .orElseGet(
            () ->
                answer(request, asked, rendered, "$deltatoken", new ChangeToken.Since(from.seq())));
  }

  private static ObjectNode link(ArrayNode links, DirectoryObject target) {
    return links
        .addObject()
        .put("@odata.type", Resource.odataType(target.type()))
        .put("id", target.id().toString());
  }

  private static ApiResponse changes(
      Unit unit, ApiRequest request, Asked asked, ChangeToken.Since from) {
    ChangeFeed feed = new ChangeFeed(unit);
    if (!feed.reaches(from.seq())) {
      throw new ApiException(
          410,
          "syncStateNotFound",
          "The sync state generation is not found; continuing sync with state is not possible.");
    }
    List<Change> changes = feed.after(from.seq(), EnumSet.of(asked.type), PAGE);
    Map<UUID, List<Change>> byObject = new LinkedHashMap<>();
    Set<UUID> ids = new HashSet<>();
    for (Change change : changes) {
      if (asked.wants(change.objectId())) {
        byObject.computeIfAbsent(change.objectId(), id -> new ArrayList<>()).add(change);
        ids.add(change.objectId());
        if (change.kind() instanceof ChangeFeed.Relinked relinked) {
          ids.add(relinked.target());
        }
      }
    }
    unit.objects().preload(ids);
    List<ObjectNode> rendered = new ArrayList<>();
    byObject.forEach((id, of) -> rendered.add(describe(unit, asked, id, of)));
    if (changes.size() == PAGE) {
      long last = changes.get(changes.size() - 1).seq();
      return answer(request, asked, rendered, "$skiptoken", new ChangeToken.Since(last));
    }
    long last = changes.isEmpty() ? from.seq() : changes.get(changes.size() - 1).seq();
    return answer(request, asked, rendered, "$deltatoken", new ChangeToken.Since(last));
  }

  private static ObjectNode describe(Unit unit, Asked asked, UUID id, List<Change> changes) {
    Optional<DirectoryObject> object = unit.objects().find(id);
    if (object.isEmpty() || object.get().deleted()) {
      ObjectNode removed = JsonNodeFactory.instance.objectNode();
      removed.put("id", id.toString());
      removed.putObject("@removed").put("reason", object.isPresent() ? "changed" : "deleted");
      return removed;
    }
    ObjectNode node = new ObjectRenderer(unit, asked.selection, false).render(object.get());
    Map<UUID, Boolean> members = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.kind() instanceof ChangeFeed.Relinked relinked
          && relinked.link() == LinkKind.MEMBER) {
        members.put(relinked.target(), relinked.added());
      }
    }
    if (!members.isEmpty()) {
      ArrayNode links = node.putArray("members@delta");
      members.forEach((member, added) -> describeLink(unit, links, member, added));
    }
    return node;
  }

  private static void describeLink(Unit unit, ArrayNode links, UUID member, boolean added) {
    ObjectNode node =
        unit.objects()
            .find(member)
            .map(target -> link(links, target))
            .orElseGet(() -> links.addObject().put("id", member.toString()));
    if (!added) {
      node.putObject("@removed").put("reason", "deleted");
    }
  }

  private static ApiResponse answer(
      ApiRequest request,
      Asked asked,
      List<ObjectNode> rendered,
      String option,
      ChangeToken token) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "@odata.context",
        request.base()
            + "/$metadata#"
            + Resource.collection(asked.type)
            + asked.selection.context());
    body.put(
        option.equals("$deltatoken") ? "@odata.deltaLink" : "@odata.nextLink",
        Collections.nextLink(request, option, token.text()));
    ArrayNode value = body.putArray("value");
    value.addAll(rendered);
    return ApiResponse.ok(body);
  }
}
