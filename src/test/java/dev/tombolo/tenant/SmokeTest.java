package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.sql.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmokeTest {
  @ParameterizedTest
  @EnumSource
  void aSyncedUserIsSeenByGraph(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      var result = tenant.syncOne(TestTenant.stella());
      assertThat(result.outcome()).isEqualTo(ProvisioningOutcome.CREATED);
      Reply reply = tenant.graph().get("/users/" + TestTenant.idOf(result)).expect(200);
      assertThat(reply.get("userPrincipalName")).isEqualTo("StellaC@adatum.com");
      System.err.println(reply.text());
      System.err.println(
          tenant
              .graph()
              .get(
                  "/users?$filter=startsWith(displayName,'s')&$select=id,displayName,onPremisesImmutableId")
              .expect(200)
              .text());
    }
  }
}
