package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;

  private Run doctor(String... options) {
    List<String> args = new ArrayList<>(List.of("doctor"));
    for (String port :
        List.of(
            "directory.ldap.port",
            "directory.ldaps.port",
            "tenant.http.port",
            "tenant.https.port")) {
      args.addAll(List.of("--set", port + "=0"));
    }
    args.addAll(List.of("--ready-file", folder.resolve("ready.json").toString()));
    args.addAll(List.of(options));
    return Run.of(args.toArray(String[]::new));
  }

  private static JsonNode finding(Run run, String check) {
    for (JsonNode finding : run.json()) {
      if (finding.path("check").asText().equals(check)) {
        return finding;
      }
    }
    throw new AssertionError(check + " is not in " + run.out());
  }

  private static void assertProblem(Run run, String check, String detail, String mend) {
    JsonNode finding = finding(run.expect(1), check);
    assertThat(finding.path("status").asText()).isEqualTo("problem");
    assertThat(finding.path("detail").asText()).contains(detail);
    assertThat(finding.path("mend").asText()).contains(mend);
  }

  @Test
  void withNothingWrongEveryLineIsOkOrAdvice() {
    Run run = doctor("--data", folder.resolve("data").toString()).expect(0);
    assertThat(run.lines()).isNotEmpty().allMatch(line -> line.matches("(ok|advice) +[a-z].*"));
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("ok       java "))
        .anyMatch(line -> line.startsWith("ok       settings "))
        .anyMatch(line -> line.startsWith("ok       lab.data "))
        .anyMatch(line -> line.startsWith("ok       lab ") && line.contains("none is running"));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aTakenPortIsAProblem() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Run run = doctor("--json", "--set", "directory.ldap.port=" + port);
      assertProblem(run, "directory.ldap.port", "port " + port, "--set directory.ldap.port=PORT");
    }
  }

  @Test
  void onePortForTwoIsAProblem() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Run run =
        doctor("--json", "--set", "tenant.http.port=" + port, "--set", "tenant.https.port=" + port);
    assertProblem(run, "tenant.https.port", "is that of tenant.http.port", "--set");
  }

  @Test
  void aBadSettingIsAProblem() throws Exception {
    Path file = Files.writeString(folder.resolve("lab.yaml"), "directory.recycleBin: maybe\n");
    Run run = doctor("--json", "--config", file.toString());
    assertProblem(run, "settings", file + ":1: directory.recycleBin must be", "config defaults");
  }

  @Test
  void aDataFolderThatIsNoneIsAProblem() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertProblem(
        doctor("--json", "--data", file.toString()), "lab.data", "is no folder", "--data");
  }

  @Test
  void aLabIsAskedOnItsWires() throws Exception {
    try (TenantLab lab = TenantLab.in(folder)) {
      Run run = doctor("--json", "--set", "tenant.http.port=" + port(lab.lab().ready().tenant()));
      for (String check :
          List.of(
              "lab", "lab.control", "lab.token", "lab.graph", "lab.https", "tenant.http.port")) {
        assertThat(finding(run.expect(0), check).path("status").asText())
            .as(run.out())
            .isEqualTo("ok");
      }
      Ready ready = lab.lab().ready();
      ReadyFile.write(lab.readyFile(), withSecret(ready, "wrong"));
      assertProblem(doctor("--json"), "lab.token", "AADSTS7000215", "start it again");
    }
    // The file still names this process, which lives, but nothing answers there any more.
    assertProblem(doctor("--json"), "lab.control", "no lab answers", "start it again");
  }

  @Test
  void aLabThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    try (TenantLab lab = TenantLab.in(folder);
        ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Ready ready = lab.lab().ready();
      String url = "127.0.0.1:" + silent.getLocalPort();
      Ready mute =
          new Ready(
              ready.pid(),
              "ldap://" + url,
              "ldaps://" + url,
              "ldap://" + url,
              "ldaps://" + url,
              "cldap://" + url,
              ready.caCertificate(),
              "DC=adatum,DC=com",
              "CN=x",
              "x",
              "http://" + url,
              "https://" + url,
              "http://" + url + "/v1.0",
              ready.tenantId(),
              ready.clientId(),
              ready.clientSecret(),
              ready.console(),
              "http://" + url + "/control",
              "x");
      List<Finding> findings = new LabChecks(mute, Duration.ofMillis(200)).all();
      assertThat(findings).hasSize(6).allMatch(Finding::isProblem);
    }
  }

  private static int port(@Nullable String url) {
    return URI.create(String.valueOf(url)).getPort();
  }

  private static Ready withSecret(Ready ready, String secret) {
    return new Ready(
        ready.pid(),
        ready.ldap(),
        ready.ldaps(),
        ready.gc(),
        ready.gcSsl(),
        ready.cldap(),
        ready.caCertificate(),
        ready.baseDn(),
        ready.bindDn(),
        ready.bindPassword(),
        ready.tenant(),
        ready.tenantHttps(),
        ready.graph(),
        ready.tenantId(),
        ready.clientId(),
        secret,
        ready.console(),
        ready.control(),
        ready.controlToken());
  }

  @Test
  void aReadyFileOfADeadProcessIsOnlyWorthAnAdvice() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(folder.resolve("ready.json"), "{\"pid\":" + dead.pid() + "}");
    JsonNode finding = finding(doctor("--json").expect(0), "lab");
    assertThat(finding.path("status").asText()).isEqualTo("advice");
    assertThat(finding.path("mend").asText()).contains("tombolo up");
  }

  @Test
  void ldapToolsAreOnlyWorthAnAdvice() throws Exception {
    assertThat(MachineChecks.ldapTools(folder.toString()).status())
        .isEqualTo(Finding.Status.ADVICE);
    Path tool = Files.createFile(folder.resolve("ldapsearch"));
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    assertThat(MachineChecks.ldapTools("/nowhere::" + folder))
        .isEqualTo(Finding.ok("ldap-tools", tool.toString()));
  }
}
