package dev.tombolo.tenant.api;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a request is named in headers, errors and logs.
 *
 * @param requestId the service's name for it
 * @param clientRequestId the caller's, or the service's if the caller gave none
 */
public record RequestIds(String requestId, String clientRequestId) {
  private static final Pattern HARMLESS = Pattern.compile("[0-9A-Za-z._-]{1,64}");

  /** Names a request; a caller's own name is taken if it is harmless in a log. */
  public static RequestIds of(Optional<String> clientHeader) {
    String id = UUID.randomUUID().toString();
    return new RequestIds(
        id, clientHeader.filter(name -> HARMLESS.matcher(name).matches()).orElse(id));
  }
}
