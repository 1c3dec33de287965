package dev.tombolo.web;

import io.javalin.http.Context;

/** How a group of routes tells its callers that something went wrong. */
@FunctionalInterface
public interface ErrorShape {
  /**
   * Writes status, headers and body. Whatever the handler wrote before it failed is replaced.
   *
   * @param failure a {@link WebException} for what the web layer itself refuses (404 for an unknown
   *     path of the group, 405, 413), otherwise what the handler threw
   */
  void write(Context context, Exception failure);
}
