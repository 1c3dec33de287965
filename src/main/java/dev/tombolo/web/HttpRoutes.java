package dev.tombolo.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/**
 * Routes that belong together and tell errors in one shape. Paths are Javalin's: {@code {name}} for
 * one segment, {@code *} for the rest.
 */
public final class HttpRoutes {
  private record Route(HandlerType method, String path, Handler handler) {}

  private final ErrorShape errors;
  private final List<Route> routes = new ArrayList<>();

  private HttpRoutes(ErrorShape errors) {
    this.errors = errors;
  }

  /** An empty group whose failures are written by {@code errors}. */
  public static HttpRoutes with(ErrorShape errors) {
    return new HttpRoutes(errors);
  }

  /** Adds a route for GET. */
  public HttpRoutes get(String path, Handler handler) {
    return add(HandlerType.GET, path, handler);
  }

  /** Adds a route for POST. */
  public HttpRoutes post(String path, Handler handler) {
    return add(HandlerType.POST, path, handler);
  }

  /** Adds a route for PUT. */
  public HttpRoutes put(String path, Handler handler) {
    return add(HandlerType.PUT, path, handler);
  }

  /** Adds a route for DELETE. */
  public HttpRoutes delete(String path, Handler handler) {
    return add(HandlerType.DELETE, path, handler);
  }

  /** Adds a route that answers GET, POST, PUT, PATCH and DELETE. */
  public HttpRoutes any(String path, Handler handler) {
    return get(path, handler)
        .post(path, handler)
        .put(path, handler)
        .delete(path, handler)
        .add(HandlerType.PATCH, path, handler);
  }

  private HttpRoutes add(HandlerType method, String path, Handler handler) {
    routes.add(new Route(method, path, handler));
    return this;
  }

  void addTo(RoutesConfig config) {
    for (Route route : routes) {
      config.addHttpHandler(route.method, route.path, context -> guarded(route.handler, context));
    }
  }

  private void guarded(Handler handler, Context context) {
    try {
      handler.handle(context);
    } catch (Exception e) {
      errors.write(context, e);
    }
    RequestBody.finish(context);
  }
}
