package dev.tombolo.tenant;

import static dev.tombolo.tenant.TestTenant.addUser;
import static dev.tombolo.tenant.TestTenant.idOf;
import static dev.tombolo.tenant.TestTenant.updateUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.sql.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conformance vectors of reference §3.4 and §3.5. */
class AddressingTest {
  private static final String E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

  private static TestTenant contoso(TestDatabase database) {
    return TestTenant.on(
        database,
        settings ->
            new TenantSettings(
                settings.tenantId(),
                "Contoso",
                "contoso.onmicrosoft.com",
                List.of("verified.contoso.com"),
                List.of("contoso.com"),
                settings.admin(),
                settings.sync(),
                new TenantSettings.Account("admin@contoso.onmicrosoft.com", "Pa$$w0rd-1"),
                settings.seats(),
                settings.features(),
                settings.sspr(),
                settings.dataFolder(),
                settings.jdbcUrl(),
                settings.writebackTimeout(),
                settings.syncDisableDuration(),
                settings.throttling()));
  }

  private static JsonNode user(TestTenant tenant, String id) {
    return tenant
        .graph()
        .get(
            "/users/"
                + id
                + "?$select=userPrincipalName,mailNickname,mail,proxyAddresses,onPremisesUserPrincipalName")
        .expect(200)
        .body();
  }

  private static List<String> proxies(JsonNode user) {
    List<String> proxies = new ArrayList<>();
    user.path("proxyAddresses").forEach(proxy -> proxies.add(proxy.asText()));
    return proxies;
  }

