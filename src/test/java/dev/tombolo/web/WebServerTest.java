package dev.tombolo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {
  private static final WebSettings QUICK =
      new WebSettings(0, 0, Optional.empty(), Duration.ofMillis(300));
  private static final HttpRoutes ROUTES =
      HttpRoutes.with(
              (context, failure) ->
                  context
                      .status(failure instanceof WebException web ? web.status() : 500)
                      .result("shaped: " + failure.getMessage()))
          .get("/hello", context -> context.result("hello"))
          .get(
              "/slow",
              context -> {
                Thread.sleep(900);
                context.result("late");
              })
          .get(
              "/broken",
              context -> {
                throw new IllegalStateException("broken");
              })
          .post(
              "/echo",
              context ->
                  context.result(
                      new String(RequestBody.read(context, 10), StandardCharsets.UTF_8)));

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesHttpAndHttps(@TempDir Path folder) throws Exception {
    LabCertificates certificates = LabCertificates.in(folder, List.of());
    try (WebServer server =
        WebServer.start(QUICK.withTls(certificates.serverContext(), 0), List.of(ROUTES))) {
      assertThat(get(server.http().resolve("/hello")).body()).isEqualTo("hello");
      HttpClient trusting =
          HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
      URI secure = URI.create("https://localhost:" + server.httpsPort().orElseThrow() + "/hello");
      assertThat(
              trusting
                  .send(
                      HttpRequest.newBuilder(secure).build(), HttpResponse.BodyHandlers.ofString())
                  .body())
          .isEqualTo("hello");
    }
  }

  @Test
  void failuresHaveTheShapeOfTheirGroup() throws Exception {
    try (WebServer server = WebServer.start(QUICK, List.of(ROUTES))) {
      HttpResponse<String> broken = get(server.http().resolve("/broken"));
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).isEqualTo("shaped: broken");
      HttpResponse<String> huge =
          client.send(
              HttpRequest.newBuilder(server.http().resolve("/echo"))
                  .POST(HttpRequest.BodyPublishers.ofString("12345678901"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(huge.statusCode()).isEqualTo(413);
      assertThat(huge.body()).startsWith("shaped: ");
    }
  }

  @Test
  void aTakenPortIsNamedInOneLine() {
    try (WebServer server = WebServer.start(QUICK, List.of(ROUTES))) {
      WebSettings taken =
          new WebSettings(server.httpPort(), 0, Optional.empty(), Duration.ofSeconds(1));
      assertThatThrownBy(() -> WebServer.start(taken, List.of(ROUTES)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("port " + server.httpPort() + " for http is in use");
    }
  }

  @Test
  void aHalfSentRequestIsDropped() throws Exception {
    try (WebServer server = WebServer.start(QUICK, List.of(ROUTES));
        Socket header = new Socket(InetAddress.getLoopbackAddress(), server.httpPort());
        Socket body = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
      header.getOutputStream().write("GET /hello HT".getBytes(StandardCharsets.US_ASCII));
      body.getOutputStream()
          .write(
              "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"
                  .getBytes(StandardCharsets.US_ASCII));
      assertEnds(header.getInputStream());
      assertEnds(body.getInputStream());
      assertThat(get(server.http().resolve("/hello")).body()).isEqualTo("hello");
    }
  }

  private static void assertEnds(InputStream stream) throws Exception {
    assertThat(stream.readAllBytes()).isNotNull();
  }

  /** What is accepted in the moment of the stop was once left open, and its client waiting. */
  @Test
  void noConnectionOutlivesTheServer() throws Exception {
    for (int round = 0; round < 20; round++) {
      WebServer server = WebServer.start(QUICK, List.of(ROUTES));
      int port = server.httpPort();
      List<Socket> clients = new ArrayList<>();
      Thread connecting = new Thread(() -> connectWhileAnybodyListens(port, clients));
      connecting.start();
      server.close();
      connecting.join();
      for (Socket client : clients) {
        try (client) {
          client.setSoTimeout(20_000);
          assertThat(endOf(client)).isTrue();
        }
      }
    }
  }

  private static void connectWhileAnybodyListens(int port, List<Socket> clients) {
    try {
      while (clients.size() < 200) {
        clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
    } catch (IOException e) {
      return; // nobody listens any more
    }
  }

  private static boolean endOf(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // cut off without a farewell
    }
  }

  @Test
  void aHandlerMayTakeLongerThanAConnectionMayBeSilent() throws Exception {
    try (WebServer server = WebServer.start(QUICK, List.of(ROUTES))) {
      assertThat(get(server.http().resolve("/slow")).body()).isEqualTo("late");
    }
  }

  @Test
  void closesTwice() {
    WebServer server = WebServer.start(QUICK, List.of(ROUTES));
    server.close();
    server.close();
  }
}
