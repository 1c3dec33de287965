package dev.tombolo.tenant;

import static dev.tombolo.tenant.TestTenant.addUser;
import static dev.tombolo.tenant.TestTenant.deleteUser;
import static dev.tombolo.tenant.TestTenant.idOf;
import static dev.tombolo.tenant.TestTenant.updateUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reference §2.4 and S30. */
class DuplicateResiliencyTest {
  private static JsonNode user(TestTenant tenant, String id) {
    return tenant
        .graph()
        .get(
            "/users/"
                + id
                + "?$select=userPrincipalName,mail,proxyAddresses,onPremisesProvisioningErrors")
        .expect(200)
        .body();
  }

  @ParameterizedTest
  @EnumSource
  void aTakenNameIsQuarantinedUntilItIsFree(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      List<ProvisioningResult> results =
          tenant.sync(
              addUser("a", "userPrincipalName", "user@adatum.com"),
              addUser("b", "userPrincipalName", "USER@adatum.com"));
      assertThat(results).allMatch(result -> result.outcome() == ProvisioningOutcome.CREATED);
      String second = idOf(results.get(1));
      JsonNode quarantined = user(tenant, second);
      String placeholder = quarantined.path("userPrincipalName").asText();
      assertThat(placeholder).matches("(?i)user\\d{4}@adatum.onmicrosoft.com");
      JsonNode error = quarantined.at("/onPremisesProvisioningErrors/0");
      assertThat(error.path("category").asText()).isEqualTo("PropertyConflict");
      assertThat(error.path("propertyCausingError").asText()).isEqualTo("UserPrincipalName");
      assertThat(error.path("value").asText()).isEqualTo("USER@adatum.com");
      assertThat(error.path("occurredDateTime").asText()).isEqualTo("2026-11-23T12:00:00Z");
      // Another change keeps the placeholder it has.
      tenant.sync(updateUser("b", "displayName", "B"));
      assertThat(user(tenant, second).path("userPrincipalName").asText()).isEqualTo(placeholder);
      // While the conflict lasts the job changes nothing.
      tenant.clock().advance(Duration.ofMinutes(61));
      assertThat(user(tenant, second).path("userPrincipalName").asText()).isEqualTo(placeholder);
      tenant.sync(updateUser("a", "userPrincipalName", "other@adatum.com"));
      assertThat(user(tenant, second).path("userPrincipalName").asText()).isEqualTo(placeholder);
      tenant.clock().advance(Duration.ofMinutes(61));
      assertThat(user(tenant, second).path("userPrincipalName").asText())
          .isEqualTo("USER@adatum.com");
      assertThat(user(tenant, second).path("onPremisesProvisioningErrors").size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTakenAddressIsDroppedUntilItIsFree(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.sync(
          addUser(
              "a",
              "userPrincipalName",
              "a@adatum.com",
              "proxyAddresses",
              "SMTP:a@adatum.com|smtp:shared@adatum.com"));
      ProvisioningResult second =
          tenant.syncOne(
              addUser(
                  "b",
                  "userPrincipalName",
                  "b@adatum.com",
                  "proxyAddresses",
                  "SMTP:b@adatum.com|smtp:Shared@adatum.com"));
      assertThat(second.outcome()).isEqualTo(ProvisioningOutcome.CREATED);
      String id = idOf(second);
      assertThat(user(tenant, id).path("proxyAddresses").toString())
          .isEqualTo("[\"SMTP:b@adatum.com\"]");
      assertThat(
              user(tenant, id).at("/onPremisesProvisioningErrors/0/propertyCausingError").asText())
          .isEqualTo("ProxyAddresses");
      // Sending the same again is no change, and keeps the error.
      assertThat(
              tenant
                  .syncOne(
                      addUser(
                          "b",
                          "userPrincipalName",
                          "b@adatum.com",
                          "proxyAddresses",
                          "SMTP:b@adatum.com|smtp:Shared@adatum.com"))
                  .outcome())
          .isEqualTo(ProvisioningOutcome.UNCHANGED);
      tenant.sync(deleteUser("a"));
      tenant.clock().advance(Duration.ofMinutes(61));
      assertThat(user(tenant, id).path("proxyAddresses").toString())
          .isEqualTo("[\"SMTP:b@adatum.com\",\"smtp:Shared@adatum.com\"]");
      assertThat(user(tenant, id).path("onPremisesProvisioningErrors").size()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPrimaryAddressComesBackAsPrimary(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.sync(
          addUser(
              "a",
              "userPrincipalName",
              "a@adatum.com",
              "proxyAddresses",
              "SMTP:a@adatum.com|smtp:shared@adatum.com"));
      String id =
          idOf(
              tenant.syncOne(
                  addUser("b", "userPrincipalName", "b@adatum.com", "mail", "shared@adatum.com")));
      assertThat(user(tenant, id).path("mail").isNull()).isTrue();
      tenant.sync(updateUser("a", "proxyAddresses", "SMTP:a@adatum.com"));
      tenant.clock().advance(Duration.ofMinutes(61));
      assertThat(user(tenant, id).path("mail").asText()).isEqualTo("shared@adatum.com");
      assertThat(user(tenant, id).path("proxyAddresses").toString())
          .isEqualTo("[\"SMTP:shared@adatum.com\"]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutQuarantineTheOperationFails(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database, settings -> settings.withFeatures(Set.of()))) {
      tenant.sync(addUser("a", "userPrincipalName", "user@adatum.com"));
      ProvisioningResult add = tenant.syncOne(addUser("b", "userPrincipalName", "user@adatum.com"));
      assertThat(Objects.requireNonNull(add.error()).code()).isEqualTo("InvalidSoftMatch");
      tenant.sync(addUser("c", "userPrincipalName", "c@adatum.com"));
      ProvisioningResult update =
          tenant.syncOne(updateUser("c", "userPrincipalName", "user@adatum.com"));
      assertThat(Objects.requireNonNull(update.error()).code())
          .isEqualTo("AttributeValueMustBeUnique");
      assertThat(update.error().attribute()).isEqualTo("userPrincipalName");
      assertThat(update.error().value()).isEqualTo("user@adatum.com");
      tenant.graph().get("/users/c@adatum.com").expect(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void securityIdentifiersMustBeUnique(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.sync(TestTenant.stella());
      ProvisioningResult result =
          tenant.syncOne(
              addUser(
                  "b",
                  "userPrincipalName",
                  "b@adatum.com",
                  "onPremisesSecurityIdentifier",
                  "S-1-5-21-1-2-3-1104"));
      assertThat(Objects.requireNonNull(result.error()).code())
          .isEqualTo("AttributeValueMustBeUnique");
    }
  }
}
