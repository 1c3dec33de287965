package dev.tombolo.tenant.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.model.ApiException;
import java.io.IOException;

/** A request's body, read when it is asked for. */
public final class ApiBody {
  private final byte[] octets;

  private ApiBody(byte[] octets) {
    this.octets = octets;
  }

  /** A body as it came. */
  public static ApiBody of(byte[] octets) {
    return new ApiBody(octets.clone());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return octets.length == 0;
  }

  /**
   * The body as a JSON object.
   *
   * @throws ApiException 400 when it is not one
   */
  public ObjectNode json() {
    try {
      JsonNode node = CloudJson.mapper().readTree(octets);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw malformed();
    }
    throw malformed();
  }

  /**
   * The body as a message of the sync wire.
   *
   * @throws ApiException 400 when it is not one
   */
  public <T> T message(Class<T> type) {
    try {
      T message = CloudJson.mapper().readValue(octets, type);
      if (message != null) {
        return message;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badQuery("The message is malformed: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static ApiException malformed() {
    return ApiException.badQuery(
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload"
            + " is of valid JSON format.");
  }
}
