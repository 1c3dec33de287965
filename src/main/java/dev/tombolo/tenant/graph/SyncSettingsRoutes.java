package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.provisioning.AccidentalDeletionPrevention;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.provisioning.SyncFeatures;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumMap;
import java.util.Map;

/** {@code /directory/onPremisesSynchronization}. */
final class SyncSettingsRoutes {
  private static final String PATH = "/directory/onPremisesSynchronization";
  private static final Access READ =
      Access.anyOf(
          Permission.ON_PREM_DIRECTORY_SYNCHRONIZATION_READ_ALL,
          Permission.ON_PREM_DIRECTORY_SYNCHRONIZATION_READ_WRITE_ALL);
  private static final Access WRITE =
      Access.anyOf(Permission.ON_PREM_DIRECTORY_SYNCHRONIZATION_READ_WRITE_ALL);

  private final TenantStore store;

  SyncSettingsRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, PATH, READ, this::list)
        .add(Method.GET, PATH + "/{id}", READ, this::get)
        .add(Method.PATCH, PATH, WRITE, this::change)
        .add(Method.PATCH, PATH + "/{id}", WRITE, this::change);
  }

  private ApiResponse list(ApiRequest request) {
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put(
              "@odata.context", request.base() + "/$metadata#directory/onPremisesSynchronization");
          body.putArray("value").add(describe(unit.organization()));
          return ApiResponse.ok(body);
        });
  }

  private ApiResponse get(ApiRequest request) {
    return store.read(
        unit -> {
          requireTenant(unit, request);
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put(
              "@odata.context",
              request.base() + "/$metadata#directory/onPremisesSynchronization/$entity");
          body.setAll(describe(unit.organization()));
          return ApiResponse.ok(body);
        });
  }

  private static void requireTenant(Unit unit, ApiRequest request) {
    String id = request.parameters().getOrDefault("id", unit.organization().tenantId().toString());
    if (!unit.organization().tenantId().toString().equalsIgnoreCase(id)) {
      throw ApiException.notFound(id);
    }
  }

  private static ObjectNode describe(Organization organization) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", organization.tenantId().toString());
    node.putObject("configuration")
        .set(
            "accidentalDeletionPrevention",
            CloudJson.mapper().valueToTree(organization.deletionPrevention()));
    ObjectNode features = node.putObject("features");
    for (SyncFeature feature : SyncFeature.values()) {
      features.put(feature.wireName(), organization.has(feature));
    }
    return node;
  }

  private ApiResponse change(ApiRequest request) {
    ObjectNode body = request.json();
    Map<SyncFeature, Boolean> features = features(body.path("features"));
    JsonNode prevention = body.path("configuration").path("accidentalDeletionPrevention");
    store.write(
        request.caller().actor(),
        unit -> {
          requireTenant(unit, request);
          SyncFeatures.change(unit, features);
          if (prevention.isObject()) {
            unit.organizations()
                .saveDeletionPrevention(
                    merged(unit.organization().deletionPrevention(), prevention));
          }
          return features;
        });
    return ApiResponse.noContent();
  }

  private static Map<SyncFeature, Boolean> features(JsonNode node) {
    Map<SyncFeature, Boolean> features = new EnumMap<>(SyncFeature.class);
    node.properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("@")) {
                return;
              }
              if (!field.getValue().isBoolean()) {
                throw invalid(field.getKey());
              }
              try {
                features.put(SyncFeature.parse(field.getKey()), field.getValue().booleanValue());
              } catch (IllegalArgumentException e) {
                throw invalid(field.getKey());
              }
            });
    return features;
  }

  private static AccidentalDeletionPrevention merged(
      AccidentalDeletionPrevention before, JsonNode change) {
    ObjectNode all = CloudJson.mapper().valueToTree(before);
    change
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("@")) {
                all.set(field.getKey(), field.getValue());
              }
            });
    try {
      AccidentalDeletionPrevention merged =
          CloudJson.mapper().treeToValue(all, AccidentalDeletionPrevention.class);
      if (merged.alertThreshold() >= 0) {
        return merged;
      }
    } catch (JsonProcessingException e) {
      throw invalid("accidentalDeletionPrevention");
    }
    throw invalid("alertThreshold");
  }

  private static ApiException invalid(String property) {
    return ApiException.badRequest(
        "Invalid value specified for property '"
            + property
            + "' of resource 'OnPremisesDirectorySynchronization'.");
  }
}
