package dev.tombolo.lab.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Ready;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of a running lab: where it answers, an application with every permission, and a small
 * client of Microsoft Graph. Safe for many threads.
 */
public final class CloudTenant {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SCOPE = "https://graph.microsoft.com/.default";

  private final HttpClient http;
  private final URI base;
  private final URI https;
  private final URI graph;
  private final UUID tenantId;
  private final UUID clientId;
  private final String clientSecret;

  private CloudTenant(Ready ready) {
    this.base = URI.create(there(ready.tenant()));
    this.https = URI.create(there(ready.tenantHttps()));
    this.graph = URI.create(there(ready.graph()));
    this.tenantId = UUID.fromString(there(ready.tenantId()));
    this.clientId = UUID.fromString(there(ready.clientId()));
    this.clientSecret = there(ready.clientSecret());
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * The tenant of a lab.
   *
   * @throws IllegalStateException when it does not run there
   */
  public static CloudTenant of(Lab lab) {
    if (lab.tenant().isEmpty()) {
      throw new IllegalStateException("the lab has no tenant: add the part TENANT");
    }
    return new CloudTenant(lab.ready());
  }

  private static String there(@Nullable String text) {
    return Objects.requireNonNull(text, "the lab does not say where its tenant is");
  }

  /** The tenant's URL over HTTP; the authority of its tokens is this and the tenant's id. */
  public URI base() {
    return base;
  }

  /** The same over HTTPS, with a certificate of the lab's own authority. */
  public URI https() {
    return https;
  }

  /** The URL of Microsoft Graph, with its version. */
  public URI graph() {
    return graph;
  }

  /** The tenant's id. */
  public UUID tenantId() {
    return tenantId;
  }

  /** The id of the application with every permission. */
  public UUID clientId() {
    return clientId;
  }

  /** That application's secret. */
  public String clientSecret() {
    return clientSecret;
  }

  /** A new access token of that application, good for an hour of the lab's clock. */
  public String token() {
    JsonNode answer =
        tokens(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId.toString(),
                "client_secret",
                clientSecret,
                "scope",
                SCOPE));
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw new GraphException(
          0, "the tenant gives no token: " + answer.path("error_description").asText());
    }
    return token;
  }

  /**
   * Signs a user in with a password.
   *
   * @return empty when that went well, else what the tenant says, which starts with its {@code
   *     AADSTS} code
   */
  public String signIn(String userPrincipalName, String password) {
    JsonNode answer =
        tokens(
            Map.of(
                "grant_type", "password",
                "client_id", clientId.toString(),
                "client_secret", clientSecret,
                "username", userPrincipalName,
                "password", password,
                "scope", SCOPE));
    return answer.has("access_token")
        ? ""
        : answer.path("error_description").asText("no token").lines().findFirst().orElse("");
  }

  private JsonNode tokens(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return json(
        send(HttpRequest.newBuilder(base.resolve("/" + tenantId + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)))
            .body());
  }

  /**
   * Reads a resource of Graph.
   *
   * @param path below {@link #graph}, such as {@code /users/stella@adatum.com}
   * @throws GraphException when it is refused
   */
  public JsonNode get(String path) {
    return call("GET", graph + path, null);
  }

  /** Reads every object of a collection of Graph, page after page. */
  public List<JsonNode> list(String path) {
    List<JsonNode> all = new ArrayList<>();
    String next = graph + path;
    while (!next.isEmpty()) {
      JsonNode page = call("GET", next, null);
      page.path("value").forEach(all::add);
      next = page.path("@odata.nextLink").asText();
    }
    return all;
  }

  /** Runs an action of Graph, or adds something; the answer may be missing. */
  public JsonNode post(String path, Map<String, ?> body) {
    return call("POST", graph + path, body);
  }

  /** Changes properties of a resource of Graph. */
  public void patch(String path, Map<String, ?> changes) {
    call("PATCH", graph + path, changes);
  }

  /** Removes a resource of Graph. */
  public void delete(String path) {
    call("DELETE", graph + path, null);
  }

  /** A text as a part of a path or query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode call(String method, String address, @Nullable Map<String, ?> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token())
            .header("ConsistencyLevel", "eventual");
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(text(body)));
    }
    HttpResponse<String> response = send(request);
    JsonNode answer = json(response.body());
    if (response.statusCode() >= 400) {
      JsonNode error = answer.path("error");
      throw new GraphException(
          response.statusCode(),
          method
              + " "
              + address
              + ": "
              + response.statusCode()
              + " "
              + error.path("code").asText()
              + ": "
              + error.path("message").asText());
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest.Builder described) {
    HttpRequest request = described.timeout(PATIENCE).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new GraphException(request.uri() + " has not answered: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GraphException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new GraphException("the tenant's answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "CloudTenant[" + graph + ", " + tenantId + "]";
  }
}
