package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code /auditLogs/provisioning} (reference §10.10). */
class ProvisioningLogTest {
  private static final String LOG = "/auditLogs/provisioning";

  @ParameterizedTest
  @EnumSource
  void whatBecameOfEachObjectIsTold(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      tenant.syncOne(TestTenant.stella()); // nothing to tell
      tenant.clock().advance(Duration.ofMinutes(1));
      tenant.syncOne(TestTenant.updateUser(TestTenant.STELLA, "displayName", "Stella"));
      tenant.syncOne(TestTenant.addUser("b", "userPrincipalName", "no-at-sign"));
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      Reply log = tenant.graph().get(LOG).expect(200);
      assertThat(log.values("provisioningAction"))
          .as("newest first")
          .containsExactly("delete", "create", "update", "create");
      assertThat(log.body().at("/value/0/targetIdentity/id").asText()).isEqualTo(id);
      assertThat(log.body().at("/value/0/sourceIdentity/id").asText()).isEqualTo(TestTenant.STELLA);
      assertThat(log.body().at("/value/1/provisioningStatusInfo/status").asText())
          .isEqualTo("failure");
      assertThat(
              log.body().at("/value/1/provisioningStatusInfo/errorInformation/errorCode").asText())
          .isEqualTo("IdentityDataValidationFailed");
      assertThat(log.body().at("/value/1/provisioningSteps/2/status").asText())
          .isEqualTo("failure");
      assertThat(log.body().at("/value/2/targetIdentity/displayName").asText()).isEqualTo("Stella");
      Reply first = tenant.graph().get(LOG + "?$top=3").expect(200);
      assertThat(first.values("id")).hasSize(3);
      assertThat(tenant.graph().get(first.get("@odata.nextLink")).values("id")).hasSize(1);
      assertThat(
              tenant
                  .graph()
                  .get(
                      LOG
                          + "?$filter=activityDateTime%20lt%202026-11-23T12:00:30Z%20and%20"
                          + "sourceIdentity/id%20eq%20'"
                          + TestTenant.STELLA.replace("+", "%2B").replace("=", "%3D")
                          + "'")
                  .expect(200)
                  .values("provisioningAction"))
          .containsExactly("create");
      String entry = log.values("id").get(0);
      assertThat(tenant.graph().get(LOG + "/" + entry).expect(200).get("changeId"))
          .isEqualTo(entry);
      tenant.clock().advance(Duration.ofDays(31));
      assertThat(tenant.graph().get(LOG).values("id")).isEmpty();
    }
  }
}
