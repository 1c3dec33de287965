package dev.tombolo.connector.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.password.PasswordHashBatch;
import dev.tombolo.cloud.password.PasswordHashResponse;
import dev.tombolo.cloud.provisioning.ConfigurationChange;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.cloud.provisioning.TenantChanges;
import dev.tombolo.cloud.provisioning.TenantConfiguration;
import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.cloud.writeback.WritebackRequests;
import dev.tombolo.cloud.writeback.WritebackResult;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's sync service over HTTP. It fetches a token when it has none and once more when the
 * tenant no longer takes the one it has. Safe for many threads.
 */
public final class TenantClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  // Longer than the tenant is asked to wait: a wire that is silent for so long is taken for broken.
  private static final Duration POLL_GRACE = Duration.ofSeconds(10);
  private static final String PROVISIONING = "/provisioning/v1";
  private static final String WRITEBACK = "/writeback/v1";

  private final TenantEndpoint endpoint;
  private final HttpClient http;
  private volatile String token = "";

  /**
   * A client that connects when it is used.
   *
   * @param tls what to trust when the endpoint is HTTPS; empty for what the platform trusts
   */
  public TenantClient(TenantEndpoint endpoint, Optional<SSLContext> tls) {
    this.endpoint = endpoint;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    tls.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /** Where it connects to. */
  public TenantEndpoint endpoint() {
    return endpoint;
  }

  /** What the tenant says of itself. */
  public TenantConfiguration configuration() throws TenantException {
    return call("GET", PROVISIONING + "/configuration", null, TenantConfiguration.class);
  }

  /** Changes what the tenant keeps for its connector. */
  public TenantConfiguration configure(ConfigurationChange change) throws TenantException {
    return call("PATCH", PROVISIONING + "/configuration", change, TenantConfiguration.class);
  }

  /** Exports a batch. */
  public ProvisioningResponse export(ProvisioningBatch batch) throws TenantException {
    return call("POST", PROVISIONING + "/batches", batch, ProvisioningResponse.class);
  }

  /**
   * A page of the tenant's objects or changes.
   *
   * @param after the last page's token; empty for everything from the start
   * @param top the most objects
   */
  public TenantChanges objects(String after, int top) throws TenantException {
    String query = "?top=" + top + (after.isEmpty() ? "" : "&after=" + encode(after));
    return call("GET", PROVISIONING + "/objects" + query, null, TenantChanges.class);
  }

  /** Sends password hashes. */
  public PasswordHashResponse send(PasswordHashBatch batch) throws TenantException {
    return call("POST", PROVISIONING + "/passwordHashes", batch, PasswordHashResponse.class);
  }

  /** Registers an agent, or its new key. */
  public void register(String agentId, WritebackAgent agent) throws TenantException {
    call("PUT", WRITEBACK + "/agents/" + encode(agentId), agent);
  }

  /** Takes an agent off. */
  public void unregister(String agentId) throws TenantException {
    call("DELETE", WRITEBACK + "/agents/" + encode(agentId), null);
  }

  /** Says that an agent is alive. */
  public void heartbeat(String agentId) throws TenantException {
    call("POST", WRITEBACK + "/agents/" + encode(agentId) + "/heartbeat", null);
  }

  /** Fetches an agent's requests, waiting up to {@code wait} for one. */
  public WritebackRequests poll(String agentId, Duration wait) throws TenantException {
    String query = "?agent=" + encode(agentId) + "&wait=" + wait;
    return read(
        exchange("GET", WRITEBACK + "/requests" + query, null, wait.plus(POLL_GRACE)),
        WritebackRequests.class);
  }

  /** Answers a request. */
  public void answer(UUID requestId, WritebackResult result) throws TenantException {
    call("POST", WRITEBACK + "/requests/" + requestId + "/result", result);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void call(String method, String path, @Nullable Object body) throws TenantException {
    exchange(method, path, body, TIMEOUT);
  }

  private <T> T call(String method, String path, @Nullable Object body, Class<T> answer)
      throws TenantException {
    return read(exchange(method, path, body, TIMEOUT), answer);
  }

  private <T> T read(byte[] octets, Class<T> answer) throws TenantException {
    try {
      return CloudJson.mapper().readValue(octets, answer);
    } catch (IOException e) {
      throw new TenantException(
          TenantException.Kind.BROKEN, endpoint + ": the answer is not what was asked for", e);
    }
  }

  private byte[] exchange(String method, String path, @Nullable Object body, Duration patience)
      throws TenantException {
    BodyPublisher content =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(write(body));
    if (token.isEmpty()) {
      token = fetchToken();
    }
    HttpResponse<byte[]> response = send(request(method, path, content, patience));
    if (response.statusCode() == 401) {
      token = fetchToken();
      response = send(request(method, path, content, patience));
    }
    if (response.statusCode() >= 400) {
      throw new TenantException(
          TenantException.kindOf(response.statusCode()), endpoint + ": " + reason(response));
    }
    return response.body();
  }

  private static byte[] write(Object body) {
    try {
      return CloudJson.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request that cannot be written as JSON", e);
    }
  }

  private HttpRequest request(
      String method, String path, BodyPublisher content, Duration patience) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
        .timeout(patience)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, content)
        .build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws TenantException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new TenantException(
          TenantException.Kind.UNREACHABLE, endpoint + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantException(TenantException.Kind.UNREACHABLE, "interrupted", e);
    }
  }

  private static String reason(HttpResponse<byte[]> response) {
    try {
      JsonNode error = CloudJson.mapper().readTree(response.body()).path("error");
      String text =
          error.isTextual()
              ? error.asText()
              : error.path("code").asText() + ": " + error.path("message").asText();
      return response.statusCode() + " " + text;
    } catch (IOException e) {
      return "HTTP status " + response.statusCode();
    }
  }

  private String fetchToken() throws TenantException {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            endpoint.clientId().toString(),
            "client_secret",
            endpoint.clientSecret(),
            "scope",
            "https://graph.microsoft.com/.default");
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(endpoint.url() + "/" + endpoint.tenantId() + "/oauth2/v2.0/token"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> response = send(request);
    try {
      JsonNode answer = CloudJson.mapper().readTree(response.body());
      if (response.statusCode() == 200 && answer.hasNonNull("access_token")) {
        return answer.get("access_token").asText();
      }
      throw new TenantException(
          response.statusCode() < 500
              ? TenantException.Kind.CREDENTIALS
              : TenantException.Kind.BROKEN,
          endpoint + ": no token: " + answer.path("error_description").asText("unknown error"));
    } catch (IOException e) {
      throw new TenantException(
          TenantException.Kind.BROKEN, endpoint + ": the token endpoint's answer is not JSON", e);
    }
  }
}
