package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.lab.Ready;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of a running lab's tenant by its public interfaces: Microsoft Graph, as the application
 * that the ready file names, and the self-service endpoint.
 */
final class GraphClient {
  /** A password is written back while its request waits. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String SCOPE = "https://graph.microsoft.com/.default";

  private final String tenant;
  private final String graph;
  private final String clientId;
  private final String tokenForm;
  private final String tokenPath;
  private final HttpSender http;
  private @Nullable String token;

  private GraphClient(
      HttpSender http,
      String tenant,
      String graph,
      String tenantId,
      String clientId,
      String secret) {
    this.http = http;
    this.tenant = tenant;
    this.graph = graph;
    this.tokenPath = "/" + tenantId + "/oauth2/v2.0/token";
    this.clientId = clientId;
    this.tokenForm =
        "grant_type=client_credentials&client_id="
            + LabClient.encode(clientId)
            + "&client_secret="
            + LabClient.encode(secret)
            + "&scope="
            + LabClient.encode(SCOPE);
  }

  /** A client of the tenant of a lab. */
  static GraphClient of(Ready ready) throws CommandFailedException {
    return of(ready, PATIENCE);
  }

  /** A client that waits so long for an answer. */
  static GraphClient of(Ready ready, Duration patience) throws CommandFailedException {
    if (ready.tenant() == null
        || ready.graph() == null
        || ready.tenantId() == null
        || ready.clientId() == null
        || ready.clientSecret() == null) {
      throw new CommandFailedException("the running lab has no tenant");
    }
    return new GraphClient(
        new HttpSender(patience),
        ready.tenant(),
        ready.graph(),
        ready.tenantId(),
        ready.clientId(),
        ready.clientSecret());
  }

  /** Gets a token. */
  void authenticate() throws CommandFailedException, NoLabException {
    bearer();
  }

  /** One resource. */
  JsonNode get(String path) throws CommandFailedException, NoLabException {
    return HttpSender.json(call("GET", graph + path, null).body());
  }

  /** Every object of a collection, page after page. */
  List<JsonNode> list(String path) throws CommandFailedException, NoLabException {
    List<JsonNode> all = new ArrayList<>();
    String next = graph + path;
    while (!next.isEmpty()) {
      JsonNode page = HttpSender.json(call("GET", next, null).body());
      page.path("value").forEach(all::add);
      next = page.path("@odata.nextLink").asText();
    }
    return all;
  }

  /** Runs an action, or adds something. */
  JsonNode post(String path, Map<String, ?> body) throws CommandFailedException, NoLabException {
    return HttpSender.json(call("POST", graph + path, HttpSender.write(body)).body());
  }

  /** What the tenant says to an action that goes on, and where its state is told. */
  record Started(JsonNode answer, String location) {}

  /** Starts an action that goes on. */
  Started start(String path, Map<String, ?> body) throws CommandFailedException, NoLabException {
    HttpResponse<String> response = call("POST", graph + path, HttpSender.write(body));
    return new Started(
        HttpSender.json(response.body()),
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () -> new CommandFailedException("the tenant does not say where its state is")));
  }

  /** The resource at an address that the tenant has given. */
  JsonNode follow(String address) throws CommandFailedException, NoLabException {
    return HttpSender.json(call("GET", address, null).body());
  }

  /** Changes properties. */
  void patch(String path, Map<String, ?> body) throws CommandFailedException, NoLabException {
    call("PATCH", graph + path, HttpSender.write(body));
  }

  /** Removes an object or a reference. */
  void delete(String path) throws CommandFailedException, NoLabException {
    call("DELETE", graph + path, null);
  }

  /** Asks the self-service endpoint, which wants no token; its answer, be it a refusal. */
  JsonNode selfService(String path, Map<String, ?> body)
      throws CommandFailedException, NoLabException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(tenant + "/selfservice/v1" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HttpSender.write(body))));
    JsonNode answer = HttpSender.lenient(response.body());
    if (!answer.has("success")) {
      throw refusal(response);
    }
    return answer;
  }

  /** Administers self-service: policy, users' methods, the lab's mailboxes. */
  JsonNode administerSelfService(String method, String path, @Nullable Map<String, ?> body)
      throws CommandFailedException, NoLabException {
    return HttpSender.json(
        call(
                method,
                tenant + "/selfservice/v1" + path,
                body == null ? null : HttpSender.write(body))
            .body());
  }

  /** Where objects are referred to. */
  String reference(String id) {
    return graph + "/directoryObjects/" + id;
  }

  private HttpResponse<String> call(String method, String address, @Nullable String body)
      throws CommandFailedException, NoLabException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + bearer())
            .header("ConsistencyLevel", "eventual")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response = http.send(request);
    if (response.statusCode() >= 400) {
      throw refusal(response);
    }
    return response;
  }

  /** Whether a user can sign in with a password. */
  boolean signsIn(String name, String password) throws CommandFailedException, NoLabException {
    return askForToken(
                "grant_type=password&client_id="
                    + LabClient.encode(clientId)
                    + "&scope=User.Read&username="
                    + LabClient.encode(name)
                    + "&password="
                    + LabClient.encode(password))
            .statusCode()
        == 200;
  }

  private HttpResponse<String> askForToken(String form)
      throws CommandFailedException, NoLabException {
    return http.send(
        HttpRequest.newBuilder(URI.create(tenant + tokenPath))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private String bearer() throws CommandFailedException, NoLabException {
    String known = token;
    if (known == null) {
      HttpResponse<String> response = askForToken(tokenForm);
      JsonNode answer = HttpSender.lenient(response.body());
      known = answer.path("access_token").asText();
      if (known.isEmpty()) {
        throw new GraphRefusalException(
            response.statusCode(),
            "the tenant gives no token: "
                + answer
                    .path("error_description")
                    .asText("it answered " + response.statusCode())
                    .lines()
                    .findFirst()
                    .orElse(""));
      }
      token = known;
    }
    return known;
  }

  private static GraphRefusalException refusal(HttpResponse<String> response) {
    JsonNode error = HttpSender.lenient(response.body()).path("error");
    String message =
        error.has("code")
            ? error.path("code").asText() + ": " + error.path("message").asText()
            : "the tenant answered " + response.statusCode();
    return new GraphRefusalException(response.statusCode(), message);
  }
}
