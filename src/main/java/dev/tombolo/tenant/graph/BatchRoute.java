package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiBody;
import dev.tombolo.tenant.api.ApiHandler;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.ErrorBodies;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.RequestIds;
import dev.tombolo.tenant.api.ResourcePath;
import dev.tombolo.tenant.model.ApiException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /$batch}: up to twenty requests in one (reference §10.2). */
final class BatchRoute {
  private static final int MAX_REQUESTS = 20;

  private final ApiHandler handler;
  private final ErrorBodies errors;

  BatchRoute(ApiHandler handler, ErrorBodies errors) {
    this.handler = handler;
    this.errors = errors;
  }

  void addTo(ApiRouter router) {
    router.add(Method.POST, "/$batch", Access.anybody(), this::batch);
  }

  private ApiResponse batch(ApiRequest outer) {
    JsonNode requests = outer.json().path("requests");
    if (!requests.isArray() || requests.isEmpty()) {
      throw ApiException.badQuery("The batch has no requests.");
    }
    if (requests.size() > MAX_REQUESTS) {
      throw ApiException.badQuery(
          "Number of batch request steps exceeds the maximum value of " + MAX_REQUESTS + ".");
    }
    Map<String, JsonNode> left = byId(requests);
    Map<String, Integer> statuses = new HashMap<>();
    ArrayNode responses = JsonNodeFactory.instance.arrayNode();
    while (!left.isEmpty()) {
      Map.Entry<String, JsonNode> ready = ready(left, statuses.keySet());
      String next = ready.getKey();
      JsonNode step = ready.getValue();
      left.remove(next);
      boolean failed = false;
      for (JsonNode dependency : step.path("dependsOn")) {
        failed |= statuses.getOrDefault(dependency.asText(), 500) >= 400;
      }
      ObjectNode response = failed ? failedDependency(next) : answer(outer, next, step);
      statuses.put(next, response.path("status").asInt());
      responses.add(response);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("responses", responses);
    return ApiResponse.ok(body);
  }

  private static Map<String, JsonNode> byId(JsonNode requests) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode request : requests) {
      String id = request.path("id").asText("");
      if (id.isEmpty() || byId.put(id, request) != null) {
        throw ApiException.badQuery("Every request of a batch needs an id of its own.");
      }
    }
    Set<String> known = new HashSet<>(byId.keySet());
    for (JsonNode request : requests) {
      for (JsonNode dependency : request.path("dependsOn")) {
        if (!known.contains(dependency.asText())) {
          throw ApiException.badQuery("A request of the batch depends on one that is not in it.");
        }
      }
    }
    return byId;
  }

  /** The first request whose dependencies are done. */
  private static Map.Entry<String, JsonNode> ready(Map<String, JsonNode> left, Set<String> done) {
    for (Map.Entry<String, JsonNode> entry : left.entrySet()) {
      boolean ready = true;
      for (JsonNode dependency : entry.getValue().path("dependsOn")) {
        ready &= done.contains(dependency.asText());
      }
      if (ready) {
        return Map.entry(entry.getKey(), entry.getValue());
      }
    }
    throw ApiException.badQuery("The requests of the batch depend on one another in a circle.");
  }

  private ObjectNode answer(ApiRequest outer, String id, JsonNode step) {
    RequestIds ids = RequestIds.of(outer.header("client-request-id"));
    try {
      return response(id, handler.handle(inner(outer, step)));
    } catch (RuntimeException e) {
      return response(id, errors.response(ErrorBodies.refusalOf(e, ids), ids));
    }
  }

  private static ApiRequest inner(ApiRequest outer, JsonNode step) {
    String url = step.path("url").asText("");
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    Map<String, String> headers = new HashMap<>();
    step.path("headers")
        .properties()
        .forEach(
            field ->
                headers.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText()));
    Method method =
        Method.find(step.path("method").asText("").toUpperCase(Locale.ROOT))
            .orElseThrow(() -> ApiException.badQuery("A request of the batch has no method."));
    if (path.equals("/$batch") || path.equals("$batch")) {
      throw ApiException.badQuery("A batch cannot hold another.");
    }
    return new ApiRequest(
        method,
        ResourcePath.parse(path),
        ResourcePath.options(question < 0 ? "" : url.substring(question + 1)),
        headers,
        body(step),
        outer.base(),
        outer.caller(),
        Map.of());
  }

  private static ApiBody body(JsonNode step) {
    JsonNode body = step.get("body");
    try {
      return ApiBody.of(
          body == null || body.isNull() ? new byte[0] : CloudJson.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode response(String id, ApiResponse response) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id);
    node.put("status", response.status());
    ObjectNode headers = node.putObject("headers");
    response.headers().forEach(headers::put);
    response
        .body()
        .ifPresent(
            body -> {
              headers.put(
                  "Content-Type", body instanceof String ? "text/plain" : "application/json");
              node.set("body", CloudJson.mapper().valueToTree(body));
            });
    return node;
  }

  private ObjectNode failedDependency(String id) {
    RequestIds ids = RequestIds.of(Optional.empty());
    ApiException refusal =
        new ApiException(424, "FailedDependency", "A request this one depends on has failed.");
    return response(id, errors.response(refusal, ids));
  }
}
