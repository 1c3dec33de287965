package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.RoleAssignments;
import dev.tombolo.tenant.store.TenantStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code /directoryRoles}; a role's id is that of its template. */
final class RoleRoutes {
  private record Role(UUID id, String name) {}

  private static final List<Role> ROLES =
      List.of(
          new Role(UUID.fromString("62e90394-69f5-4237-9190-012177145e10"), "Global Administrator"),
          new Role(UUID.fromString("fe930be7-5e62-47db-91af-98c3a49a38b1"), "User Administrator"),
          new Role(
              UUID.fromString("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"),
              "Hybrid Identity Administrator"),
          new Role(
              UUID.fromString("729827e3-9c14-49f7-bb1b-9608f156bbb8"), "Helpdesk Administrator"));
  private static final Access READ =
      Access.anyOf(
          Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY,
          Permission.DIRECTORY_READ_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access WRITE = Access.anyOf(Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY);

  private final TenantStore store;

  RoleRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/directoryRoles", READ, this::list)
        .add(Method.GET, "/directoryRoles/{id}/members", READ, this::members)
        .add(Method.POST, "/directoryRoles/{id}/members/$ref", WRITE, this::add)
        .add(Method.DELETE, "/directoryRoles/{id}/members/{target}/$ref", WRITE, this::remove);
  }

  private static UUID role(ApiRequest request) {
    String id = request.parameter("id").replace("roleTemplateId=", "");
    return ROLES.stream()
        .map(Role::id)
        .filter(role -> role.toString().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound(id));
  }

  private ApiResponse list(ApiRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#directoryRoles");
    ArrayNode value = body.putArray("value");
    for (Role role : ROLES) {
      value
          .addObject()
          .put("id", role.id.toString())
          .put("roleTemplateId", role.id.toString())
          .put("displayName", role.name)
          .put("description", role.name);
    }
    return ApiResponse.ok(body);
  }

  private ApiResponse members(ApiRequest request) {
    UUID role = role(request);
    return store.read(
        unit -> {
          List<UUID> ids = new RoleAssignments(unit).members(role);
          unit.objects().preload(ids);
          List<DirectoryObject> members = new ArrayList<>();
          ids.forEach(
              id ->
                  unit.objects()
                      .find(id)
                      .filter(object -> !object.deleted())
                      .ifPresent(members::add));
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#directoryObjects");
          body.putArray("value")
              .addAll(new ObjectRenderer(unit, Selection.byDefault(), true).render(members));
          return ApiResponse.ok(body);
        });
  }

  private ApiResponse add(ApiRequest request) {
    UUID role = role(request);
    ObjectNode body = request.json();
    store.write(
        request.caller().actor(),
        unit -> {
          new RoleAssignments(unit).add(new References(unit).target(body).id(), role);
          return role;
        });
    return ApiResponse.noContent();
  }

  private ApiResponse remove(ApiRequest request) {
    UUID role = role(request);
    UUID target = request.id("target");
    store.write(
        request.caller().actor(),
        unit -> {
          if (!new RoleAssignments(unit).remove(target, role)) {
            throw ApiException.notFound(target.toString());
          }
          return role;
        });
    return ApiResponse.noContent();
  }
}
