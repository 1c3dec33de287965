package dev.tombolo.tenant.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.fault.FaultException;
import dev.tombolo.sql.DatabaseException;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.web.WebException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors in Microsoft Graph's JSON shape (reference §10.2). */
public final class ErrorBodies {
  private static final Logger log = LoggerFactory.getLogger(ErrorBodies.class);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int TOO_MANY_REQUESTS = 429;

  private final Clock clock;

  /** Errors that are dated by {@code clock}. */
  public ErrorBodies(Clock clock) {
    this.clock = clock;
  }

  /** The refusal that a failure amounts to. Every one is logged once, here. */
  public static ApiException refusalOf(Exception failure, RequestIds ids) {
    if (failure instanceof ApiException refusal) {
      return noted(refusal, ids);
    }
    if (failure instanceof WebException web) {
      String code =
          switch (web.status()) {
            case 413 -> "RequestEntityTooLarge";
            case 404 -> "Request_ResourceNotFound";
            default -> "BadRequest";
          };
      return noted(new ApiException(web.status(), code, String.valueOf(web.getMessage())), ids);
    }
    if (failure instanceof FaultException
        || (failure instanceof DatabaseException database && database.worthRetrying())) {
      log.warn("Request {} could not be served now", ids.requestId(), failure);
      return new ApiException(
          503, "ServiceUnavailable", "The service is temporarily unavailable. Try again later.");
    }
    log.error("Request {} failed", ids.requestId(), failure);
    return new ApiException(
        500, "InternalServerError", "An unexpected error occurred. Request: " + ids.requestId());
  }

  private static ApiException noted(ApiException refusal, RequestIds ids) {
    log.debug(
        "Request {} was refused: {} {}: {}",
        ids.requestId(),
        refusal.status(),
        refusal.code(),
        CONTROL.matcher(String.valueOf(refusal.getMessage())).replaceAll("?"));
    return refusal;
  }

  private ObjectNode body(ApiException refusal, RequestIds ids) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error");
    error.put("code", refusal.code());
    error.put("message", refusal.getMessage());
    if (!refusal.details().isEmpty()) {
      ArrayNode details = error.putArray("details");
      refusal
          .details()
          .forEach(
              detail ->
                  details
                      .addObject()
                      .put("code", detail.code())
                      .put("target", detail.target())
                      .put("message", detail.message()));
    }
    ObjectNode inner =
        error
            .putObject("innerError")
            .put("date", DATE.format(clock.instant()))
            .put("request-id", ids.requestId())
            .put("client-request-id", ids.clientRequestId());
    if (refusal.status() == TOO_MANY_REQUESTS) {
      inner.put("code", "429").put("status", "429").put("message", "Please retry after");
    }
    return body;
  }

  /** The whole answer that tells a refusal, with the headers that belong to it. */
  public ApiResponse response(ApiException refusal, RequestIds ids) {
    ApiResponse response =
        new ApiResponse(refusal.status(), Map.of(), Optional.of(body(refusal, ids)));
    if (refusal.retryAfter() > 0) {
      response = response.with("Retry-After", Integer.toString(refusal.retryAfter()));
    }
    return refusal.status() == 401
        ? response.with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"")
        : response;
  }
}
