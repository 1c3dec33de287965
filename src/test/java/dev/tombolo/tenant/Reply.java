package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** An answer of the tenant. */
public record Reply(int status, JsonNode body, HttpHeaders headers, String text) {
  /** Fails unless the status is as expected; shows the body then. */
  public Reply expect(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  /** Fails unless it is an error of Graph's with a code. */
  public Reply expectError(int expected, String code) {
    expect(expected);
    assertThat(body.at("/error/code").asText()).as(text).isEqualTo(code);
    assertThat(body.at("/error/innerError/request-id").asText())
        .isEqualTo(headers.firstValue("request-id").orElse("none"));
    assertThat(body.at("/error/innerError/date").asText()).isNotEmpty();
    return this;
  }

  /** The error's message. */
  public String message() {
    return body.at("/error/message").asText();
  }

  /** A property's text. */
  public String get(String name) {
    return body.path(name).asText();
  }

  /** A property of every object of a collection. */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    body.path("value").forEach(object -> values.add(object.path(name).asText()));
    return values;
  }

  /** The object of a collection with an id. */
  public JsonNode byId(String id) {
    for (JsonNode object : body.path("value")) {
      if (object.path("id").asText().equals(id)) {
        return object;
      }
    }
    throw new AssertionError(id + " is not in " + text);
  }
}
