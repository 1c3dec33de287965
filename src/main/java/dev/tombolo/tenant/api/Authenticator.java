package dev.tombolo.tenant.api;

import dev.tombolo.tenant.model.ApiException;
import java.util.Optional;

/** Tells who a request is from. */
@FunctionalInterface
public interface Authenticator {
  /**
   * The caller.
   *
   * @param authorization the request's Authorization header
   * @throws ApiException 401 when there is no valid token in it
   */
  Principal authenticate(Optional<String> authorization);
}
