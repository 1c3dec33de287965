package dev.tombolo.cli;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.lab.Ready;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks a running lab on each of its wires whether it answers. */
final class LabChecks {
  private static final String START_AGAIN = "stop the lab and start it again: tombolo up";

  private final Ready ready;
  private final Duration patience;

  /** Checks that wait so long for an answer. */
  LabChecks(Ready ready, Duration patience) {
    this.ready = ready;
    this.patience = patience;
  }

  /** Whether the process that wrote the ready file lives. */
  boolean alive() {
    return ProcessHandle.of(ready.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        check("control", ready.control(), url -> new LabClient(ready, patience).get("/status")));
    if (ready.ldap() != null) {
      findings.add(check("ldap", ready.ldap(), url -> bind(url, SocketFactory.getDefault())));
    }
    if (ready.ldaps() != null) {
      findings.add(check("ldaps", ready.ldaps(), url -> bind(url, trusted().getSocketFactory())));
    }
    if (ready.tenant() != null) {
      findings.add(
          check("token", ready.tenant(), url -> GraphClient.of(ready, patience).authenticate()));
      findings.add(
          check(
              "graph", ready.graph(), url -> GraphClient.of(ready, patience).get("/organization")));
    }
    if (ready.tenantHttps() != null) {
      findings.add(check("https", ready.tenantHttps(), this::connectSecurely));
    }
    return findings;
  }

  /** Something that fails when a wire does not answer as it should. */
  @FunctionalInterface
  private interface Wire {
    void ask(String url) throws Exception;
  }

  private Finding check(String name, @Nullable String url, Wire wire) {
    String where = url == null ? "(nowhere)" : url;
    try {
      wire.ask(where);
      return Finding.ok("lab." + name, where + " answers");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("lab." + name, "interrupted", "try again");
    } catch (Exception e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      return Finding.problem("lab." + name, where + ": " + reason, START_AGAIN);
    }
  }

  private void bind(String url, SocketFactory sockets) throws LDAPException {
    URI uri = URI.create(url);
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) patience.toMillis());
    options.setResponseTimeoutMillis(patience.toMillis());
    try (LDAPConnection connection =
        new LDAPConnection(sockets, options, uri.getHost(), uri.getPort())) {
      connection.bind(ready.bindDn(), ready.bindPassword());
      connection.getEntry(String.valueOf(ready.baseDn()), "1.1");
    }
  }

  private SSLContext trusted() throws IOException, GeneralSecurityException {
    return LabCertificates.trusting(Path.of(String.valueOf(ready.caCertificate())));
  }

  private void connectSecurely(String url) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusted()).build();
    HttpResponse<Void> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(
                        url + "/" + ready.tenantId() + "/v2.0/.well-known/openid-configuration"))
                .timeout(patience)
                .build(),
            HttpResponse.BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IOException("it answered " + response.statusCode());
    }
  }
}
