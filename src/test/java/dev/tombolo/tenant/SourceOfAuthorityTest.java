package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may write what of a synchronized object (reference §6.1 to §6.3, §5.7; S15, S17, S18, S37).
 */
class SourceOfAuthorityTest {
  private static final String MASTERED =
      "Unable to update the specified properties for on-premises mastered Directory Sync objects or"
          + " objects currently undergoing migration.";

  private static TestTenant shared;
  private static String stella;

  @BeforeAll
  static void start() {
    shared = TestTenant.on(TestDatabase.H2);
    stella = "/users/" + TestTenant.idOf(shared.syncOne(TestTenant.stella()));
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  /** Reference §6.2: no. The other half of the body is not written either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'displayName':'x'",
        "'givenName':'x'",
        "'surname':'x'",
        "'jobTitle':'x'",
        "'department':'x'",
        "'companyName':'x'",
        "'employeeId':'x'",
        "'streetAddress':'x'",
        "'city':'x'",
        "'state':'x'",
        "'postalCode':'x'",
        "'country':'x'",
        "'officeLocation':'x'",
        "'businessPhones':['1']",
        "'faxNumber':'1'",
        "'mail':'x@adatum.com'",
        "'mailNickname':'x'",
        "'userPrincipalName':'x@adatum.com'",
        "'accountEnabled':false",
        "'preferredLanguage':'nb'",
        "'onPremisesImmutableId':'x'",
        "'usageLocation':'DE'",
        "'onPremisesExtensionAttributes':{'extensionAttribute1':'x'}",
      })
  void whatTheSourceMastersIsRefused(String change) {
    TenantClient graph = shared.graph();
    String before = graph.get(stella + "?$select=*,aboutMe,usageLocation,city").text();
    assertThat(
            graph
                .patch(stella, "{'aboutMe':'halfway'," + change + "}")
                .expectError(400, "Request_BadRequest")
                .message())
        .isEqualTo(MASTERED);
    assertThat(graph.get(stella + "?$select=*,aboutMe,usageLocation,city").text())
        .isEqualTo(before);
  }

  /** Reference §6.2: yes; and a synchronization leaves it alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mobilePhone | '+47 1'",
        "passwordPolicies | 'DisablePasswordExpiration'",
        "aboutMe | 'something'",
        "ageGroup | 'Adult'",
        "userType | 'Guest'",
        "showInAddressList | true",
      })
  void whatTheCloudHasTheSayOfIsWritten(String property, String value) {
    TenantClient graph = shared.graph();
    graph.patch(stella, "{'" + property + "':" + value + "}").expect(204);
    shared.syncOne(
        TestTenant.updateUser(
            TestTenant.STELLA, "displayName", "Stella " + property, "mobilePhone", "+1 555"));
    assertThat(graph.get(stella + "?$select=" + property).get(property))
        .isEqualTo(value.replace("'", ""));
  }

  @Test
  void listsOfTheCloudAreWrittenToo() {
    TenantClient graph = shared.graph();
    graph
        .patch(stella, "{'otherMails':['s@x.org'],'skills':['LDAP'],'interests':['bars of sand']}")
        .expect(204);
    JsonNode user = graph.get(stella + "?$select=otherMails,skills,interests").body();
    assertThat(user.at("/skills/0").asText()).isEqualTo("LDAP");
    assertThat(user.at("/otherMails/0").asText()).isEqualTo("s@x.org");
  }

  /** Roles, memberships of cloud groups, sessions, and who manages whom. */
  @Test
  void rolesAndCloudGroupsAreTheClouds() {
    TenantClient graph = shared.graph();
    String id = stella.substring("/users/".length());
    String ref = "{'@odata.id':'" + shared.base() + "/v1.0/directoryObjects/" + id + "'}";
    String group = graph.post("/groups", GraphGroupsTest.groupNamed("cloud")).get("id");
    graph.post("/groups/" + group + "/members/$ref", ref).expect(204);
    String role = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    graph.post("/directoryRoles/" + role + "/members/$ref", ref).expect(204);
    assertThat(graph.get("/directoryRoles/" + role + "/members").values("id")).contains(id);
    graph.post(stella + "/revokeSignInSessions", "{}").expect(200);
    String admin = graph.get("/users/admin@adatum.onmicrosoft.com").get("id");
    assertThat(
            graph
                .put(
                    stella + "/manager/$ref",
                    "{'@odata.id':'" + shared.base() + "/v1.0/users/" + admin + "'}")
                .expectError(400, "Request_BadRequest")
                .message())
        .isEqualTo(MASTERED);
  }

  @Test
  void aSynchronizedGroupsMembersAreItsSources() {
    TenantClient graph = shared.graph();
    String group =
        "/groups/"
            + TestTenant.idOf(
                shared.syncOne(
                    TestTenant.operation(
                        OperationKind.ADD, ObjectType.GROUP, "g", "displayName", "Synced")));
    String ref =
        "{'@odata.id':'"
            + shared.base()
            + "/v1.0"
            + stella.replace("users", "directoryObjects")
            + "'}";
    assertThat(
            graph
                .post(group + "/members/$ref", ref)
                .expectError(400, "Request_BadRequest")
                .message())
        .isEqualTo(MASTERED);
    graph.patch(group, "{'description':'x'}").expectError(400, "Request_BadRequest");
    graph.delete(group).expect(204); // deleted it may be, as an orphan has to be
  }

  /** Where the source says nothing of the usage location, the cloud may, until it does. */
  @ParameterizedTest
  @EnumSource
  void theUsageLocationIsTheCloudsUntilTheSourceSaysOne(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.syncOne(TestTenant.addUser("a", "userPrincipalName", "a@adatum.com"));
      TenantClient graph = tenant.graph();
      graph.patch("/users/a@adatum.com", "{'usageLocation':'NO'}").expect(204);
      tenant.syncOne(TestTenant.updateUser("a", "displayName", "A"));
      assertThat(graph.get("/users/a@adatum.com?$select=usageLocation").get("usageLocation"))
          .isEqualTo("NO");
      tenant.syncOne(TestTenant.updateUser("a", "usageLocation", "DE"));
      assertThat(graph.get("/users/a@adatum.com?$select=usageLocation").get("usageLocation"))
          .isEqualTo("DE");
      assertThat(
              graph
                  .patch("/users/a@adatum.com", "{'usageLocation':'NO'}")
                  .expectError(400, "Request_BadRequest")
                  .message())
          .isEqualTo(MASTERED);
    }
  }

