package dev.tombolo.tenant.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param body what is turned into JSON, or plain text for a {@code String}; empty for no body
 */
public record ApiResponse(int status, Map<String, String> headers, Optional<Object> body) {
  private static final String JSON =
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

  /** Copies the map. */
  public ApiResponse {
    headers = Map.copyOf(headers);
  }

  /** 200 with a body. */
  public static ApiResponse ok(Object body) {
    return new ApiResponse(200, Map.of(), Optional.of(body));
  }

  /** 201 with a body and where the new thing is. */
  public static ApiResponse created(Object body, String location) {
    return new ApiResponse(201, Map.of("Location", location), Optional.of(body));
  }

  /** 204. */
  public static ApiResponse noContent() {
    return new ApiResponse(204, Map.of(), Optional.empty());
  }

  /** The same answer with a header more. */
  public ApiResponse with(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new ApiResponse(status, all, body);
  }

  /** The media type of the body. */
  public String contentType() {
    return body.filter(String.class::isInstance).isPresent() ? "text/plain" : JSON;
  }

  /** The body's octets. */
  public byte[] octets() {
    try {
      Object value = body.orElse("");
      return value instanceof String text
          ? text.getBytes(StandardCharsets.UTF_8)
          : CloudJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
