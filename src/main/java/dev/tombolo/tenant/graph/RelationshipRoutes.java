package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.LinkReader;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Members, owners, managers and the like, and the way back. */
final class RelationshipRoutes {
  private static final Set<ObjectType> ALL = EnumSet.allOf(ObjectType.class);

  private static final int MAX_CHECKED = 20;

  private final TenantStore store;
  private final Collections collections;

  RelationshipRoutes(TenantStore store) {
    this.store = store;
    this.collections = new Collections(store);
  }

  void addTo(ApiRouter router) {
    for (Relationship relationship : Relationship.all()) {
      String path = "/" + Resource.collection(relationship.type()) + "/{id}/" + relationship.name();
      if (relationship.kind().single() && !relationship.backwards()) {
        addSingle(router, relationship, path);
      } else {
        addMany(router, relationship, path);
      }
    }
    for (ObjectType type : ObjectType.values()) {
      String path = "/" + Resource.collection(type) + "/{id}/transitiveMemberOf";
      addList(router, type, path, (unit, id) -> new LinkReader(unit).groupsAbove(id));
      if (type == ObjectType.USER || type == ObjectType.GROUP) {
        addMemberChecks(router, type, "Groups", "groupIds");
        addMemberChecks(router, type, "Objects", "ids");
      }
    }
    addList(
        router,
        ObjectType.GROUP,
        "/groups/{id}/transitiveMembers",
        (unit, id) -> new LinkReader(unit).membersBelow(id));
  }

  /** {@code getMemberGroups} and its like; there is nothing but groups to be a member of. */
  private void addMemberChecks(ApiRouter router, ObjectType type, String what, String parameter) {
    String path = "/" + Resource.collection(type) + "/{id}/";
    router
        .add(
            Method.POST,
            path + "getMember" + what,
            Scopes.read(type),
            request -> memberGroups(request, type))
        .add(
            Method.POST,
            path + "checkMember" + what,
            Scopes.read(type),
            request -> checkMemberGroups(request, type, parameter));
  }

  @FunctionalInterface
  private interface Closure {
    Set<UUID> of(Unit unit, UUID id);
  }

  private void addList(ApiRouter router, ObjectType type, String path, Closure closure) {
    router.add(Method.GET, path, Scopes.read(type), request -> list(request, type, closure, ALL));
    for (ObjectType cast : ObjectType.values()) {
      router.add(
          Method.GET,
          path + "/microsoft.graph." + Resource.typeName(cast),
          Scopes.read(type),
          request -> list(request, type, closure, EnumSet.of(cast)));
    }
  }

  private ApiResponse list(
      ApiRequest request, ObjectType type, Closure closure, Set<ObjectType> types) {
    return store.read(
        unit -> {
          UUID id = new Lookup(unit).live(type, request.parameter("id")).id();
          return Collections.list(
              unit,
              request,
              "directoryObjects",
              types,
              new ObjectQuery.Among(closure.of(unit, id), types));
        });
  }

  private void addMany(ApiRouter router, Relationship relationship, String path) {
    ObjectType type = relationship.type();
    router
        .add(Method.GET, path, Scopes.read(type), request -> many(request, relationship, ALL))
        .add(
            Method.GET,
            path + "/$count",
            Scopes.read(type),
            request -> collections.count(request, ALL, scope(request, relationship, ALL)))
        .add(
            Method.GET,
            path + "/$ref",
            Scopes.read(type),
            request -> references(request, relationship));
    for (ObjectType cast : ObjectType.values()) {
      Set<ObjectType> only = EnumSet.of(cast);
      String castPath = path + "/microsoft.graph." + Resource.typeName(cast);
      router
          .add(
              Method.GET, castPath, Scopes.read(type), request -> many(request, relationship, only))
          .add(
              Method.GET,
              castPath + "/$count",
              Scopes.read(type),
              request -> collections.count(request, only, scope(request, relationship, only)));
    }
    if (!relationship.backwards()) {
      router
          .add(
              Method.POST, path + "/$ref", Scopes.link(type), request -> add(request, relationship))
          .add(
              Method.DELETE,
              path + "/{target}/$ref",
              Scopes.link(type),
              request -> remove(request, relationship));
    }
  }

  private ObjectQuery.Scope scope(
      ApiRequest request, Relationship relationship, Set<ObjectType> types) {
    return relationship.scope(id(request, relationship), types);
  }

  private UUID id(ApiRequest request, Relationship relationship) {
    return store.read(
        unit -> new Lookup(unit).live(relationship.type(), request.parameter("id")).id());
  }

  private ApiResponse many(ApiRequest request, Relationship relationship, Set<ObjectType> types) {
    return collections.list(
        request, "directoryObjects", types, scope(request, relationship, types));
  }

  private ApiResponse references(ApiRequest request, Relationship relationship) {
    QueryOptions options = QueryOptions.parse(request);
    return store.read(
        unit -> {
          UUID id = new Lookup(unit).live(relationship.type(), request.parameter("id")).id();
          ObjectQuery.Page page =
              new ObjectQueries(unit, plain(relationship.scope(id, ALL)))
                  .page(options.skipToken().map(SkipToken::parse), options.top());
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#Collection($ref)");
          page.next()
              .ifPresent(
                  next ->
                      body.put(
                          "@odata.nextLink",
                          Collections.nextLink(request, "$skiptoken", SkipToken.of(next))));
          ArrayNode value = body.putArray("value");
          page.objects()
              .forEach(
                  object ->
                      value
                          .addObject()
                          .put("@odata.id", request.base() + "/directoryObjects/" + object.id()));
          return ApiResponse.ok(body);
        });
  }

