package dev.tombolo.tenant.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.model.ApiException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as handlers see it, whether it came by itself or inside a {@code $batch}.
 *
 * @param path below the interface's prefix, decoded, in Graph's slash form
 * @param query the options by name, with {@code $}
 * @param headers by lower-case name
 * @param base scheme, host and prefix as the caller addressed them, for links in the answer
 */
public record ApiRequest(
    Method method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    ApiBody body,
    String base,
    Principal caller,
    Map<String, String> parameters) {

  /** Copies the collections. */
  public ApiRequest {
    path = List.copyOf(path);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    parameters = Map.copyOf(parameters);
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** A query option's value. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** What stood in the place of {@code {name}} of the route. */
  public String parameter(String name) {
    return Optional.ofNullable(parameters.get(name))
        .orElseThrow(() -> new IllegalStateException("the route has no {" + name + "}"));
  }

  /**
   * A parameter that is an object's id.
   *
   * @throws ApiException 404 when it is no GUID
   */
  public UUID id(String name) {
    String text = parameter(name);
    return Ids.parse(text).orElseThrow(() -> ApiException.notFound(text));
  }

  /**
   * The body as a JSON object.
   *
   * @throws ApiException 400 when it is not one
   */
  public ObjectNode json() {
    return body.json();
  }

  /** The body as a JSON object, or an empty one when there is no body. */
  public ObjectNode jsonIfAny() {
    return body.isEmpty() ? CloudJson.mapper().createObjectNode() : body.json();
  }

  /** The same request with what a route's pattern has taken from its path. */
  public ApiRequest with(Map<String, String> found) {
    Map<String, String> all = new HashMap<>(parameters);
    all.putAll(found);
    return new ApiRequest(method, path, query, headers, body, base, caller, all);
  }

  /** Whether the caller accepts that counts and searches lag behind (ConsistencyLevel). */
  public boolean eventual() {
    return header("ConsistencyLevel").filter("eventual"::equalsIgnoreCase).isPresent();
  }
}
