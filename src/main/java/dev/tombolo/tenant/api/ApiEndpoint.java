package dev.tombolo.tenant.api;

import dev.tombolo.web.HttpRoutes;
import dev.tombolo.web.RequestBody;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a router, or whatever answers requests, on the web server, below a prefix. */
public final class ApiEndpoint {
  private static final String CLIENT_REQUEST_ID = "client-request-id";

  private final ApiHandler handler;
  private final Authenticator authenticator;
  private final ErrorBodies errors;
  private final int bodyLimit;

  /**
   * An endpoint.
   *
   * @param bodyLimit the most octets a request's body may have
   */
  public ApiEndpoint(ApiHandler handler, Authenticator authenticator, Clock clock, int bodyLimit) {
    this.handler = handler;
    this.authenticator = authenticator;
    this.errors = new ErrorBodies(clock);
    this.bodyLimit = bodyLimit;
  }

  /** The routes below some prefixes, such as {@code /v1.0}. */
  public HttpRoutes routes(List<String> prefixes) {
    HttpRoutes routes = HttpRoutes.with((context, failure) -> refuse(context, failure));
    for (String prefix : prefixes) {
      routes.any(prefix + "/*", context -> serve(context, prefix));
    }
    return routes;
  }

  private void serve(Context context, String prefix) {
    RequestIds ids = RequestIds.of(header(context, CLIENT_REQUEST_ID));
    ApiResponse response;
    try {
      response = handler.handle(request(context, prefix));
    } catch (RuntimeException e) {
      response = refusal(e, ids);
    }
    write(context, response, ids);
  }

  private ApiRequest request(Context context, String prefix) {
    Principal caller = authenticator.authenticate(header(context, "Authorization"));
    Map<String, String> headers = new HashMap<>();
    context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Method method =
        Method.find(context.method().name())
            .orElseThrow(() -> new IllegalStateException("no route is for this method"));
    String base = context.scheme() + "://" + context.host() + prefix;
    return new ApiRequest(
        method,
        ResourcePath.parse(context.req().getRequestURI().substring(prefix.length())),
        ResourcePath.options(Optional.ofNullable(context.queryString()).orElse("")),
        headers,
        ApiBody.of(RequestBody.read(context, bodyLimit)),
        base,
        caller,
        Map.of());
  }

  private static Optional<String> header(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }

  private void refuse(Context context, Exception failure) {
    RequestIds ids = RequestIds.of(header(context, CLIENT_REQUEST_ID));
    write(context, refusal(failure, ids), ids);
  }

  private ApiResponse refusal(Exception failure, RequestIds ids) {
    return errors.response(ErrorBodies.refusalOf(failure, ids), ids);
  }

  private static void write(Context context, ApiResponse response, RequestIds ids) {
    context.status(response.status());
    response.headers().forEach(context::header);
    context.header("request-id", ids.requestId());
    context.header(CLIENT_REQUEST_ID, ids.clientRequestId());
    if (response.body().isPresent()) {
      context.contentType(response.contentType());
      context.result(response.octets());
    }
  }
}
