package dev.tombolo.tenant.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.clients.Client;
import dev.tombolo.clients.RunsClient;
import dev.tombolo.fault.Fault;
import dev.tombolo.tenant.TenantSettings;
import dev.tombolo.tenant.TestTenant;
import dev.tombolo.tenant.api.Throttle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's clients for Node. The scripts and their locked dependencies are in {@code
 * src/test/resources/clients/graph-node}; npm installs them below {@code target} the first time.
 */
@RunsClient(Client.NODE)
class NodeClientsTest {
  private static final Path SOURCE = Path.of("src/test/resources/clients/graph-node");
  private static final Path FOLDER = Path.of("target/clients/graph-node");
  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  void theGraphClientDoesWhatAProgramDoes() throws Exception {
    try (TestTenant tenant = TestTenant.secure(folder, UnaryOperator.identity())) {
      tenant.faults().arm(Throttle.FAULT_POINT, Fault.FAIL, 1, Duration.ZERO, "/domains");
      String said =
          run(
              tenant,
              "graph.mjs",
              Map.of("TOKEN", tenant.adminToken(), "TENANT", tenant.secureBase().toString()));
      assertThat(said.lines().filter(line -> line.startsWith("ok: "))).as(said).hasSize(8);
      assertThat(tenant.faults().armed()).as("the throttled request was tried again").isEmpty();
    }
  }

  @Test
  void msalGetsTokensInEveryWay() throws Exception {
    try (TestTenant tenant = TestTenant.secure(folder, UnaryOperator.identity())) {
      TenantSettings settings = tenant.settings();
      String said =
          run(
              tenant,
              "msal.mjs",
              Map.of(
                  "TENANT",
                  tenant.secureBase().toString(),
                  "TENANT_ID",
                  settings.tenantId().toString(),
                  "CLIENT_ID",
                  settings.admin().id().toString(),
                  "CLIENT_SECRET",
                  settings.admin().secret(),
                  "USER_NAME",
                  settings.administrator().principalName(),
                  "USER_PASSWORD",
                  settings.administrator().password()));
      assertThat(said.lines().filter(line -> line.startsWith("ok: "))).as(said).hasSize(3);
    }
  }

  private String run(TestTenant tenant, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    install();
    ProcessBuilder builder = new ProcessBuilder("node", script);
    builder.environment().putAll(environment);
    builder.environment().put("NODE_EXTRA_CA_CERTS", folder.resolve("lab-ca.pem").toString());
    return finish(builder, tenant.base().toString());
  }

  /** Installs what the lock file says, unless that has been done. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path lock = FOLDER.resolve("package-lock.json");
    boolean done =
        Files.exists(FOLDER.resolve("node_modules"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
    for (String name : List.of("graph.mjs", "msal.mjs", "package.json", "package-lock.json")) {
      Path target = FOLDER.resolve(name);
      Files.deleteIfExists(target);
      try {
        Files.copy(SOURCE.resolve(name), target);
      } catch (FileAlreadyExistsException e) {
        throw new IOException("two runs share " + FOLDER, e);
      }
    }
    if (!done) {
      finish(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund"), "npm ci");
    }
  }

  private static String finish(ProcessBuilder builder, String what)
      throws IOException, InterruptedException {
    Process process = builder.directory(FOLDER.toFile()).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(what).isTrue();
    String said = String.join("\n", lines);
    assertThat(process.exitValue()).as(what + ": " + said).isZero();
    return said;
  }
}
