package dev.tombolo.tenant.api;

import java.util.Optional;

/** The HTTP methods that are answered. */
public enum Method {
  /** Read. */
  GET,
  /** Add or act. */
  POST,
  /** Set. */
  PUT,
  /** Change. */
  PATCH,
  /** Delete. */
  DELETE;

  /** The method with a name. */
  public static Optional<Method> find(String name) {
    for (Method method : values()) {
      if (method.name().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
