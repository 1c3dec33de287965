package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.odata.Evaluator;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Literal;
import dev.tombolo.tenant.store.LogPages;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.ProvisioningLog;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** {@code /auditLogs/directoryAudits} and {@code /auditLogs/provisioning}, newest first. */
final class AuditRoutes {
  private static final Access READ =
      Access.anyOf(Permission.AUDIT_LOG_READ_ALL, Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access READ_PROVISIONING =
      Access.anyOf(
          Permission.PROVISIONING_LOG_READ_ALL,
          Permission.AUDIT_LOG_READ_ALL,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final int CHUNK = 500;
  private static final int MAX_TOP = 1_000;
  private static final Instant NEVER = Instant.EPOCH;
  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  private final TenantStore store;

  AuditRoutes(TenantStore store) {
    this.store = store;
  }

  /** One of the logs. */
  private record Log(String name, Access access, Function<Unit, LogPages> pages) {}

  void addTo(ApiRouter router) {
    add(router, new Log("directoryAudits", READ, Unit::audit));
    add(router, new Log("provisioning", READ_PROVISIONING, ProvisioningLog::new));
  }

  private void add(ApiRouter router, Log log) {
    String path = "/auditLogs/" + log.name;
    router
        .add(Method.GET, path, log.access, request -> list(request, log))
        .add(Method.GET, path + "/{id}", log.access, request -> get(request, log));
  }

  private ApiResponse get(ApiRequest request, Log log) {
    return store.read(
        unit ->
            log.pages
                .apply(unit)
                .find(request.id("id"))
                .map(ApiResponse::ok)
                .orElseThrow(() -> ApiException.notFound(request.parameter("id"))));
  }

  private ApiResponse list(ApiRequest request, Log log) {
    Map<String, String> options = QueryOptions.system(request.query());
    Optional<Expression> filter =
        Optional.ofNullable(options.get("$filter")).map(QueryOptions::filter);
    int top = top(options.getOrDefault("$top", Integer.toString(MAX_TOP)));
    Optional<UUID> before =
        Optional.ofNullable(options.get("$skiptoken")).map(token -> SkipToken.parse(token).id());
    return store.read(unit -> page(unit, request, log, filter, new Window(before, top)));
  }

  /** Which entries of those that match. */
  private record Window(Optional<UUID> before, int top) {}

  private static int top(String text) {
    try {
      int top = Integer.parseInt(text);
      if (top >= 1 && top <= MAX_TOP) {
        return top;
      }
    } catch (NumberFormatException e) {
      throw ApiException.badQuery("Invalid page size specified.");
    }
    throw ApiException.badQuery("Invalid page size specified.");
  }

  private static ApiResponse page(
      Unit unit, ApiRequest request, Log log, Optional<Expression> filter, Window window) {
    LogPages pages = log.pages.apply(unit);
    int top = window.top;
    Optional<Evaluator> evaluator = filter.map(Evaluator::new);
    Instant from = filter.map(expression -> bound(expression, true)).orElse(NEVER);
    Instant to = filter.map(expression -> bound(expression, false)).orElse(FOREVER);
    List<JsonNode> found = new ArrayList<>();
    Optional<UUID> last = window.before;
    List<JsonNode> rows;
    do {
      rows = pages.page(last, from, to, CHUNK);
      for (JsonNode row : rows) {
        last = Ids.parse(row.path("id").asText());
        if (evaluator.map(test -> test.matches(row)).orElse(true)) {
          found.add(row);
        }
        if (found.size() > top) {
          break;
        }
      }
    } while (rows.size() == CHUNK && found.size() <= top);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#auditLogs/" + log.name);
    if (found.size() > top) {
      UUID end = UUID.fromString(found.get(top - 1).path("id").asText());
      String token = SkipToken.of(new ObjectQuery.Position("", end));
      body.put("@odata.nextLink", Collections.nextLink(request, "$skiptoken", token));
    }
    ArrayNode value = body.putArray("value");
    value.addAll(found.subList(0, Math.min(top, found.size())));
    return ApiResponse.ok(body);
  }

  /** The narrowest bound of time that a filter's conjuncts give. */
  private static Instant bound(Expression expression, boolean lower) {
    if (expression instanceof Expression.And and) {
      Instant left = bound(and.left(), lower);
      Instant right = bound(and.right(), lower);
      return lower == left.isAfter(right) ? left : right;
    }
    if (expression instanceof Expression.Comparison comparison
        && comparison.path().toString().equals("activityDateTime")
        && comparison.value() instanceof Literal.Moment moment) {
      boolean bounds =
          switch (comparison.operator()) {
            case GE, GT -> lower;
            case LE, LT -> !lower;
            case EQ -> true;
            case NE -> false;
          };
      if (bounds) {
        return moment.value();
      }
    }
    return lower ? NEVER : FOREVER;
  }
}