  @ParameterizedTest
  @EnumSource
  void namesFollowTheVectors(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String id =
          idOf(
              tenant.syncOne(
                  addUser(
                      "a",
                      "proxyAddresses",
                      "SMTP:user1@contoso.com",
                      "mail",
                      "user2@contoso.com",
                      "userPrincipalName",
                      "user3@contoso.com")));
      assertNames(tenant, id, "user1", "user1@contoso.onmicrosoft.com");
      tenant.sync(updateUser("a", "mailNickname", "user4"));
      assertNames(tenant, id, "user4", "user1@contoso.onmicrosoft.com");
      tenant.sync(updateUser("a", "userPrincipalName", "user5@contoso.com"));
      assertNames(tenant, id, "user4", "user4@contoso.onmicrosoft.com");
      tenant.sync(
          updateUser("a", "proxyAddresses", "SMTP:user6@contoso.com", "mail", "user7@contoso.com"));
      assertNames(tenant, id, "user4", "user4@contoso.onmicrosoft.com");
      tenant.sync(updateUser("a", "userPrincipalName", "user5@verified.contoso.com"));
      assertNames(tenant, id, "user4", "user5@verified.contoso.com");
      assertThat(user(tenant, id).path("onPremisesUserPrincipalName").asText())
          .isEqualTo("user5@verified.contoso.com");
    }
  }

  private static void assertNames(
      TestTenant tenant, String id, String nickname, String principalName) {
    JsonNode user = user(tenant, id);
    assertThat(user.path("mailNickname").asText()).isEqualTo(nickname);
    assertThat(user.path("userPrincipalName").asText()).isEqualTo(principalName);
  }

  @ParameterizedTest
  @CsvSource({
    "nick@x, SMTP:proxy@contoso.com, mail@contoso.com, upn@contoso.com, nick@x",
    "'', SMTP:proxy@contoso.com, mail@contoso.com, upn@contoso.com, proxy",
    "'', smtp:second@contoso.com, mail@contoso.com, upn@contoso.com, mail",
    "'', smtp:second@contoso.com, '', upn@contoso.com, upn",
    "'', smtp:second@contoso.com, '', '', second"
  })
  void theNicknameIsTheFirstThatIsThere(
      String nickname, String proxies, String mail, String upn, String expected) {
    try (TestTenant tenant = contoso(TestDatabase.H2)) {
      ProvisioningResult result =
          tenant.syncOne(
              addUser(
                  "a",
                  "mailNickname",
                  nickname,
                  "proxyAddresses",
                  proxies,
                  "mail",
                  mail,
                  "userPrincipalName",
                  upn));
      assertThat(user(tenant, idOf(result)).path("mailNickname").asText()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain@verified.contoso.com, plain@verified.contoso.com",
    "O'Neil.x-y_z#^~!1@verified.contoso.com, O'Neil.x-y_z#^~!1@verified.contoso.com",
    "with space@verified.contoso.com, withspace@contoso.onmicrosoft.com",
    "umläut@verified.contoso.com, umlut@contoso.onmicrosoft.com",
    "a@contoso.com, a@contoso.onmicrosoft.com"
  })
  void namesThatCannotBeUsedBecomeRoutingAddresses(String upn, String expected) {
    try (TestTenant tenant = contoso(TestDatabase.H2)) {
      ProvisioningResult result = tenant.syncOne(addUser("a", "userPrincipalName", upn));
      assertThat(user(tenant, idOf(result)).path("userPrincipalName").asText()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a@b@verified.contoso.com",
    "@verified.contoso.com",
    "dot.@verified.contoso.com",
    "x@"
  })
  void namesThatAreNoneFail(String upn) {
    try (TestTenant tenant = contoso(TestDatabase.H2)) {
      ProvisioningResult result = tenant.syncOne(addUser("a", "userPrincipalName", upn));
      assertThat(result.error()).isNotNull();
      assertThat(String.valueOf(result.error())).contains("IdentityDataValidationFailed");
    }
  }

  private static void license(TestTenant tenant, String id, boolean add) {
    String body =
        add
            ? "{'addLicenses':[{'skuId':'" + E5 + "','disabledPlans':[]}],'removeLicenses':[]}"
            : "{'addLicenses':[],'removeLicenses':['" + E5 + "']}";
    tenant.graph().post("/users/" + id + "/assignLicense", body).expect(200);
  }

  /** Vectors (a) and (c). */
  @ParameterizedTest
  @EnumSource
  void addressesComeAndStayWithTheLicence(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String upn = "user@verified.contoso.com";
      String id =
          idOf(tenant.syncOne(addUser("a", "userPrincipalName", upn, "usageLocation", "US")));
      assertThat(proxies(user(tenant, id))).isEmpty();
      assertThat(user(tenant, id).path("mail").isNull()).isTrue();
      assertThat(user(tenant, id).path("mailNickname").asText()).isEqualTo("user");
      license(tenant, id, true);
      assertThat(proxies(user(tenant, id)))
          .containsExactly("SMTP:" + upn, "smtp:user@contoso.onmicrosoft.com");
      assertThat(user(tenant, id).path("mail").asText()).isEqualTo(upn);
      license(tenant, id, false);
      assertThat(proxies(user(tenant, id))).containsExactly("SMTP:user@contoso.onmicrosoft.com");
      assertThat(user(tenant, id).path("mail").asText()).isEqualTo("user@contoso.onmicrosoft.com");
    }
  }

  /** Vector (b). */
  @ParameterizedTest
  @EnumSource
  void mailAloneIsThePrimaryAddress(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String upn = "user@verified.contoso.com";
      String mail = "mail@verified.contoso.com";
      String id =
          idOf(
              tenant.syncOne(
                  addUser("a", "userPrincipalName", upn, "mail", mail, "usageLocation", "US")));
      assertThat(proxies(user(tenant, id))).containsExactly("SMTP:" + mail);
      license(tenant, id, true);
      assertThat(proxies(user(tenant, id)))
          .containsExactly("SMTP:" + mail, "smtp:" + upn, "smtp:mail@contoso.onmicrosoft.com");
      assertThat(user(tenant, id).path("mail").asText()).isEqualTo(mail);
    }
  }

  /** Vector (d). */
  @ParameterizedTest
  @EnumSource
  void theNicknameAloneChangesNoAddress(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String id =
          idOf(
              tenant.syncOne(
                  addUser(
                      "a",
                      "userPrincipalName",
                      "user@verified.contoso.com",
                      "mail",
                      "mail@verified.contoso.com")));
      tenant.sync(updateUser("a", "mailNickname", "nick"));
      assertThat(proxies(user(tenant, id))).containsExactly("SMTP:mail@verified.contoso.com");
      assertThat(user(tenant, id).path("mail").asText()).isEqualTo("mail@verified.contoso.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void inputsThatAreNoAddressesAreDropped(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String id =
          idOf(
              tenant.syncOne(
                  addUser(
                      "a",
                      "userPrincipalName",
                      "user@verified.contoso.com",
                      "usageLocation",
                      "US",
                      "proxyAddresses",
                      "smtp:moera@contoso.onmicrosoft.com|X400:c=US|no-prefix@contoso.com|smtp:sp ace@contoso.com"
                          + "|SMTP:one@verified.contoso.com|smtp:two@contoso.com|X500:/o=Contoso|sip:one@contoso.com")));
      assertThat(proxies(user(tenant, id)))
          .containsExactly(
              "SMTP:one@verified.contoso.com",
              "smtp:two@contoso.com",
              "X500:/o=Contoso",
              "sip:one@contoso.com");
      license(tenant, id, true);
      assertThat(proxies(user(tenant, id)))
          .as("with a mailbox, verified domains only")
          .doesNotContain("smtp:two@contoso.com")
          .contains("SMTP:one@verified.contoso.com", "smtp:user@verified.contoso.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void routingAddressesThatAreTakenGetDigits(TestDatabase database) {
    try (TestTenant tenant = contoso(database)) {
      String one = idOf(tenant.syncOne(addUser("a", "userPrincipalName", "same@contoso.com")));
      String other = idOf(tenant.syncOne(addUser("b", "userPrincipalName", "same@b.contoso.com")));
      assertThat(user(tenant, one).path("userPrincipalName").asText())
          .isEqualTo("same@contoso.onmicrosoft.com");
      assertThat(user(tenant, other).path("userPrincipalName").asText())
          .matches("same\\d{4}@contoso.onmicrosoft.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheFeatureLicensedUsersKeepTheirName(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database, settings -> settings.withFeatures(Set.of()))) {
      String id =
          idOf(
              tenant.syncOne(
                  addUser("a", "userPrincipalName", "a@adatum.com", "usageLocation", "US")));
      tenant.sync(updateUser("a", "userPrincipalName", "b@adatum.com"));
      assertThat(user(tenant, id).path("userPrincipalName").asText()).isEqualTo("b@adatum.com");
      license(tenant, id, true);
      tenant.sync(updateUser("a", "userPrincipalName", "c@adatum.com"));
      assertThat(user(tenant, id).path("userPrincipalName").asText()).isEqualTo("b@adatum.com");
    }
  }
}
