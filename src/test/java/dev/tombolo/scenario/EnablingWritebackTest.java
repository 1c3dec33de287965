package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cli.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed's steps for enabling password writeback, in its order, with both tools. */
class EnablingWritebackTest {
  private static final String ADMIN = "admin@adatum.onmicrosoft.com";
  private static final String ADMIN_PASSWORD = "Pa$$w0rd-Adm1n";
  private static final String STELLA = "StellaC@adatum.com";
  private static final String NEXT = "N3w-Passw0rd!";

  private static Run wizard(ScenarioLab lab, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of("sync", "configure", "--username", ADMIN, "--password", ADMIN_PASSWORD));
    all.addAll(List.of(options));
    return lab.tombolo(all.toArray(String[]::new));
  }

  private static Run reset(ScenarioLab lab) {
    return lab.tombolo("password", "reset", STELLA, "--new-password", NEXT);
  }

  @Test
  void inTheSeedsOrderWithAzureAdConnect(@TempDir Path folder) throws Exception {
    try (ScenarioLab lab = ScenarioLab.in(folder, "connector.passwordWriteback=false")) {
      lab.initial();
      lab.tombolo("password", "policy", "--scope", "none", "--write-back", "no").expect(0);
      assertThat(reset(lab).expect(1).err()).contains("SSPR_0010");

      assertThat(wizard(lab, "--password-writeback", "on").expect(1).err())
          .contains("Self-service password reset is not configured");
      lab.tombolo("password", "policy", "--scope", "all").expect(0);
      assertThat(lab.tombolo("password", "policy", "--write-back", "yes").expect(1).err())
          .contains("not enabled in a sync tool");
      assertThat(
              lab.tombolo(
                      "sync",
                      "configure",
                      "--password-writeback",
                      "on",
                      "--username",
                      ADMIN,
                      "--password",
                      "wrong")
                  .expect(1)
                  .err())
          .contains("credentials are not accepted", "AADSTS50126");

      assertThat(wizard(lab, "--password-writeback", "on").expect(0).lines())
          .containsExactly(
              "Welcome",
              "Additional tasks",
              "Connect to Azure AD",
              "Connect directories",
              "  adatum.com",
              "Domain/OU filtering",
              "  without OU=NoSync,DC=adatum,DC=com",
              "Optional features",
              "Directory extensions",
              "Ready to configure",
              "  Enable Password writeback",
              "Configuration complete");
      assertThat(lab.ask("sync", "scheduler").path("SchedulerSuspended").asBoolean()).isFalse();
      assertThat(reset(lab).expect(1).err()).contains("SSPR_0010");

      assertThat(
              lab.tombolo("password", "policy", "--write-back", "yes", "--allow-unlock", "yes")
                  .expect(0)
                  .out())
          .contains("up and running");
      reset(lab).expect(0);
      assertThat(lab.binds(STELLA, NEXT)).isTrue();
      assertThat(lab.signsIn(STELLA, NEXT)).isTrue();

      wizard(lab, "--password-writeback", "off").expect(0);
      assertThat(events(lab)).contains(31012, 31013);
      assertThat(reset(lab).expect(1).err()).contains("SSPR_0030");
      lab.tombolo("reset").expect(0);
    }
  }

  private static List<Integer> events(ScenarioLab lab) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode entry : lab.ask("sync", "events", "--limit", "50")) {
      numbers.add(entry.path("event").asInt());
    }
    return numbers;
  }

  @Test
  void withAzureAdConnectCloudSync(@TempDir Path folder) throws Exception {
    try (ScenarioLab lab =
        ScenarioLab.in(folder, "connector.passwordWriteback=false", "connector.tool=cloud-sync")) {
      lab.initial();
      assertThat(wizard(lab).expect(1).err()).contains("Azure AD Connect's");
      assertThat(cloudSync(lab, "wrong").expect(1).err()).contains("AADSTS50126");
      cloudSync(lab, ADMIN_PASSWORD).expect(0);
      Run page = lab.tombolo("password", "policy").expect(0);
      assertThat(page.out()).contains("up and running");
      reset(lab).expect(0);
      assertThat(lab.binds(STELLA, NEXT)).isTrue();
      assertThat(lab.tombolo("sync", "initialize-device-writeback").expect(1).err())
          .contains("not supported by Azure AD Connect cloud sync");
    }
  }

  private static Run cloudSync(ScenarioLab lab, String password) {
    return lab.tombolo(
        "sync",
        "cloud-sync-writeback",
        "--enable",
        "true",
        "--username",
        ADMIN,
        "--password",
        password);
  }

  @Test
  void withoutALicence(@TempDir Path folder) throws Exception {
    try (ScenarioLab lab =
        ScenarioLab.in(
            folder,
            "connector.passwordWriteback=false",
            "tenant.licences=EXCHANGESTANDARD=10",
            "directory.functionalLevel=3")) {
      lab.initial();
      assertThat(wizard(lab, "--password-writeback", "on").expect(1).err())
          .contains("Password writeback needs an Azure Active Directory Premium licence");
      assertThat(wizard(lab, "--password-writeback", "maybe").expect(2).err())
          .contains("on or off");
    }
  }

  @Test
  void onDomainControllersThatAreTooOld(@TempDir Path folder) throws Exception {
    try (ScenarioLab lab =
        ScenarioLab.in(
            folder, "connector.passwordWriteback=false", "directory.functionalLevel=2")) {
      assertThat(wizard(lab, "--password-writeback", "on").expect(1).err())
          .contains("Windows Server 2008 or later", "domainControllerFunctionality 2");
      assertThat(wizard(lab, "--device-writeback", "on").expect(1).err())
          .contains("Windows Server 2012 R2 or later", "forestFunctionality 2");
      assertThat(wizard(lab).expect(0).lines()).contains("Configuration complete");
    }
  }
}
