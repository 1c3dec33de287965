package dev.tombolo.connector.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tombolo.cloud.CloudJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A person who is signed in to the tenant to set up the sync tool there. */
public final class TenantAdministrator {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";

  private final TenantEndpoint endpoint;
  private final HttpClient http;
  private final String token;

  private TenantAdministrator(TenantEndpoint endpoint, HttpClient http, String token) {
    this.endpoint = endpoint;
    this.http = http;
    this.token = token;
  }

  /**
   * Signs in.
   *
   * @throws TenantException with the tenant's reason
   */
  public static TenantAdministrator signIn(
      TenantEndpoint endpoint, Optional<SSLContext> tls, String name, String password)
      throws TenantException {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    tls.ifPresent(builder::sslContext);
    HttpClient http = builder.build();
    String form =
        "grant_type=password&scope=Directory.AccessAsUser.All&client_id="
            + endpoint.clientId()
            + "&username="
            + encode(name)
            + "&password="
            + encode(password);
    JsonNode answer =
        json(
            send(
                endpoint,
                http,
                HttpRequest.newBuilder(
                        URI.create(
                            endpoint.url() + "/" + endpoint.tenantId() + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw new TenantException(
          TenantException.Kind.CREDENTIALS,
          answer.path("error_description").asText("no token").lines().findFirst().orElse(""));
    }
    return new TenantAdministrator(endpoint, http, token);
  }

  /** Whether the person is a global administrator. */
  public boolean isGlobalAdministrator() {
    String[] parts = token.split("\\.", -1);
    JsonNode claims =
        parts.length < 2
            ? MissingNode.getInstance()
            : json(Base64.getUrlDecoder().decode(parts[1]));
    for (JsonNode role : claims.path("wids")) {
      if (role.asText().equals(GLOBAL_ADMINISTRATOR)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A resource of the tenant.
   *
   * @throws TenantException when it cannot be had
   */
  public JsonNode get(String path) throws TenantException {
    HttpResponse<byte[]> response =
        send(
            endpoint,
            http,
            HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .header("Authorization", "Bearer " + token));
    if (response.statusCode() != 200) {
      throw new TenantException(
          TenantException.kindOf(response.statusCode()),
          endpoint + ": " + path + " answers with status " + response.statusCode());
    }
    return json(response);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    return json(response.body());
  }

  private static JsonNode json(byte[] octets) {
    try {
      return CloudJson.mapper().readTree(octets);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static HttpResponse<byte[]> send(
      TenantEndpoint endpoint, HttpClient http, HttpRequest.Builder request)
      throws TenantException {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new TenantException(
          TenantException.Kind.UNREACHABLE, endpoint + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantException(TenantException.Kind.UNREACHABLE, "interrupted", e);
    }
  }
}
