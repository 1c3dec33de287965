package dev.tombolo.connector;

import static dev.tombolo.connector.ConnectorLab.NO_SYNC;
import static dev.tombolo.connector.ConnectorLab.SYNC;
import static dev.tombolo.connector.ConnectorLab.exported;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.space.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of objects, from on-premises to the tenant. */
class LifecycleTest {
  private static ConnectorLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab = ConnectorLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @BeforeEach
  void reset() throws Exception {
    lab.reset();
  }

  @Test
  void newUserComesWithItsAnchorAndProperties() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("department", "Sales"));
    CycleOutcome outcome = lab.sync();
    assertThat(exported(outcome, Counter.EXPORT_ADD)).isEqualTo(1);
    JsonNode user = lab.cloudUser("ann");
    assertThat(user.path("displayName").asText()).isEqualTo("ann");
    assertThat(user.path("department").asText()).isEqualTo("Sales");
    assertThat(user.path("onPremisesImmutableId").asText()).isEqualTo(lab.anchor(dn));
    assertThat(user.path("onPremisesSyncEnabled").asBoolean()).isTrue();
    assertThat(user.path("onPremisesDistinguishedName").asText()).isEqualTo(dn);
    lab.assertSettled();
  }

  @Test
  void editsAndClearedAttributesFollow() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("department", "Sales"));
    lab.sync();
    lab.set(dn, "department");
    lab.set(dn, "title", "Boss");
    assertThat(exported(lab.sync(), Counter.EXPORT_UPDATE)).isEqualTo(1);
    assertThat(lab.cloudUser("ann").path("department").isNull()).isTrue();
    assertThat(lab.cloudUser("ann").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void renamedAndMovedUserStaysTheSame() throws Exception {
    String dn = lab.user("ann");
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.ldap().modifyDN(dn, "CN=ann b", true);
    String unit = lab.unit("OU=A," + SYNC);
    lab.move("CN=ann b," + SYNC, unit);
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(0).tally().of(Counter.STAGE_RENAME)).isEqualTo(1);
    JsonNode user = lab.cloudUser("ann");
    assertThat(user.path("id").asText()).isEqualTo(id);
    assertThat(user.path("onPremisesDistinguishedName").asText()).isEqualTo("CN=ann b," + unit);
    assertThat(
            Objects.requireNonNull(lab.synced().get(lab.anchor("CN=ann b," + unit)))
                .attributes()
                .get("commonName"))
        .isEqualTo(List.of("ann b"));
    lab.assertSettled();
    assertThat(exported(ConnectorLab.succeeded(lab.initial()), Counter.EXPORT_UPDATE)).isZero();
  }

  @Test
  void namesBelowUnitsThatExchangeTheirsFollow() throws Exception {
    String one = lab.unit("OU=One," + SYNC);
    String two = lab.unit("OU=Two," + SYNC);
    String inner = lab.unit("OU=Inner," + one);
    UUID ann = lab.guid(lab.user("ann", inner));
    UUID bob = lab.guid(lab.user("bob", two));
    lab.sync();
    lab.ldap().modifyDN(one, "OU=Three", true);
    lab.ldap().modifyDN(two, "OU=One", true);
    lab.ldap().modifyDN("OU=Three," + SYNC, "OU=Two", true);
    lab.ldap().modifyDN("OU=Inner,OU=Two," + SYNC, "OU=Core", true);
    CycleOutcome outcome = lab.sync();
    assertThat(exported(outcome, Counter.EXPORT_DELETE)).isZero();
    Map<String, TenantObject> synced = lab.synced();
    assertThat(
            Objects.requireNonNull(synced.get(ConnectorLab.anchor(ann)))
                .attributes()
                .get("onPremisesDistinguishedName"))
        .isEqualTo(List.of("CN=ann,OU=Core,OU=Two," + SYNC));
    assertThat(
            Objects.requireNonNull(synced.get(ConnectorLab.anchor(bob)))
                .attributes()
                .get("onPremisesDistinguishedName"))
        .isEqualTo(List.of("CN=bob,OU=One," + SYNC));
    lab.assertSettled();
  }

  @Test
  void deletedUserIsSoftDeletedAndComesBackWithItsId() throws Exception {
    String dn = lab.user("ann");
    UUID guid = lab.guid(dn);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.delete(dn);
    CycleOutcome deleted = lab.sync();
    assertThat(deleted.steps().get(0).tally().of(Counter.STAGE_DELETE)).isEqualTo(1);
    assertThat(deleted.steps().get(2).tally().of(Counter.CONNECTOR_DELETE_REMOVE_MV)).isEqualTo(1);
    assertThat(deleted.steps().get(2).tally().of(Counter.PROVISIONED_DELETE)).isEqualTo(1);
    assertThat(exported(deleted, Counter.EXPORT_DELETE)).isEqualTo(1);
    assertThat(lab.graph().get("/users/" + id).status()).isEqualTo(404);
    CycleOutcome confirmed = lab.sync();
    assertThat(confirmed.steps().get(1).tally().of(Counter.STAGE_DELETE)).isEqualTo(1);
    lab.undelete(guid, dn);
    CycleOutcome back = lab.sync();
    assertThat(exported(back, Counter.EXPORT_ADD)).isEqualTo(1);
    assertThat(lab.cloudUser("ann").path("id").asText()).isEqualTo(id);
    assertThat(lab.cloudUser("ann").path("onPremisesSyncEnabled").asBoolean()).isTrue();
    lab.assertSettled();
  }

  @Test
  void userDeletedAndRestoredBetweenTwoCyclesIsLeftAlone() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("department", "Sales"));
    UUID guid = lab.guid(dn);
    lab.sync();
    lab.delete(dn);
    lab.undelete(guid, dn);
    CycleOutcome outcome = lab.sync();
    assertThat(exported(outcome, Counter.EXPORT_DELETE)).isZero();
    assertThat(lab.cloudUser("ann").path("department").asText()).isEqualTo("Sales");
    lab.assertSettled();
  }

  @Test
  void restoredAfterTheTenantsThirtyDaysItIsAnotherUser() throws Exception {
    String dn = lab.user("ann");
    UUID guid = lab.guid(dn);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.delete(dn);
    lab.sync();
    lab.lab().clock().advance(Duration.ofDays(31));
    lab.undelete(guid, dn);
    ConnectorLab.succeeded(lab.delta());
    assertThat(lab.cloudUser("ann").path("id").asText()).isNotEmpty().isNotEqualTo(id);
    lab.assertSettled();
  }

  @Test
  void newAccountOfTheSameNameIsAnotherUserUnlessItBringsTheAnchor() throws Exception {
    String dn = lab.user("ann");
    UUID guid = lab.guid(dn);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.delete(dn);
    lab.sync();
    lab.user(
        "ann", SYNC, new Attribute("mS-DS-ConsistencyGuid", dev.tombolo.ad.ObjectGuid.bytes(guid)));
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isEqualTo(id);
    lab.delete(dn);
    lab.sync();
    lab.user("ann");
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isNotEqualTo(id);
    lab.assertSettled();
  }

  @Test
  void userMovedOutOfScopeGoesAndComesBack() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("title", "Boss"));
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.move(dn, NO_SYNC);
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(1);
    assertThat(lab.graph().get("/users/" + id).status()).isEqualTo(404);
    lab.assertSettled();
    lab.move("CN=ann," + NO_SYNC, SYNC);
    assertThat(exported(lab.sync(), Counter.EXPORT_ADD)).isEqualTo(1);
    assertThat(lab.cloudUser("ann").path("id").asText()).isEqualTo(id);
    assertThat(lab.cloudUser("ann").path("jobTitle").asText()).isEqualTo("Boss");
    lab.assertSettled();
  }

  @Test
  void userFilteredByAnAttributeGoesAndComesBack() throws Exception {
    String dn = lab.user("ann");
    lab.sync();
    lab.set(dn, "adminDescription", "User_NoO365Sync");
    CycleOutcome outcome = lab.sync();
    assertThat(outcome.steps().get(2).tally().of(Counter.CONNECTOR_FILTERED_REMOVE_MV)).isOne();
    assertThat(lab.synced()).doesNotContainKey(lab.anchor(dn));
    lab.set(dn, "adminDescription");
    lab.sync();
    assertThat(lab.synced()).containsKey(lab.anchor(dn));
    lab.assertSettled();
  }

  @Test
  void auxiliaryClassDoesNotMakeTheObjectWhole() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("department", "Sales"));
    lab.sync();
    lab.change(dn, com.unboundid.ldap.sdk.ModificationType.ADD, "objectClass", "posixAccount");
    lab.sync();
    assertThat(lab.cloudUser("ann").path("department").asText()).isEqualTo("Sales");
    lab.assertSettled();
  }

  @Test
  void userDeletedInTheCloudComesBack() throws Exception {
    lab.user("ann");
    lab.sync();
    lab.assertSettled();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.graph().delete("/users/" + id).expect(204);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isEqualTo(id);
    lab.assertSettled();
  }

  @Test
  void attributeClearedBeforeItsUserIsTakenUpAgainIsClearedInTheTenantToo() throws Exception {
    String dn = lab.user("ann", SYNC, new Attribute("title", "Boss"));
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.set(dn, "title");
    assertThat(lab.graph().delete("/users/" + id).status()).isEqualTo(204);
    assertThat(lab.graph().post("/directory/deletedItems/" + id + "/restore", "{}").status())
        .isEqualTo(200);
    lab.sync();
    lab.sync();
    assertThat(lab.cloudUser("ann").path("onPremisesSyncEnabled").asBoolean()).isTrue();
    assertThat(lab.cloudUser("ann").path("jobTitle").isNull()).isTrue();
    lab.assertSettled();
  }

  @Test
  void userPurgedInTheCloudIsMadeAnew() throws Exception {
    lab.user("ann");
    lab.sync();
    lab.assertSettled();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.graph().delete("/users/" + id).expect(204);
    lab.graph().delete("/directory/deletedItems/" + id).expect(204);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isNotEmpty().isNotEqualTo(id);
    lab.assertSettled();
  }

  @Test
  void cloudCannotEditWhatIsSynchronizedAndMayEditTheRest() throws Exception {
    lab.user("ann");
    lab.group("staff", "CN=ann," + SYNC);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    assertThat(lab.graph().patch("/users/" + id, "{'displayName':'x'}").status()).isEqualTo(400);
    String group = lab.cloudGroup("staff").path("id").asText();
    assertThat(lab.graph().delete("/groups/" + group + "/members/" + id + "/$ref").status())
        .isEqualTo(400);
    lab.graph().patch("/users/" + id, "{'usageLocation':'US'}").expect(204);
    lab.assertSettled();
    assertThat(lab.cloudUser("ann").path("usageLocation").asText()).isEqualTo("US");
    assertThat(lab.members("staff")).containsExactly("ann");
  }

  @Test
  void userRestoredInTheCloudStaysUnlinkedUntilItsSourceComesBack() throws Exception {
    String dn = lab.user("ann");
    UUID guid = lab.guid(dn);
    lab.sync();
    String id = lab.cloudUser("ann").path("id").asText();
    lab.delete(dn);
    lab.sync();
    lab.sync();
    lab.graph().post("/directory/deletedItems/" + id + "/restore", "{}").expect(200);
    lab.assertSettled();
    assertThat(lab.cloudUser("ann").path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
    lab.undelete(guid, dn);
    lab.sync();
    assertThat(lab.cloudUser("ann").path("id").asText()).isEqualTo(id);
    assertThat(lab.cloudUser("ann").path("onPremisesSyncEnabled").asBoolean()).isTrue();
    lab.assertSettled();
  }

  @Test
  void disabledUserIsSynchronizedAsDisabled() throws Exception {
    String dn = lab.user("ann");
    lab.set(dn, "userAccountControl", "546");
    lab.sync();
    assertThat(lab.cloudUser("ann").path("accountEnabled").asBoolean(true)).isFalse();
    lab.set(dn, "userAccountControl", "544");
    lab.sync();
    assertThat(lab.cloudUser("ann").path("accountEnabled").asBoolean()).isTrue();
  }

  @Test
  void deletedGroupAndContactAreGoneForGoodAndMadeAnew() throws Exception {
    String ann = lab.user("ann");
    String group = lab.group("staff", ann);
    String contact = "CN=carl," + SYNC;
    lab.ldap()
        .add(
            contact,
            new Attribute("objectClass", "contact"),
            new Attribute("mail", "carl@example.com"),
            new Attribute("proxyAddresses", "SMTP:carl@example.com"));
    UUID guid = lab.guid(group);
    lab.sync();
    assertThat(lab.synced()).hasSize(3);
    String id = lab.cloudGroup("staff").path("id").asText();
    lab.delete(group);
    lab.delete(contact);
    assertThat(exported(lab.sync(), Counter.EXPORT_DELETE)).isEqualTo(2);
    lab.assertSettled();
    assertThat(lab.synced()).hasSize(1);
    lab.undelete(guid, group);
    lab.sync();
    assertThat(lab.cloudGroup("staff").path("id").asText()).isNotEmpty().isNotEqualTo(id);
    assertThat(lab.members("staff")).containsExactly("ann");
    lab.assertSettled();
  }
}
