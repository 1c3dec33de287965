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
import dev.tombolo.tenant.licence.LicenceService;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LicenceAssignment;
import dev.tombolo.tenant.model.ServicePlan;
import dev.tombolo.tenant.model.Sku;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.store.GroupLicences;
import dev.tombolo.tenant.store.Licences;
import dev.tombolo.tenant.store.NoSeatsException;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code /subscribedSkus}, {@code assignLicense} and {@code licenseDetails}. */
final class LicenceRoutes {
  private static final Access READ =
      Access.anyOfOrUsers(
          Permission.ORGANIZATION_READ_ALL,
          Permission.ORGANIZATION_READ_WRITE_ALL,
          Permission.LICENSE_ASSIGNMENT_READ_WRITE_ALL,
          Permission.DIRECTORY_READ_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access ASSIGN_TO_GROUP =
      Access.anyOf(
          Permission.LICENSE_ASSIGNMENT_READ_WRITE_ALL,
          Permission.GROUP_READ_WRITE_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access ASSIGN =
      Access.anyOf(
          Permission.LICENSE_ASSIGNMENT_READ_WRITE_ALL,
          Permission.USER_READ_WRITE_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);

  private final TenantStore store;

  LicenceRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/subscribedSkus", READ, this::list)
        .add(Method.GET, "/subscribedSkus/{id}", READ, this::get)
        .add(Method.POST, "/users/{id}/assignLicense", ASSIGN, this::assign)
        .add(Method.POST, "/groups/{id}/assignLicense", ASSIGN_TO_GROUP, this::assignToGroup)
        .add(
            Method.GET,
            "/groups/{id}/membersWithLicenseErrors",
            Scopes.read(ObjectType.GROUP),
            this::membersWithErrors)
        .add(Method.GET, "/users/{id}/licenseDetails", Scopes.read(ObjectType.USER), this::details);
  }

  private ApiResponse list(ApiRequest request) {
    if (request.query().keySet().stream()
        .anyMatch(name -> name.startsWith("$") && !name.equals("$select"))) {
      throw ApiException.unsupportedQuery("This operation does not support query options.");
    }
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#subscribedSkus");
          ArrayNode value = body.putArray("value");
          unit.licences().seats().forEach(seats -> value.add(describe(unit, seats)));
          return ApiResponse.ok(body);
        });
  }

  private ApiResponse get(ApiRequest request) {
    String id = request.parameter("id");
    return store.read(
        unit ->
            unit.licences().seats().stream()
                .map(seats -> describe(unit, seats))
                .filter(node -> node.path("id").asText().equalsIgnoreCase(id))
                .findFirst()
                .map(ApiResponse::ok)
                .orElseThrow(() -> ApiException.notFound(id)));
  }

  private static ObjectNode describe(Unit unit, Licences.Seats seats) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", unit.organization().tenantId() + "_" + seats.skuId());
    node.put("accountId", unit.organization().tenantId().toString());
    node.put("accountName", unit.organization().displayName());
    node.put("appliesTo", "User");
    node.put("capabilityStatus", seats.enabled() > 0 ? "Enabled" : "Suspended");
    node.put("consumedUnits", seats.consumed());
    node.putObject("prepaidUnits")
        .put("enabled", seats.enabled())
        .put("suspended", 0)
        .put("warning", 0);
    node.put("skuId", seats.skuId().toString());
    SkuCatalog.find(seats.skuId()).ifPresent(sku -> describe(node, sku));
    return node;
  }

  private static void describe(ObjectNode node, Sku sku) {
    node.put("skuPartNumber", sku.partNumber());
    ArrayNode plans = node.putArray("servicePlans");
    for (ServicePlan plan : sku.plans()) {
      plans
          .addObject()
          .put("appliesTo", plan.appliesToUser() ? "User" : "Company")
          .put("provisioningStatus", "Success")
          .put("servicePlanId", plan.id().toString())
          .put("servicePlanName", plan.name());
    }
  }

  private ApiResponse assign(ApiRequest request) {
    ObjectNode body = request.json();
    List<LicenceAssignment> add = added(body);
    Set<UUID> remove = new HashSet<>();
    required(body, "removeLicenses").forEach(id -> remove.add(id(id)));
    try {
      return store.write(
          request.caller().actor(),
          unit -> {
            DirectoryObject user = new Lookup(unit).live(ObjectType.USER, request.parameter("id"));
            DirectoryObject after = new LicenceService(unit).change(user, add, remove);
            return ObjectRoutes.single(unit, request, after, "users", false);
          });
    } catch (NoSeatsException e) {
      throw ApiException.badRequest(
          "Subscription with SKU " + e.skuId() + " does not have any available licenses.");
    }
  }

  private ApiResponse assignToGroup(ApiRequest request) {
    ObjectNode body = request.json();
    Set<UUID> remove = new HashSet<>();
    required(body, "removeLicenses").forEach(id -> remove.add(id(id)));
    LicenceService.GroupChange change = new LicenceService.GroupChange(added(body), remove);
    ApiResponse shown =
        store.write(
            request.caller().actor(),
            unit -> {
              DirectoryObject group =
                  new Lookup(unit).live(ObjectType.GROUP, request.parameter("id"));
              new LicenceService(unit).change(group, change);
              return ObjectRoutes.single(unit, request, group, "groups", false);
            });
    return new ApiResponse(202, Map.of(), shown.body());
  }

  private ApiResponse membersWithErrors(ApiRequest request) {
    return store.read(
        unit -> {
          UUID group = new Lookup(unit).live(ObjectType.GROUP, request.parameter("id")).id();
          Set<ObjectType> users = EnumSet.of(ObjectType.USER);
          return Collections.list(
              unit,
              request,
              "directoryObjects",
              users,
              new ObjectQuery.Among(new GroupLicences(unit).membersWithProblems(group), users));
        });
  }

  private static List<LicenceAssignment> added(ObjectNode body) {
    List<LicenceAssignment> add = new ArrayList<>();
    for (JsonNode licence : required(body, "addLicenses")) {
      Set<UUID> disabled = new HashSet<>();
      licence.path("disabledPlans").forEach(plan -> disabled.add(id(plan)));
      add.add(new LicenceAssignment(id(licence.path("skuId")), disabled));
    }
    return add;
  }

  private static JsonNode required(ObjectNode body, String name) {
    JsonNode list = body.path(name);
    if (!list.isArray()) {
      throw ApiException.badRequest("The parameter '" + name + "' must be a list.");
    }
    return list;
  }

  private static UUID id(JsonNode node) {
    return Ids.parse(node.asText(""))
        .orElseThrow(() -> ApiException.badRequest("A license or plan id is not a GUID."));
  }

  private ApiResponse details(ApiRequest request) {
    return store.read(
        unit -> {
          DirectoryObject user = new Lookup(unit).live(ObjectType.USER, request.parameter("id"));
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put(
              "@odata.context",
              request.base() + "/$metadata#users('" + user.id() + "')/licenseDetails");
          ArrayNode value = body.putArray("value");
          for (LicenceAssignment licence : unit.licences().of(user.id())) {
            ObjectNode node = value.addObject();
            node.put("id", licence.skuId().toString());
            node.put("skuId", licence.skuId().toString());
            SkuCatalog.find(licence.skuId()).ifPresent(sku -> describe(node, sku));
          }
          return ApiResponse.ok(body);
        });
  }
}
