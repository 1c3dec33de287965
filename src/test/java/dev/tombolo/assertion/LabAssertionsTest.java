package dev.tombolo.assertion;

import static dev.tombolo.assertion.LabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.junit.HybridLab;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.client.OnPremises;
import dev.tombolo.lab.client.SyncConnector;
import dev.tombolo.time.LabClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@HybridLab
class LabAssertionsTest {
  private static final String STELLA = "StellaC@adatum.com";
  private static final String DN = "CN=Stella Carrington,OU=Sales,OU=Sync,DC=adatum,DC=com";

  private final Lab lab;

  LabAssertionsTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aSyncedUserIsLiveAndSignsIn() {
    assertThat(lab).user(STELLA).isLive().isSynced().hasPassword("Pa55w.rd1234");
    assertThatThrownBy(() -> assertThat(lab).user(STELLA).hasPassword("wrong"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("AADSTS50126")
        .hasMessageNotContaining("wrong\"");
  }

  @Test
  void aDeletedUserIsOrphanedThenInTheBinThenGone(
      LDAPConnection ldap, SyncConnector connector, LabClock clock) throws LDAPException {
    ldap.delete(DN);
    assertThat(lab).user(STELLA).isLive().isOrphaned();
    connector.sync();

    assertThat(lab)
        .user(STELLA)
        .isSoftDeleted()
        .canBeRestoredUntil(clock.instant().plus(Duration.ofDays(29)))
        .wasExportedOnce();

    clock.advance(Duration.ofDays(31));
    assertThat(lab).user(STELLA).doesNotExist();
  }

  @Test
  void aFailureShowsBothSidesAndTheStory(LDAPConnection ldap, SyncConnector connector)
      throws LDAPException {
    ldap.delete(DN);
    connector.sync();

    assertThatThrownBy(() -> assertThat(lab).user(STELLA).isSynced())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected the user StellaC@adatum.com to be synced")
        .hasMessageContaining("in the tenant: soft-deleted")
        .hasMessageContaining("in the directory: no such object")
        .hasMessageContaining("directory")
        .hasMessageContaining("tenant  ");
  }

  @Test
  void aChangedPasswordReachesTheTenantWithASync(OnPremises onPremises, SyncConnector connector)
      throws LDAPException {
    try (LDAPConnection safe = onPremises.connectTls()) {
      safe.modify(
          DN,
          new Modification(
              ModificationType.REPLACE,
              "unicodePwd",
              "\"N3w-Harbour!\"".getBytes(StandardCharsets.UTF_16LE)));
    }
    connector.sync();

    assertThat(lab).user(STELLA).hasPassword("N3w-Harbour!");
  }

  @Test
  void membershipIsTheTenants() {
    assertThat(lab).user(STELLA).isMemberOf("Sales");
    assertThatThrownBy(() -> assertThat(lab).user(STELLA).isMemberOf("No Such Group"))
        .hasMessageContaining("to be a member of No Such Group, and is of");
  }
}