  private static ObjectQuery plain(ObjectQuery.Scope scope) {
    return new ObjectQuery(scope, Optional.empty(), objects -> List.of(), Optional.empty(), false);
  }

  private ApiResponse add(ApiRequest request, Relationship relationship) {
    ObjectNode body = request.json();
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject source =
              new Lookup(unit).live(relationship.type(), request.parameter("id"));
          References references = new References(unit);
          references.add(source, relationship.kind(), references.target(body));
          LinkAudit.added(unit, source, relationship.kind());
          return source.id();
        });
    return ApiResponse.noContent();
  }

  private ApiResponse remove(ApiRequest request, Relationship relationship) {
    String target = request.parameter("target");
    UUID id = Ids.parse(target).orElseThrow(() -> ApiException.notFound(target));
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject source =
              new Lookup(unit).live(relationship.type(), request.parameter("id"));
          new References(unit).remove(source, relationship.kind(), id);
          LinkAudit.removed(unit, source, relationship.kind());
          return id;
        });
    return ApiResponse.noContent();
  }

  private void addSingle(ApiRouter router, Relationship relationship, String path) {
    ObjectType type = relationship.type();
    router
        .add(Method.GET, path, Scopes.read(type), request -> one(request, relationship))
        .add(
            Method.GET, path + "/$ref", Scopes.read(type), request -> oneRef(request, relationship))
        .add(Method.PUT, path + "/$ref", Scopes.link(type), request -> add(request, relationship))
        .add(
            Method.DELETE,
            path + "/$ref",
            Scopes.link(type),
            request -> removeOne(request, relationship));
  }

  private ApiResponse one(ApiRequest request, Relationship relationship) {
    return store.read(
        unit ->
            ObjectRoutes.single(
                unit, request, only(unit, request, relationship), "directoryObjects", true));
  }

  private ApiResponse oneRef(ApiRequest request, Relationship relationship) {
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#$ref");
          body.put(
              "@odata.id",
              request.base() + "/directoryObjects/" + only(unit, request, relationship).id());
          return ApiResponse.ok(body);
        });
  }

  private static DirectoryObject only(Unit unit, ApiRequest request, Relationship relationship) {
    DirectoryObject source = new Lookup(unit).live(relationship.type(), request.parameter("id"));
    return new ObjectQueries(unit, plain(relationship.scope(source.id(), ALL)))
        .page(Optional.empty(), 1).objects().stream()
            .findFirst()
            .orElseThrow(() -> ApiException.notFound(relationship.name()));
  }

  private ApiResponse removeOne(ApiRequest request, Relationship relationship) {
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject source =
              new Lookup(unit).live(relationship.type(), request.parameter("id"));
          DirectoryObject target = only(unit, request, relationship);
          new References(unit).remove(source, relationship.kind(), target.id());
          return source.id();
        });
    return ApiResponse.noContent();
  }

  private ApiResponse memberGroups(ApiRequest request, ObjectType type) {
    boolean securityOnly = request.jsonIfAny().path("securityEnabledOnly").asBoolean(false);
    return store.read(
        unit -> {
          UUID id = new Lookup(unit).live(type, request.parameter("id")).id();
          Set<UUID> above =
              liveGroupsAbove(unit, id)
                  .filter(group -> !securityOnly || group.is(Property.SECURITY_ENABLED))
                  .map(DirectoryObject::id)
                  .collect(Collectors.toSet());
          return strings(request, above);
        });
  }

  private static Stream<DirectoryObject> liveGroupsAbove(Unit unit, UUID member) {
    Set<UUID> above = new LinkReader(unit).groupsAbove(member);
    unit.objects().preload(above);
    return above.stream()
        .flatMap(id -> unit.objects().find(id).stream())
        .filter(group -> !group.deleted());
  }

  private ApiResponse checkMemberGroups(ApiRequest request, ObjectType type, String parameter) {
    JsonNode ids = request.json().path(parameter);
    if (!ids.isArray() || ids.size() > MAX_CHECKED) {
      throw ApiException.badRequest(
          "The parameter '" + parameter + "' must be a list of at most " + MAX_CHECKED + " ids.");
    }
    Set<UUID> asked = new HashSet<>();
    ids.forEach(node -> Ids.parse(node.asText()).ifPresent(asked::add));
    return store.read(
        unit -> {
          UUID id = new Lookup(unit).live(type, request.parameter("id")).id();
          Set<UUID> above =
              liveGroupsAbove(unit, id).map(DirectoryObject::id).collect(Collectors.toSet());
          above.retainAll(asked);
          return strings(request, above);
        });
  }

  private static ApiResponse strings(ApiRequest request, Set<UUID> ids) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#Collection(Edm.String)");
    ArrayNode value = body.putArray("value");
    ids.stream().sorted().forEach(id -> value.add(id.toString()));
    return ApiResponse.ok(body);
  }

  private static final class LinkAudit {
    private static void added(Unit unit, DirectoryObject source, LinkKind kind) {
      note(unit, source, "Add " + word(kind) + source.type().wireName());
    }

    private static void removed(Unit unit, DirectoryObject source, LinkKind kind) {
      note(unit, source, "Remove " + word(kind) + source.type().wireName());
    }

    private static String word(LinkKind kind) {
      return switch (kind) {
        case MEMBER -> "member to ";
        case OWNER -> "owner to ";
        case MANAGER -> "manager to ";
        case REGISTERED_OWNER -> "registered owner to ";
        case REGISTERED_USER -> "registered users to ";
      };
    }

    private static void note(Unit unit, DirectoryObject source, String activity) {
      unit.audit().add(AuditEntry.change(activity, AuditEntry.Target.of(source)));
    }
  }
}
