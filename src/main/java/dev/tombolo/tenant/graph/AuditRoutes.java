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
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /auditLogs/directoryAudits}, newest first. */
final class AuditRoutes {
  private static final Access READ =
      Access.anyOf(Permission.AUDIT_LOG_READ_ALL, Permission.DIRECTORY_READ_WRITE_ALL);
  private static final int CHUNK = 500;
  private static final int MAX_TOP = 1_000;
  private static final Instant NEVER = Instant.EPOCH;
  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  private final TenantStore store;

  AuditRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/auditLogs/directoryAudits", READ, this::list)
        .add(Method.GET, "/auditLogs/directoryAudits/{id}", READ, this::get);
  }

  private ApiResponse get(ApiRequest request) {
    return store.read(
        unit ->
            unit.audit()
                .find(request.id("id"))
                .map(ApiResponse::ok)
                .orElseThrow(() -> ApiException.notFound(request.parameter("id"))));
  }

  private ApiResponse list(ApiRequest request) {
    Map<String, String> options = QueryOptions.system(request.query());
    Optional<Expression> filter =
        Optional.ofNullable(options.get("$filter")).map(QueryOptions::filter);
    int top = top(options.getOrDefault("$top", Integer.toString(MAX_TOP)));
    Optional<UUID> before =
        Optional.ofNullable(options.get("$skiptoken")).map(token -> SkipToken.parse(token).id());
    return store.read(unit -> page(unit, request, filter, before, top));
  }

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
      Unit unit, ApiRequest request, Optional<Expression> filter, Optional<UUID> before, int top) {
    Optional<Evaluator> evaluator = filter.map(Evaluator::new);
    Instant from = filter.map(expression -> bound(expression, true)).orElse(NEVER);
    Instant to = filter.map(expression -> bound(expression, false)).orElse(FOREVER);
    List<JsonNode> found = new ArrayList<>();
    Optional<UUID> last = before;
    List<JsonNode> rows;
    do {
      rows = unit.audit().page(last, from, to, CHUNK);
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
    body.put("@odata.context", request.base() + "/$metadata#auditLogs/directoryAudits");
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
