package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.lifecycle.RecycleBin;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /directory/deletedItems}: the recycle bin. */
final class DeletedItemRoutes {
  private static final String PATH = "/directory/deletedItems";

  /** Types that go to a recycle bin in Graph, of which the tenant has no objects. */
  private static final List<String> EMPTY =
      List.of("application", "servicePrincipal", "administrativeUnit");

  private final TenantStore store;
  private final Collections collections;

  DeletedItemRoutes(TenantStore store) {
    this.store = store;
    this.collections = new Collections(store);
  }

  void addTo(ApiRouter router) {
    for (ObjectType type : ObjectType.values()) {
      String cast = PATH + "/microsoft.graph." + Resource.typeName(type);
      Set<ObjectType> types = EnumSet.of(type);
      ObjectQuery.Scope scope = new ObjectQuery.In(Listing.recycleBin(type));
      router
          .add(
              Method.GET,
              cast,
              Scopes.readBin(),
              request -> collections.list(request, Resource.collection(type), types, scope))
          .add(
              Method.GET,
              cast + "/$count",
              Scopes.readBin(),
              request -> collections.count(request, types, scope))
          .add(
              Method.GET,
              PATH + "/{id}/microsoft.graph." + Resource.typeName(type),
              Scopes.readBin(),
              request -> getAs(request, type));
    }
    for (String type : EMPTY) {
      router.add(Method.GET, PATH + "/microsoft.graph." + type, Scopes.readBin(), this::nothing);
    }
    router
        .add(Method.GET, PATH, Scopes.readBin(), request -> castMissing())
        .add(Method.GET, PATH + "/{id}", Scopes.readBin(), this::get)
        .add(Method.POST, PATH + "/{id}/restore", Scopes.changeBin(), this::restore)
        .add(Method.DELETE, PATH + "/{id}", Scopes.changeBin(), this::purge);
  }

  private static ApiResponse castMissing() {
    throw ApiException.badRequest(
        "The type of the deleted items has to be named, as in"
            + " /directory/deletedItems/microsoft.graph.user.");
  }

  private ApiResponse nothing(ApiRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#directoryObjects");
    body.putArray("value");
    return ApiResponse.ok(body);
  }

  private static DirectoryObject find(Unit unit, ApiRequest request) {
    String id = request.parameter("id");
    RecycleBin bin = new RecycleBin(unit);
    return Ids.parse(id)
        .flatMap(unit.objects()::find)
        .filter(object -> object.deleted() && !bin.expired(object))
        .orElseThrow(() -> ApiException.notFound(id));
  }

  private ApiResponse get(ApiRequest request) {
    return store.read(
        unit -> ObjectRoutes.single(unit, request, find(unit, request), "directoryObjects", true));
  }

  private ApiResponse getAs(ApiRequest request, ObjectType type) {
    return store.read(
        unit -> {
          DirectoryObject object = find(unit, request);
          if (object.type() != type) {
            throw ApiException.notFound(request.parameter("id"));
          }
          return ObjectRoutes.single(
              unit, request, object, "directoryObjects/microsoft.graph." + type.wireName(), true);
        });
  }

  private ApiResponse restore(ApiRequest request) {
    ObjectNode body = request.jsonIfAny();
    Optional<String> newName =
        given(body, "newUserPrincipalName", JsonNode::isTextual).map(JsonNode::textValue);
    boolean reconcile =
        given(body, "autoReconcileProxyConflict", JsonNode::isBoolean)
            .map(JsonNode::booleanValue)
            .orElse(false);
    return store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject deleted = find(unit, request);
          DirectoryObject restored = new RecycleBin(unit).restore(deleted.id(), newName, reconcile);
          return ObjectRoutes.single(unit, request, restored, "directoryObjects", true);
        });
  }

  private static Optional<JsonNode> given(ObjectNode body, String name, Predicate<JsonNode> fits) {
    Optional<JsonNode> value = Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    if (value.filter(fits.negate()).isPresent()) {
      throw ApiException.badRequest("Invalid value specified for parameter '" + name + "'.");
    }
    return value;
  }

  private ApiResponse purge(ApiRequest request) {
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject object = find(unit, request);
          new RecycleBin(unit).purge(object);
          return object.id();
        });
    return ApiResponse.noContent();
  }
}
