package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.tombolo.cli.Run;
import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.lab.settings.SettingsReader;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TenantClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A lab as somebody meets it who has nothing but its ready file. */
final class ScenarioLab implements AutoCloseable {
  private final Lab lab;
  private final Path readyFile;
  private final Ready ready;

  private ScenarioLab(Lab lab, Path readyFile, Ready ready) {
    this.lab = lab;
    this.readyFile = readyFile;
    this.ready = ready;
  }

  /**
   * Starts all three parts; cycles run when they are asked for, unless a setting says otherwise.
   */
  static ScenarioLab in(Path folder, String... settings) throws Exception {
    return in(folder.resolve("ready.json"), EnumSet.allOf(Part.class), settings);
  }

  /** Starts some parts. */
  static ScenarioLab in(Path readyFile, Set<Part> parts, String... settings) throws Exception {
    List<String> given =
        new ArrayList<>(
            List.of(
                "directory.ldap.port=0",
                "directory.ldaps.port=0",
                "tenant.http.port=0",
                "tenant.https.port=0",
                "connector.mode=manual"));
    given.addAll(List.of(settings));
    Lab lab =
        Lab.with(SettingsReader.read(Optional.empty(), Map.of(), given))
            .parts(parts)
            .face(ControlRoutes::of)
            .start();
    ReadyFile.write(readyFile, lab.ready());
    return new ScenarioLab(lab, readyFile, ReadyFile.read(readyFile).orElseThrow());
  }

  /** What the ready file says. */
  Ready ready() {
    return ready;
  }

  /** Runs a verb on this lab. */
  Run tombolo(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--ready-file";
    all[args.length + 1] = readyFile.toString();
    return Run.of(all);
  }

  /** Runs a verb on this lab that does its work; what it answers. */
  JsonNode ask(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    return tombolo(all).expect(0).json();
  }

  /** Runs a delta cycle in which every step succeeds. */
  Cycle delta() {
    return new Cycle(ask("sync", "start", "--policy", "delta")).expectSuccess();
  }

  /** Runs an initial cycle in which every step succeeds. */
  Cycle initial() {
    return new Cycle(ask("sync", "start", "--policy", "initial")).expectSuccess();
  }

  /** Runs a delta cycle, however it ends. */
  Cycle anyDelta() {
    return new Cycle(tombolo("sync", "start", "--policy", "delta", "--json").json());
  }

  /**
   * Fails unless all that was exported is confirmed and nothing is left to do: one more cycle
   * imports what the last one wrote, and neither it nor a further one exports anything.
   */
  void expectSettled() {
    assertThat(delta().exported()).isEmpty();
    Cycle second = delta();
    assertThat(second.exported()).isEmpty();
    assertThat(second.counts(Cycle.FOREST, "Delta Import")).isEmpty();
    assertThat(second.counts(Cycle.TENANT, "Delta Import")).isEmpty();
    ask("sync", "status").path("pendingExports").forEach(kind -> assertThat(kind.asInt()).isZero());
  }

  /** Moves the clock; what becomes due meanwhile is done. */
  void advance(String duration) {
    ask("clock", "advance", duration);
  }

  /** The lab's time. */
  Instant now() {
    return Instant.parse(ask("clock").path("now").asText());
  }

  /** Lets the next password hash synchronization come due. */
  void hashTick() {
    advance("PT2M1S");
    tombolo("sync", "passwords").expect(0);
  }

  /** Puts everything back to how it was when the lab had started, and synchronizes it. */
  void startOver() {
    tombolo("reset").expect(0);
    initial();
    delta();
  }

  /** An administrator's program, below {@code /v1.0}, with a new token. */
  TenantClient graph() {
    String form =
        "grant_type=client_credentials&client_id="
            + ready.clientId()
            + "&client_secret="
            + encode(String.valueOf(ready.clientSecret()))
            + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
    return TenantClient.of(
        URI.create(String.valueOf(ready.graph())),
        Optional.of(token(form).expect(200).get("access_token")));
  }

  private Reply token(String form) {
    return TenantClient.of(URI.create(String.valueOf(ready.tenant())), Optional.empty())
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/" + ready.tenantId() + "/oauth2/v2.0/token", Optional.of(form));
  }

  /** Whether somebody can sign in to the cloud. */
  boolean signsIn(String name, String password) {
    return cloudSignIn(name, password).status() == 200;
  }

  /** The token of somebody who can sign in to the cloud. */
  String userToken(String name, String password) {
    return cloudSignIn(name, password).expect(200).get("access_token");
  }

  private Reply cloudSignIn(String name, String password) {
    return token(
        "grant_type=password&scope=User.Read&client_id="
            + ready.clientId()
            + "&username="
            + encode(name)
            + "&password="
            + encode(password));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** An administrator's connection to the domain controller, over TLS. */
  LDAPConnection administrator() throws LDAPException {
    return connection(String.valueOf(ready.bindDn()), String.valueOf(ready.bindPassword()));
  }

  /** Whether somebody can sign in to the domain. */
  boolean binds(String name, String password) {
    try {
      connection(name, password).close();
      return true;
    } catch (LDAPException e) {
      return false;
    }
  }

  private LDAPConnection connection(String name, String password) throws LDAPException {
    URI ldaps = URI.create(String.valueOf(ready.ldaps()));
    try {
      SSLUtil tls =
          new SSLUtil(
              new PEMFileTrustManager(Path.of(String.valueOf(ready.caCertificate())).toFile()));
      return new LDAPConnection(
          tls.createSSLSocketFactory(), ldaps.getHost(), ldaps.getPort(), name, password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}
