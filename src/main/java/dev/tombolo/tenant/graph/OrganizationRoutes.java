package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tombolo.tenant.model.Domain;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.ValueKind;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /organization} and {@code /domains}. */
final class OrganizationRoutes {
  private static final Access READ =
      Access.anyOfOrUsers(
          Permission.ORGANIZATION_READ_ALL,
          Permission.ORGANIZATION_READ_WRITE_ALL,
          Permission.DIRECTORY_READ_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access WRITE =
      Access.anyOf(Permission.ORGANIZATION_READ_WRITE_ALL, Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access READ_DOMAINS =
      Access.anyOfOrUsers(
          Permission.DOMAIN_READ_ALL,
          Permission.DOMAIN_READ_WRITE_ALL,
          Permission.DIRECTORY_READ_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access WRITE_DOMAINS = Access.anyOf(Permission.DOMAIN_READ_WRITE_ALL);
  private static final Pattern DOMAIN_NAME =
      Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
  private static final String SYNC_ENABLED = "onPremisesSyncEnabled";

  private final TenantStore store;

  OrganizationRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/organization", READ, this::list)
        .add(Method.GET, "/organization/{id}", READ, this::get)
        .add(Method.PATCH, "/organization/{id}", WRITE, this::change)
        .add(Method.GET, "/domains", READ_DOMAINS, this::domains)
        .add(Method.GET, "/domains/{name}", READ_DOMAINS, this::domain)
        .add(Method.POST, "/domains", WRITE_DOMAINS, this::addDomain)
        .add(Method.POST, "/domains/{name}/verify", WRITE_DOMAINS, this::verify);
  }

  private ApiResponse list(ApiRequest request) {
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#organization");
          body.putArray("value").add(describe(unit.organization()));
          return ApiResponse.ok(body);
        });
  }

  private ApiResponse get(ApiRequest request) {
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#organization/$entity");
          body.setAll(describe(only(unit, request)));
          return ApiResponse.ok(body);
        });
  }

  private static Organization only(Unit unit, ApiRequest request) {
    Organization organization = unit.organization();
    String id = request.parameter("id");
    if (!organization.tenantId().toString().equalsIgnoreCase(id)) {
      throw ApiException.notFound(id);
    }
    return organization;
  }

  private static ObjectNode describe(Organization organization) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", organization.tenantId().toString());
    node.put("displayName", organization.displayName());
    node.put("tenantType", "AAD");
    organization
        .syncEnabled()
        .ifPresentOrElse(on -> node.put(SYNC_ENABLED, on), () -> node.putNull(SYNC_ENABLED));
    moment(node, "onPremisesLastSyncDateTime", organization.lastSync());
    moment(node, "onPremisesLastPasswordSyncDateTime", organization.lastPasswordSync());
    node.putArray("technicalNotificationMails");
    node.putArray("assignedPlans");
    ArrayNode domains = node.putArray("verifiedDomains");
    for (Domain domain : organization.domains()) {
      if (domain.verified()) {
        domains
            .addObject()
            .put("capabilities", "Email, OfficeCommunicationsOnline")
            .put("isDefault", domain.isDefault())
            .put("isInitial", domain.initial())
            .put("name", domain.name())
            .put("type", domain.authenticationType());
      }
    }
    return node;
  }

  private static void moment(ObjectNode node, String name, Optional<Instant> moment) {
    moment.ifPresentOrElse(
        time -> node.set(name, ValueKind.momentOf(time)), () -> node.putNull(name));
  }

  /** Turning synchronization off takes a while; it cannot be cancelled (reference §5.7). */
  private ApiResponse change(ApiRequest request) {
    ObjectNode body = request.json();
    JsonNode wanted = body.path(SYNC_ENABLED);
    if (!wanted.isBoolean()) {
      throw ApiException.badRequest("Only '" + SYNC_ENABLED + "' of the organization can be set.");
    }
    store.write(
        request.caller().actor(),
        unit -> {
          Organization organization = only(unit, request);
          if (organization.syncDisabling().isPresent()) {
            throw ApiException.badRequest(
                "Directory synchronization is being turned off; that has to be complete first.");
          }
          if (!wanted.booleanValue() && organization.syncEnabled().orElse(false)) {
            unit.organizations().saveSyncDisabling(Optional.of(unit.now()));
          } else if (wanted.booleanValue()) {
            unit.organizations().saveSyncEnabled(true);
          }
          return organization.tenantId();
        });
    return ApiResponse.noContent();
  }

  private ApiResponse domains(ApiRequest request) {
    return store.read(
        unit -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("@odata.context", request.base() + "/$metadata#domains");
          ArrayNode value = body.putArray("value");
          unit.organization().domains().forEach(domain -> value.add(describe(domain)));
          return ApiResponse.ok(body);
        });
  }

  private static Domain domain(Unit unit, ApiRequest request) {
    String name = request.parameter("name");
    return unit.organization().domain(name).orElseThrow(() -> ApiException.notFound(name));
  }

  private ApiResponse domain(ApiRequest request) {
    return store.read(unit -> shown(request, domain(unit, request)));
  }

  private static ApiResponse shown(ApiRequest request, Domain domain) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#domains/$entity");
    body.setAll(describe(domain));
    return ApiResponse.ok(body);
  }

  private static ObjectNode describe(Domain domain) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", domain.name());
    node.put("authenticationType", domain.authenticationType());
    node.put("isAdminManaged", true);
    node.put("isDefault", domain.isDefault());
    node.put("isInitial", domain.initial());
    node.put("isRoot", true);
    node.put("isVerified", domain.verified());
    node.put("passwordNotificationWindowInDays", 14);
    node.put("passwordValidityPeriodInDays", Integer.MAX_VALUE);
    ArrayNode services = node.putArray("supportedServices");
    if (domain.verified()) {
      List.of("Email", "OfficeCommunicationsOnline").forEach(services::add);
    }
    node.putNull("state");
    return node;
  }

  private ApiResponse addDomain(ApiRequest request) {
    String name = request.json().path("id").asText("").toLowerCase(Locale.ROOT);
    if (!DOMAIN_NAME.matcher(name).matches()) {
      throw ApiException.badRequest(
          "Invalid value specified for property 'id' of resource 'Domain'.");
    }
    return store.write(
        request.caller().actor(),
        unit -> {
          if (unit.organization().domain(name).isPresent()) {
            throw ApiException.badRequest(
                "Another object with the same value for property id already exists.");
          }
          Domain domain = new Domain(name, false, false, false, "Managed");
          unit.organizations().saveDomain(domain);
          ApiResponse shown = shown(request, domain);
          return new ApiResponse(201, Map.of(), shown.body());
        });
  }

  private ApiResponse verify(ApiRequest request) {
    return store.write(
        request.caller().actor(),
        unit -> {
          Domain domain = domain(unit, request);
          Domain verified =
              new Domain(
                  domain.name(),
                  true,
                  domain.initial(),
                  domain.isDefault(),
                  domain.authenticationType());
          unit.organizations().saveDomain(verified);
          return shown(request, verified);
        });
  }
}
