package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.lifecycle.RecycleBin;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.GroupLicences;
import dev.tombolo.tenant.store.Listing;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code /users}, {@code /groups}, {@code /contacts}, {@code /devices}, {@code /directoryObjects}.
 */
final class ObjectRoutes {
  private static final Map<ObjectType, List<Property>> REQUIRED =
      Map.of(
          ObjectType.USER,
          List.of(
              Property.ACCOUNT_ENABLED,
              Property.DISPLAY_NAME,
              Property.MAIL_NICKNAME,
              Property.USER_PRINCIPAL_NAME,
              Property.PASSWORD_PROFILE),
          ObjectType.GROUP,
          List.of(
              Property.DISPLAY_NAME,
              Property.MAIL_ENABLED,
              Property.MAIL_NICKNAME,
              Property.SECURITY_ENABLED),
          ObjectType.DEVICE,
          List.of(
              Property.ACCOUNT_ENABLED,
              Property.DEVICE_ID,
              Property.DISPLAY_NAME,
              Property.OPERATING_SYSTEM,
              Property.OPERATING_SYSTEM_VERSION));
  private static final Access READ_ANY =
      Access.anyOfOrUsers(Permission.DIRECTORY_READ_ALL, Permission.DIRECTORY_READ_WRITE_ALL);

  private final TenantStore store;
  private final Collections collections;

  ObjectRoutes(TenantStore store) {
    this.store = store;
    this.collections = new Collections(store);
  }

  void addTo(ApiRouter router) {
    for (ObjectType type : ObjectType.values()) {
      String path = "/" + Resource.collection(type);
      Set<ObjectType> types = EnumSet.of(type);
      ObjectQuery.Scope scope = new ObjectQuery.In(Listing.live(type));
      router
          .add(
              Method.GET,
              path,
              Scopes.read(type),
              request -> collections.list(request, Resource.collection(type), types, scope))
          .add(
              Method.GET,
              path + "/$count",
              Scopes.read(type),
              request -> collections.count(request, types, scope))
          .add(Method.GET, path + "/{id}", Scopes.read(type), request -> get(request, type))
          .add(
              Method.DELETE, path + "/{id}", Scopes.delete(type), request -> delete(request, type));
      if (type != ObjectType.CONTACT) {
        router
            .add(Method.POST, path, Scopes.write(type), request -> create(request, type))
            .add(
                Method.PATCH, path + "/{id}", Scopes.write(type), request -> change(request, type));
      }
    }
    router
        .add(Method.GET, "/directoryObjects/{id}", READ_ANY, this::getAny)
        .add(Method.POST, "/directoryObjects/getByIds", READ_ANY, this::getByIds);
  }

  private ApiResponse get(ApiRequest request, ObjectType type) {
    return store.read(
        unit ->
            single(
                unit,
                request,
                new Lookup(unit).live(type, request.parameter("id")),
                Resource.collection(type),
                false));
  }

  private ApiResponse getAny(ApiRequest request) {
    return store.read(
        unit ->
            single(
                unit,
                request,
                new Lookup(unit).any(request.parameter("id")),
                "directoryObjects",
                true));
  }

  /** One object with its context, as {@code $select} and {@code $expand} want it. */
  static ApiResponse single(
      Unit unit, ApiRequest request, DirectoryObject object, String collection, boolean typed) {
    Map<String, String> options = QueryOptions.system(request.query());
    Set<ObjectType> types = typed ? EnumSet.allOf(ObjectType.class) : EnumSet.of(object.type());
    Selection selection = Selection.parse(Optional.ofNullable(options.get("$select")), types);
    Expansion expansion = Expansion.parse(Optional.ofNullable(options.get("$expand")), types);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "@odata.context",
        request.base() + "/$metadata#" + collection + selection.context() + "/$entity");
    body.setAll(new ObjectRenderer(unit, selection, typed).render(object));
    expansion.into(unit, object, body);
    return ApiResponse.ok(body);
  }

  private ApiResponse create(ApiRequest request, ObjectType type) {
    ObjectNode body = request.json();
    return store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject created =
              new ObjectEditor(unit).create(type, body, REQUIRED.getOrDefault(type, List.of()));
          new References(unit).bind(created, body);
          ApiResponse shown = single(unit, request, created, Resource.collection(type), false);
          return ApiResponse.created(
              shown.body().orElseThrow(),
              request.base() + "/" + Resource.collection(type) + "/" + created.id());
        });
  }

  private ApiResponse change(ApiRequest request, ObjectType type) {
    ObjectNode body = request.json();
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject before = new Lookup(unit).live(type, request.parameter("id"));
          DirectoryObject after = new ObjectEditor(unit).change(before, body);
          new References(unit).bind(after, body);
          return after.id();
        });
    return ApiResponse.noContent();
  }

  private ApiResponse delete(ApiRequest request, ObjectType type) {
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject object = new Lookup(unit).live(type, request.parameter("id"));
          requireWithoutLicences(unit, object);
          new RecycleBin(unit).delete(object);
          return object.id();
        });
    return ApiResponse.noContent();
  }

  private static void requireWithoutLicences(Unit unit, DirectoryObject object) {
    if (object.type() == ObjectType.GROUP && !new GroupLicences(unit).of(object.id()).isEmpty()) {
      throw ApiException.badRequest(
          "The group cannot be deleted because it has licenses assigned to it.");
    }
  }

  private ApiResponse getByIds(ApiRequest request) {
    JsonNode ids = request.json().path("ids");
    List<UUID> wanted = new ArrayList<>();
    ids.forEach(id -> Ids.parse(id.asText()).ifPresent(wanted::add));
    return store.read(
        unit -> {
          unit.objects().preload(wanted);
          List<DirectoryObject> found =
              wanted.stream()
                  .flatMap(id -> unit.objects().find(id).stream())
                  .filter(object -> !object.deleted())
                  .toList();
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#directoryObjects");
          ArrayNode value = body.putArray("value");
          value.addAll(new ObjectRenderer(unit, Selection.byDefault(), true).render(found));
          return ApiResponse.ok(body);
        });
  }
}
