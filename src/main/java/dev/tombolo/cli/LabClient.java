package dev.tombolo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tombolo.lab.Ready;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A client of a running lab's control interface. */
final class LabClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ready ready;
  private final HttpClient http = HttpClient.newHttpClient();

  LabClient(Ready ready) {
    this.ready = ready;
  }

  JsonNode get(String path) throws CommandFailedException, NoLabException {
    return json(send("GET", path, "", "application/json"));
  }

  JsonNode post(String path, Map<String, ?> body) throws CommandFailedException, NoLabException {
    try {
      return json(send("POST", path, JSON.writeValueAsString(body), "application/json"));
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("a request cannot be written: " + e.getOriginalMessage());
    }
  }

  JsonNode postText(String path, String body) throws CommandFailedException, NoLabException {
    return json(send("POST", path, body, "text/plain"));
  }

  JsonNode delete(String path) throws CommandFailedException, NoLabException {
    return json(send("DELETE", path, "", "application/json"));
  }

  String getText(String path) throws CommandFailedException, NoLabException {
    return send("GET", path, "", "application/json");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode json(String body) throws CommandFailedException {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("the lab's answer is not JSON: " + e.getOriginalMessage());
    }
  }

  private String send(String method, String path, String body, String type)
      throws CommandFailedException, NoLabException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ready.control() + "/v1" + path))
            .header("Authorization", "Bearer " + ready.controlToken())
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new CommandFailedException(refusal(response));
      }
      return response.body();
    } catch (ConnectException e) {
      throw new NoLabException(
          "no lab answers at " + ready.control() + "; start one with: tombolo up");
    } catch (IOException e) {
      throw new CommandFailedException("the lab broke off: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted");
    }
  }

  private static String refusal(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body()).path("error").path("message").asText(response.body());
    } catch (JsonProcessingException e) {
      return "the lab answered " + response.statusCode();
    }
  }
}
