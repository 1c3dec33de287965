package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes to the recycle bin, and how it comes back (reference §5.2 to §5.4; S6 to S9). */
class RestoreTest {
  private static final String BIN = "/directory/deletedItems/";

  private static String user(TenantClient graph, String name) {
    return graph.post("/users", GraphUsersTest.userNamed(name)).expect(201).get("id");
  }

  /** Reference §5.2, row by row, in the seed's time. */
  @ParameterizedTest
  @CsvSource({"user, true", "unified, true", "security, false", "contact, false", "device, false"})
  void someTypesGoToTheRecycleBin(String what, boolean kept) {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      String collection =
          switch (what) {
            case "user" -> "users";
            case "contact" -> "contacts";
            case "device" -> "devices";
            default -> "groups";
          };
      String id =
          switch (what) {
            case "user" -> user(graph, "pat");
            case "contact" ->
                TestTenant.idOf(
                    tenant.syncOne(
                        TestTenant.operation(
                            OperationKind.ADD,
                            ObjectType.CONTACT,
                            "c",
                            "displayName",
                            "Kim",
                            "mail",
                            "kim@contoso.com")));
            case "device" ->
                graph
                    .post(
                        "/devices",
                        "{'accountEnabled':true,'deviceId':'"
                            + UUID.randomUUID()
                            + "','displayName':'PC','operatingSystem':'Linux',"
                            + "'operatingSystemVersion':'1'}")
                    .expect(201)
                    .get("id");
            default ->
                graph
                    .post(
                        "/groups",
                        GraphGroupsTest.groupNamed("g")
                            .replace(
                                "}", what.equals("unified") ? ",'groupTypes':['Unified']}" : "}"))
                    .expect(201)
                    .get("id");
          };
      graph.delete("/" + collection + "/" + id).expect(204);
      graph.get("/" + collection + "/" + id).expectError(404, "Request_ResourceNotFound");
      assertThat(graph.get(BIN + id).status()).isEqualTo(kept ? 200 : 404);
      assertThat(graph.post(BIN + id + "/restore", "{}").status()).isEqualTo(kept ? 200 : 404);
      assertThat(graph.get("/" + collection + "/" + id).status()).isEqualTo(kept ? 200 : 404);
    }
  }

  /** S6. */
  @ParameterizedTest
  @EnumSource
  void aNameThatIsTakenKeepsTheUserOutUntilAnotherIsGiven(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      user(graph, "StellaC");
      Reply refused =
          graph.post(BIN + id + "/restore", "{}").expectError(400, "Request_BadRequest");
      assertThat(refused.message())
          .isEqualTo(
              "Another object with the same value for property userPrincipalName already exists.");
      assertThat(refused.body().at("/error/details/0/code").asText()).isEqualTo("ObjectConflict");
      assertThat(refused.body().at("/error/details/0/target").asText())
          .isEqualTo("userPrincipalName");
      graph.get(BIN + id).expect(200);
      for (String wrong : new String[] {"no-at-sign", "a b@adatum.com", "x@contoso.com", ""}) {
        graph
            .post(BIN + id + "/restore", "{'newUserPrincipalName':'" + wrong + "'}")
            .expectError(400, "Request_BadRequest");
      }
      graph
          .post(BIN + id + "/restore", "{'newUserPrincipalName':5}")
          .expectError(400, "Request_BadRequest");
      Reply restored =
          graph
              .post(BIN + id + "/restore", "{'newUserPrincipalName':'stella@adatum.com'}")
              .expect(200);
      assertThat(restored.get("id")).isEqualTo(id);
      assertThat(restored.get("userPrincipalName")).isEqualTo("stella@adatum.com");
    }
  }

  /** S7. */
  @ParameterizedTest
  @EnumSource
  void anAddressThatIsTakenKeepsTheUserOutUnlessItIsGivenUp(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String id = user(graph, "pat");
      graph.patch("/users/" + id, "{'mail':'shared@adatum.com'}").expect(204);
      graph.patch("/users/" + id, "{'mail':'own@adatum.com'}").expect(204);
      graph.delete("/users/" + id).expect(204);
      String other = user(graph, "sam");
      graph.patch("/users/" + other, "{'mail':'shared@adatum.com'}").expect(204);
      assertThat(
              graph
                  .post(BIN + id + "/restore", "{}")
                  .expectError(400, "Request_BadRequest")
                  .message())
          .isEqualTo(
              "Another object with the same value for property proxyAddresses already exists.");
      graph.post(BIN + id + "/restore", "{'autoReconcileProxyConflict':true}").expect(200);
      assertThat(
              graph.get("/users/" + id + "?$select=proxyAddresses").body().path("proxyAddresses"))
          .extracting(node -> node.asText())
          .containsExactly("SMTP:own@adatum.com");
      assertThat(graph.get("/users/" + other).get("mail")).isEqualTo("shared@adatum.com");
    }
  }

  /** S5: what an administrator sets is the cloud's; the next hash of the source is the source's. */
  @ParameterizedTest
  @EnumSource
  void aRestoredUserHasWhatTheAdministratorGives(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      graph.post(BIN + id + "/restore", "{}").expect(200);
      Reply user = graph.get("/users/" + id + "?$select=onPremisesSyncEnabled,accountEnabled");
      assertThat(user.body().path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
      assertThat(user.body().path("accountEnabled").asBoolean()).isTrue();
      graph
          .patch(
              "/users/" + id,
              "{'passwordProfile':{'password':'Cl0ud-Pass','forceChangePasswordNextSignIn':false}}")
          .expect(204);
      tenant.signIn("StellaC@adatum.com", "Cl0ud-Pass").expect(200);
      // The cloud has the say now, except for what came from an external source.
      graph.patch("/users/" + id, "{'displayName':'Stella'}").expect(204);
      assertThat(
              graph
                  .patch(
                      "/users/" + id,
                      "{'onPremisesExtensionAttributes':{'extensionAttribute1':'x'}}")
                  .expectError(400, "Request_BadRequest")
                  .message())
          .isEqualTo(
              "Unable to update the specified properties for objects that have originated within an"
                  + " external service.");
      assertThat(tenant.syncOne(TestTenant.stella()).outcome())
          .isEqualTo(ProvisioningOutcome.MATCHED_HARD);
      assertThat(graph.get("/users/" + id).get("displayName")).isEqualTo("Stella C");
    }
  }

  /** S9, to the second, and S8: what is over is over for every way back. */
  @Test
  void thirtyDaysAreThirtyDays() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      tenant.clock().advance(Duration.ofDays(29).plusHours(23));
      tenant.graph().post(BIN + id + "/restore", "{}").expect(200);
      tenant.syncOne(TestTenant.stella());
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      tenant.clock().advance(Duration.ofDays(30).plusSeconds(1));
      tenant.graph().post(BIN + id + "/restore", "{}").expectError(404, "Request_ResourceNotFound");
      tenant.graph().get(BIN + id).expectError(404, "Request_ResourceNotFound");
      assertThat(tenant.graph().get(BIN + "microsoft.graph.user").values("id")).isEmpty();
      assertThat(TestTenant.idOf(tenant.syncOne(TestTenant.stella()))).isNotEqualTo(id);
    }
  }

  @Test
  void thePermanentlyDeletedDoNotComeBack() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      String id = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      graph.delete(BIN + id).expectError(404, "Request_ResourceNotFound"); // still live
      tenant.syncOne(TestTenant.deleteUser(TestTenant.STELLA));
      graph.delete(BIN + id).expect(204);
      graph.delete(BIN + id).expectError(404, "Request_ResourceNotFound");
      assertThat(tenant.syncOne(TestTenant.stella()).outcome())
          .isEqualTo(ProvisioningOutcome.CREATED);
      assertThat(
              graph
                  .get(
                      "/auditLogs/directoryAudits?$filter=activityDisplayName%20eq%20'Hard%20Delete%20user'")
                  .body()
                  .at("/value/0/targetResources/0/id")
                  .asText())
          .isEqualTo(id);
    }
  }

  @Test
  void theBinIsOrderedWithTheHeaderOnly() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      for (String name : new String[] {"one", "two"}) {
        graph.delete("/users/" + user(graph, name)).expect(204);
        tenant.clock().advance(Duration.ofMinutes(1));
      }
      String list = BIN + "microsoft.graph.user?$orderby=deletedDateTime%20desc&$count=true";
      graph.get(list).expectError(400, "Request_BadRequest");
      Reply page = graph.eventual().get(list).expect(200);
      assertThat(page.values("displayName")).containsExactly("two", "one");
      assertThat(page.body().path("@odata.count").asInt()).isEqualTo(2);
      graph.get("/directory/deletedItems").expectError(400, "Request_BadRequest");
    }
  }
}
