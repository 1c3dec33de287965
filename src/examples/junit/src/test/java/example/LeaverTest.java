package example;

import static dev.tombolo.assertion.LabAssertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.junit.HybridLab;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.SyncConnector;
import dev.tombolo.time.LabClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody leaves: deleted on-premises, kept for thirty days in the cloud, restored or purged. */
@HybridLab
class LeaverTest {
  private static final String STELLA = "StellaC@adatum.com";
  private static final String DN = "CN=Stella Carrington,OU=Sales,OU=Sync,DC=adatum,DC=com";

  @Test
  void aLeaverIsPurgedAfterThirtyDays(
      Lab lab, LDAPConnection ldap, SyncConnector connector, LabClock clock) throws LDAPException {
    ldap.delete(DN);
    connector.sync();
    assertThat(lab).user(STELLA).isSoftDeleted();

    clock.advance(Duration.ofDays(29).plusHours(23));
    assertThat(lab).user(STELLA).isSoftDeleted();

    clock.advance(Duration.ofHours(2));
    assertThat(lab).user(STELLA).doesNotExist();
  }

  @Test
  void aLeaverDeletedByMistakeIsRestored(
      Lab lab, LDAPConnection ldap, SyncConnector connector, CloudTenant tenant)
      throws LDAPException {
    String id = tenant.get("/users/" + STELLA).path("id").asText();
    ldap.delete(DN);
    connector.sync();

    tenant.post("/directory/deletedItems/" + id + "/restore", Map.of());

    assertThat(lab).user(STELLA).isLive().isOrphaned();
  }
}
