package dev.tombolo.tenant.api;

import dev.tombolo.tenant.model.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of a request by its path and calls it, once it is clear that the caller may.
 * Filled before the first request, not changed after.
 */
public final class ApiRouter implements ApiHandler {
  private record Route(Method method, List<String> pattern, Access access, ApiHandler handler) {
    Optional<Map<String, String>> match(List<String> path) {
      if (path.size() != pattern.size()) {
        return Optional.empty();
      }
      Map<String, String> found = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String part = pattern.get(i);
        if (part.startsWith("{")) {
          found.put(part.substring(1, part.length() - 1), path.get(i));
        } else if (!part.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(found);
    }

    long variables() {
      return pattern.stream().filter(part -> part.startsWith("{")).count();
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route; {@code {name}} in the pattern stands for any one segment. */
  public ApiRouter add(Method method, String pattern, Access access, ApiHandler handler) {
    routes.add(new Route(method, ResourcePath.parse(pattern), access, handler));
    // A literal segment is preferred to a variable one.
    Collections.sort(routes, Comparator.comparingLong(Route::variables));
    return this;
  }

  /**
   * Answers a request.
   *
   * @throws ApiException when there is no such resource, the caller may not, or the handler refuses
   */
  @Override
  public ApiResponse handle(ApiRequest request) {
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> found = route.match(request.path());
      if (found.isEmpty()) {
        continue;
      }
      known = true;
      if (route.method == request.method()) {
        requireAllowed(route.access, request.caller());
        return route.handler.handle(request.with(found.get()));
      }
    }
    if (known) {
      throw new ApiException(
          405,
          "Request_BadRequest",
          "Specified HTTP method is not allowed for the request target.");
    }
    String last = request.path().isEmpty() ? "" : request.path().get(request.path().size() - 1);
    throw ApiException.badQuery("Resource not found for the segment '" + last + "'.");
  }

  private static void requireAllowed(Access access, Principal caller) {
    if (access.allows(caller)) {
      return;
    }
    throw caller instanceof Principal.Anonymous
        ? ApiException.unauthenticated("Access token is empty.")
        : ApiException.denied();
  }
}
