package dev.tombolo.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tombolo.cloud.CloudJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A caller of the tenant, by plain HTTP. */
public final class TenantClient {
  private static final ObjectMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;
  private final Optional<String> token;
  private final List<String> headers;

  TenantClient(URI base, Optional<String> token, List<String> headers) {
    this.base = base;
    this.token = token;
    this.headers = headers;
  }

  /** A caller of any tenant. */
  public static TenantClient of(URI base, Optional<String> token) {
    return new TenantClient(base, token, List.of());
  }

  /** The same caller with a header on every request. */
  public TenantClient with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new TenantClient(base, token, more);
  }

  /** The same caller, whom eventually consistent answers do. */
  public TenantClient eventual() {
    return with("ConsistencyLevel", "eventual");
  }

  /** GET. */
  public Reply get(String path) {
    return send("GET", path, Optional.empty());
  }

  /** DELETE. */
  public Reply delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  /** POST of JSON, in which single quotes do. */
  public Reply post(String path, String json) {
    return send("POST", path, Optional.of(strict(json)));
  }

  /** PATCH of JSON, in which single quotes do. */
  public Reply patch(String path, String json) {
    return send("PATCH", path, Optional.of(strict(json)));
  }

  /** PUT of JSON, in which single quotes do. */
  public Reply put(String path, String json) {
    return send("PUT", path, Optional.of(strict(json)));
  }

  /** A message of the sync wire. */
  public <T> T exchange(String method, String path, Object message, Class<T> type) {
    Reply reply = send(method, path, Optional.of(write(message))).expect(200);
    return read(reply.text(), type);
  }

  /** A message of the sync wire. */
  public <T> T fetch(String path, Class<T> type) {
    return read(get(path).expect(200).text(), type);
  }

  /** Any request, its body as it is. */
  public Reply send(String method, String path, Optional<String> body) {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    if (body.isPresent() && headers.stream().noneMatch("Content-Type"::equals)) {
      request.header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          response.statusCode(), json(response.body()), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = LENIENT.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String strict(String json) {
    try {
      return LENIENT.writeValueAsString(LENIENT.readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object message) {
    try {
      return CloudJson.mapper().writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return CloudJson.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
