package dev.tombolo.tenant.api;

import dev.tombolo.tenant.model.ApiException;

/** Answers the requests of a route. */
@FunctionalInterface
public interface ApiHandler {
  /**
   * Answers.
   *
   * @throws ApiException to refuse
   */
  ApiResponse handle(ApiRequest request);
}
