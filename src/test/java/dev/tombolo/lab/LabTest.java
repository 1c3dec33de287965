package dev.tombolo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.lab.settings.SettingsException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
  private static final String STELLA = "CN=Stella Carrington,OU=Sales,OU=Sync,DC=adatum,DC=com";

  @TempDir private Path folder;

  private static Settings settings(Map<String, String> changes) throws SettingsException {
    Settings settings = Settings.defaults();
    for (String port :
        new String[] {
          "directory.ldap.port", "directory.ldaps.port", "tenant.http.port", "tenant.https.port"
        }) {
      settings = settings.with(port, "0", "test");
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue(), "test");
    }
    return settings;
  }

  private static LDAPConnection administrator(Lab lab) throws LDAPException {
    URI ldap = URI.create(String.valueOf(lab.ready().ldap()));
    return new LDAPConnection(
        ldap.getHost(), ldap.getPort(), lab.ready().bindDn(), lab.ready().bindPassword());
  }

  private static String graph(Lab lab, String path) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    Ready ready = lab.ready();
    String form =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
            + "&client_id="
            + ready.clientId()
            + "&client_secret="
            + ready.clientSecret();
    String answer =
        http.send(
                HttpRequest.newBuilder(
                        URI.create(ready.tenant() + "/" + ready.tenantId() + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String token = answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    return http.send(
            HttpRequest.newBuilder(URI.create(ready.graph() + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void whatStandsOnPremisesIsInTheTenantWhenTheLabIsReady() throws Exception {
    try (Lab lab = Lab.with(settings(Map.of())).start()) {
      assertThat(graph(lab, "/users/StellaC@adatum.com")).contains("Stella Carrington");
    }
  }

  @Test
  void aChangeIsFollowedInContinuousMode() throws Exception {
    try (Lab lab = Lab.with(settings(Map.of())).start();
        LDAPConnection admin = administrator(lab)) {
      admin.modify(STELLA, new Modification(ModificationType.REPLACE, "title", "Rehearser"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(graph(lab, "/users/StellaC@adatum.com"))
                      .contains("\"jobTitle\":\"Rehearser\""));
    }
  }

  @Test
  void aResetPutsAllThreePartsBack() throws Exception {
    try (Lab lab = Lab.with(settings(Map.of())).start();
        LDAPConnection admin = administrator(lab)) {
      String before = graph(lab, "/users/StellaC@adatum.com?$select=id");
      admin.delete(STELLA);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(graph(lab, "/users/StellaC@adatum.com"))
                      .contains("Request_ResourceNotFound"));
      lab.reset();
      assertThat(admin.getEntry(STELLA)).isNotNull();
      assertThat(graph(lab, "/users/StellaC@adatum.com?$select=id")).isEqualTo(before);
      admin.modify(STELLA, new Modification(ModificationType.REPLACE, "title", "Back"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(graph(lab, "/users/StellaC@adatum.com"))
                      .contains("\"jobTitle\":\"Back\""));
    }
  }

  @Test
  void aLabThatStartsAgainOnItsDataGoesOnWhereItWas() throws Exception {
    Map<String, String> data = Map.of("lab.data", folder.resolve("data").toString());
    try (Lab lab = Lab.with(settings(data)).start();
        LDAPConnection admin = administrator(lab)) {
      admin.add(
          "dn: CN=New One,OU=Sales,OU=Sync,DC=adatum,DC=com",
          "objectClass: contact",
          "mail: new@adatum.com",
          "proxyAddresses: SMTP:new@adatum.com");
      lab.clock().advance(Duration.ofDays(31));
    }
    try (Lab lab = Lab.with(settings(data)).start();
        LDAPConnection admin = administrator(lab)) {
      assertThat(lab.clock().offset()).isEqualTo(Duration.ofDays(31));
      assertThat(
              admin
                  .search(
                      "DC=adatum,DC=com", SearchScope.SUB, "(proxyAddresses=SMTP:new@adatum.com)")
                  .getEntryCount())
          .isEqualTo(1);
      assertThat(graph(lab, "/contacts?$filter=mail%20eq%20'new@adatum.com'"))
          .contains("new@adatum.com");
    }
  }

  @Test
  void aClockThatCannotBeReadStopsTheStart() throws Exception {
    Files.writeString(folder.resolve("clock"), "yesterday\n");
    Lab.Builder builder = Lab.with(settings(Map.of("lab.data", folder.toString())));
    assertThatThrownBy(builder::start)
        .isInstanceOf(LabException.class)
        .hasMessageContaining(folder.resolve("clock").toString());
  }

  @Test
  void aConnectorAloneHasToBeToldWhereTheOthersAre() throws Exception {
    Lab.Builder builder = Lab.with(settings(Map.of())).parts(EnumSet.of(Part.CONNECTOR));
    assertThatThrownBy(builder::start)
        .isInstanceOf(LabException.class)
        .hasMessageContaining("connector.directory.url");
  }

  @Test
  void thePartsCanBeApart() throws Exception {
    try (Lab onPremises = Lab.with(settings(Map.of())).parts(EnumSet.of(Part.DIRECTORY)).start();
        Lab cloud = Lab.with(settings(Map.of())).parts(EnumSet.of(Part.TENANT)).start();
        Lab between =
            Lab.with(
                    settings(
                        Map.of(
                            "connector.directory.url",
                            String.valueOf(onPremises.ready().ldaps()),
                            "connector.directory.caCertificate",
                            String.valueOf(onPremises.ready().caCertificate()),
                            "connector.tenant.url",
                            String.valueOf(cloud.ready().tenant()))))
                .parts(EnumSet.of(Part.CONNECTOR))
                .start()) {
      assertThat(between.ready().ldap()).isNull();
      assertThat(graph(cloud, "/users/StellaC@adatum.com")).contains("Stella Carrington");
    }
  }
}
