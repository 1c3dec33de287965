package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.lab.Ready;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A client of a running lab's control interface. */
final class LabClient {
  /** A load or a synchronization of a million objects answers when it is done. */
  private static final Duration PATIENCE = Duration.ofHours(12);

  private final Ready ready;
  private final HttpSender http;

  LabClient(Ready ready) {
    this(ready, PATIENCE);
  }

  /** A client that waits so long for an answer. */
  LabClient(Ready ready, Duration patience) {
    this.ready = ready;
    this.http = new HttpSender(patience);
  }

  /** Where the lab's parts answer. */
  Ready ready() {
    return ready;
  }

  JsonNode get(String path) throws CommandFailedException, NoLabException {
    return HttpSender.json(send("GET", path, "", "application/json"));
  }

  JsonNode post(String path, Map<String, ?> body) throws CommandFailedException, NoLabException {
    return HttpSender.json(send("POST", path, HttpSender.write(body), "application/json"));
  }

  JsonNode postText(String path, String body) throws CommandFailedException, NoLabException {
    return HttpSender.json(send("POST", path, body, "text/plain"));
  }

  JsonNode delete(String path) throws CommandFailedException, NoLabException {
    return HttpSender.json(send("DELETE", path, "", "application/json"));
  }

  String getText(String path) throws CommandFailedException, NoLabException {
    return send("GET", path, "", "application/json");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String send(String method, String path, String body, String type)
      throws CommandFailedException, NoLabException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(ready.control() + "/v1" + path))
                .header("Authorization", "Bearer " + ready.controlToken())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    if (response.statusCode() >= 400) {
      String message = HttpSender.lenient(response.body()).at("/error/message").asText();
      throw new CommandFailedException(
          message.isEmpty() ? "the lab answered " + response.statusCode() : message);
    }
    return response.body();
  }
}
