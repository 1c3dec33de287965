package dev.tombolo.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.GraphException;
import dev.tombolo.lab.client.OnPremises;
import dev.tombolo.lab.client.SyncConnector;
import dev.tombolo.time.LabClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A class with the annotation, all three parts and the company. */
@HybridLab
class HybridLabTest {
  private static final String STELLA = "CN=Stella Carrington,OU=Sales,OU=Sync,DC=adatum,DC=com";
  private static final String UPN = "StellaC@adatum.com";
  private static final String PASSWORD = "Pa55w.rd1234";

  private final Lab lab;

  HybridLabTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void theCompanyIsInTheTenantWhenATestBegins(CloudTenant tenant, Ready ready) {
    assertThat(tenant.get("/users/" + UPN).path("displayName").asText())
        .isEqualTo("Stella Carrington");
    assertThat(tenant.signIn(UPN, PASSWORD)).isEmpty();
    assertThat(tenant.signIn(UPN, "wrong")).startsWith("AADSTS50126");
    assertThat(tenant.graph()).hasToString(ready.graph());
    assertThat(tenant.toString()).doesNotContain(tenant.clientSecret());
  }

  @Test
  void aDeletionReachesTheTenantWithOneSyncAndIsPurgedAfterThirtyDays(
      LDAPConnection ldap, SyncConnector connector, CloudTenant tenant, LabClock clock)
      throws LDAPException {
    ldap.delete(STELLA);
    assertThat(tenant.get("/users/" + UPN).isMissingNode()).isFalse();

    assertThat(connector.sync().result()).isEqualTo(RunStatus.SUCCESS);

    assertThatThrownBy(() -> tenant.get("/users/" + UPN)).isInstanceOf(GraphException.class);
    assertThat(tenant.list("/directory/deletedItems/microsoft.graph.user")).hasSize(1);
    clock.advance(Duration.ofDays(29).plusHours(23));
    assertThat(tenant.list("/directory/deletedItems/microsoft.graph.user")).hasSize(1);
    clock.advance(Duration.ofHours(2));
    assertThat(tenant.list("/directory/deletedItems/microsoft.graph.user")).isEmpty();
  }

  @Test
  void whatAnotherTestDidIsUndone(LDAPConnection ldap, OnPremises onPremises, CloudTenant tenant)
      throws LDAPException {
    assertThat(ldap.getEntry(STELLA)).isNotNull();
    assertThat(tenant.get("/users/" + UPN).isMissingNode()).isFalse();
    try (LDAPConnection hers = onPremises.connect(UPN, PASSWORD);
        LDAPConnection safe = onPremises.connectTls()) {
      assertThat(hers.isConnected()).isTrue();
      assertThat(safe.getEntry(STELLA)).isNotNull();
    }
    assertThat(onPremises.toString()).doesNotContain(onPremises.bindPassword());
    assertThat(lab.events()).noneMatch(event -> event.kind().equals("delete"));
  }

  @Test
  void theClockIsTheMachinesAgain(LabClock clock) {
    assertThat(clock.offset()).isZero();
    assertThat(Duration.between(Instant.now(), clock.instant())).isLessThan(Duration.ofMinutes(1));
    clock.advance(Duration.ofDays(100));
  }

  @Nested
  class InAnInnerClass {
    @Test
    void theLabIsTheSame(Lab inner) {
      assertThat(inner).isSameAs(lab);
    }
  }
}