  /** Reference §6.3. */
  @ParameterizedTest
  @EnumSource
  void theFirstWriteInTheCloudOverridesTheSourceUntilThatIsBypassed(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.syncOne(
          TestTenant.addUser("a", "userPrincipalName", "a@adatum.com", "mobilePhone", "1"));
      TenantClient graph = tenant.graph();
      String path = "/users/a@adatum.com";
      tenant.syncOne(TestTenant.updateUser("a", "mobilePhone", "2"));
      assertThat(graph.get(path).get("mobilePhone")).isEqualTo("2");
      graph.patch(path, "{'mobilePhone':'3'}").expect(204);
      tenant.syncOne(TestTenant.updateUser("a", "mobilePhone", "4"));
      assertThat(graph.get(path).get("mobilePhone")).isEqualTo("3");
      graph.patch(path, "{'mobilePhone':null}").expect(204);
      tenant.syncOne(TestTenant.updateUser("a", "mobilePhone", "5"));
      assertThat(graph.get(path).body().path("mobilePhone").isNull()).isTrue();
      graph
          .patch(
              "/directory/onPremisesSynchronization",
              "{'features':{'bypassDirSyncOverridesEnabled':true}}")
          .expect(204);
      tenant.syncOne(
          TestTenant.addUser("a", "userPrincipalName", "a@adatum.com", "mobilePhone", "5"));
      assertThat(graph.get(path).get("mobilePhone")).isEqualTo("5");
      graph
          .patch(
              "/directory/onPremisesSynchronization",
              "{'features':{'bypassDirSyncOverridesEnabled':false}}")
          .expect(204);
      tenant.syncOne(TestTenant.updateUser("a", "mobilePhone", "6"));
      assertThat(graph.get(path).get("mobilePhone")).as("the override is gone").isEqualTo("6");
    }
  }

  /** S15: what nobody can edit anybody may remove. */
  @Test
  void anOrphanCanBeRemovedThoughNotEdited() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      TenantClient graph = tenant.graph();
      graph.patch("/users/" + id, "{'jobTitle':'x'}").expectError(400, "Request_BadRequest");
      graph.delete("/users/" + id).expect(204);
      graph.get("/directory/deletedItems/" + id).expect(200);
      for (ObjectType type : List.of(ObjectType.GROUP, ObjectType.CONTACT, ObjectType.DEVICE)) {
        String other =
            TestTenant.idOf(
                tenant.syncOne(
                    TestTenant.operation(
                        OperationKind.ADD,
                        type,
                        type.wireName(),
                        "displayName",
                        "Orphan",
                        type == ObjectType.DEVICE ? "deviceId" : "mail",
                        type == ObjectType.DEVICE
                            ? UUID.randomUUID().toString()
                            : type.wireName() + "@contoso.com")));
        graph.delete("/" + type.wireName() + "s/" + other).expect(204);
      }
    }
  }

  /** S37: synchronization is turned off; it takes its time, and cannot be cancelled. */
  @ParameterizedTest
  @EnumSource
  void turningSynchronizationOffHandsEverythingToTheCloud(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String user = "/users/" + TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      String organization = "/organization/" + tenant.settings().tenantId();
      tenant.graph().patch(organization, "{'onPremisesSyncEnabled':false}").expect(204);
      assertThat(syncEnabled(tenant, organization).asBoolean()).as("not done yet").isTrue();
      tenant.graph().patch(user, "{'displayName':'x'}").expectError(400, "Request_BadRequest");
      tenant
          .graph()
          .patch(organization, "{'onPremisesSyncEnabled':true}")
          .expectError(400, "Request_BadRequest");
      tenant
          .connector()
          .post("/provisioning/v1/batches", "{'connectorId':'c','runId':'r','operations':[]}")
          .expectError(400, "DirectorySyncNotActivated");
      tenant.clock().advance(Duration.ofMinutes(76));
      assertThat(syncEnabled(tenant, organization).asBoolean(true)).isFalse();
      tenant.graph().patch(user, "{'displayName':'The cloud\u2019s own'}").expect(204);
      Reply own = tenant.graph().get(user + "?$select=displayName,onPremisesSyncEnabled");
      assertThat(own.get("displayName")).isEqualTo("The cloud\u2019s own");
      assertThat(own.body().path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
      // On again, the source has the say as before.
      tenant.graph().patch(organization, "{'onPremisesSyncEnabled':true}").expect(204);
      assertThat(TestTenant.idOf(tenant.syncOne(TestTenant.stella())))
          .isEqualTo(user.substring("/users/".length()));
      assertThat(tenant.graph().get(user).get("displayName")).isEqualTo("Stella C");
    }
  }

  private static JsonNode syncEnabled(TestTenant tenant, String organization) {
    return tenant.graph().get(organization).expect(200).body().path("onPremisesSyncEnabled");
  }
}
