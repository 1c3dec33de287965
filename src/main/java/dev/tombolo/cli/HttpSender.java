package dev.tombolo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Sends requests to a running lab, and says in one line what kept them from being answered. */
final class HttpSender {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Duration patience;

  /** A sender that waits so long for an answer. */
  HttpSender(Duration patience) {
    this.patience = patience;
  }

  HttpResponse<String> send(HttpRequest.Builder described)
      throws CommandFailedException, NoLabException {
    HttpRequest request = described.timeout(patience).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw new CommandFailedException(
          request.uri().resolve("/") + " has not answered for " + patience.toSeconds() + " s");
    } catch (ConnectException e) {
      throw new NoLabException(
          "no lab answers at "
              + request.uri().resolve("/")
              + "; start one with: tombolo up (or name its --ready-file)");
    } catch (IOException e) {
      throw new CommandFailedException("the lab broke off: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted");
    }
  }

  /** A body as JSON; missing when it is empty or none. */
  static JsonNode lenient(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A body as JSON. */
  static JsonNode json(String body) throws CommandFailedException {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("the lab's answer is not JSON: " + e.getOriginalMessage());
    }
  }

  /** A value as JSON. */
  static String write(Object value) throws CommandFailedException {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("a request cannot be written: " + e.getOriginalMessage());
    }
  }
}
