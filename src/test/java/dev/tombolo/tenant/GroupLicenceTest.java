package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Licences that come by way of a group (reference §6.2, §10.5). */
class GroupLicenceTest {
  private static final String E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
  private static final String SELECT =
      "?$select=assignedLicenses,licenseAssignmentStates,proxyAddresses";

  private static TestTenant withSeats(TestDatabase database, int seats) {
    return TestTenant.on(database, settings -> settings.withSeats(Map.of("SPE_E5", seats)));
  }

  private static String user(TenantClient graph, String name) {
    return graph.post("/users", GraphUsersTest.userNamed(name)).expect(201).get("id");
  }

  private static String group(TenantClient graph) {
    return graph.post("/groups", GraphGroupsTest.groupNamed("licensed")).expect(201).get("id");
  }

  private static void join(TenantClient graph, String group, String user) {
    graph
        .post(
            "/groups/" + group + "/members/$ref",
            "{'@odata.id':'https://graph.microsoft.com/v1.0/users/" + user + "'}")
        .expect(204);
  }

  private static Reply change(TenantClient graph, String path, String add, String remove) {
    return graph.post(
        path + "/assignLicense", "{'addLicenses':[" + add + "],'removeLicenses':[" + remove + "]}");
  }

  private static String e5() {
    return "{'skuId':'" + E5 + "','disabledPlans':[]}";
  }

  private static int consumed(TenantClient graph) {
    return graph.get("/subscribedSkus").body().at("/value/0/consumedUnits").asInt();
  }

  private static JsonNode states(TenantClient graph, String user) {
    return graph.get("/users/" + user + SELECT).expect(200).body();
  }

  @ParameterizedTest
  @EnumSource
  void membersHaveWhatTheGroupHas(TestDatabase database) {
    try (TestTenant tenant = withSeats(database, 10)) {
      TenantClient graph = tenant.graph();
      String group = group(graph);
      String before = user(graph, "before");
      String after = user(graph, "after");
      join(graph, group, before);
      Reply accepted = change(graph, "/groups/" + group, e5(), "").expect(202);
      assertThat(accepted.get("id")).isEqualTo(group);
      join(graph, group, after);
      for (String member : List.of(before, after)) {
        JsonNode shown = states(graph, member);
        assertThat(shown.at("/assignedLicenses/0/skuId").asText()).isEqualTo(E5);
        assertThat(shown.at("/licenseAssignmentStates/0/assignedByGroup").asText())
            .isEqualTo(group);
        assertThat(shown.at("/licenseAssignmentStates/0/state").asText()).isEqualTo("Active");
        assertThat(shown.path("proxyAddresses")).as("a mailbox comes with it").isNotEmpty();
      }
      assertThat(consumed(graph)).isEqualTo(2);
      assertThat(
              graph
                  .get("/groups/" + group + "?$select=assignedLicenses,licenseProcessingState")
                  .body()
                  .at("/licenseProcessingState/state")
                  .asText())
          .isEqualTo("ProcessingComplete");
      assertThat(
              change(graph, "/users/" + before, "", "'" + E5 + "'")
                  .expectError(400, "Request_BadRequest")
                  .message())
          .startsWith("User license is inherited from a group membership");
      assertThat(
              graph
                  .get("/users?$filter=assignedLicenses/any(x:x/skuId%20eq%20" + E5 + ")")
                  .values("id"))
          .containsExactlyInAnyOrder(before, after);
      // By hand too: one seat, and the licence stays when the membership ends.
      graph.patch("/users/" + before, "{'usageLocation':'NO'}").expect(204);
      change(graph, "/users/" + before, e5(), "").expect(200);
      assertThat(consumed(graph)).isEqualTo(2);
      graph.delete("/groups/" + group).expectError(400, "Request_BadRequest");
      graph.delete("/groups/" + group + "/members/" + before + "/$ref").expect(204);
      assertThat(states(graph, before).path("licenseAssignmentStates")).hasSize(1);
      assertThat(consumed(graph)).isEqualTo(2);
      change(graph, "/groups/" + group, "", "'" + E5 + "'").expect(202);
      assertThat(states(graph, after).path("assignedLicenses")).isEmpty();
      assertThat(consumed(graph)).isEqualTo(1);
      graph.delete("/groups/" + group).expect(204);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoFindsNoSeatGetsOneWhenItIsFree(TestDatabase database) {
    try (TestTenant tenant = withSeats(database, 1)) {
      TenantClient graph = tenant.graph();
      String group = group(graph);
      String first = user(graph, "first");
      String second = user(graph, "second");
      change(graph, "/groups/" + group, e5(), "").expect(202);
      join(graph, group, first);
      join(graph, group, second);
      JsonNode shown = states(graph, second);
      assertThat(shown.path("assignedLicenses")).isEmpty();
      assertThat(shown.at("/licenseAssignmentStates/0/state").asText()).isEqualTo("Error");
      assertThat(shown.at("/licenseAssignmentStates/0/error").asText()).isEqualTo("CountViolation");
      assertThat(graph.get("/groups/" + group + "/membersWithLicenseErrors").values("id"))
          .containsExactly(second);
      graph.delete("/users/" + first).expect(204);
      assertThat(consumed(graph)).isZero();
      tenant.clock().advance(Duration.ofMinutes(6));
      graph = tenant.graph();
      assertThat(states(graph, second).path("assignedLicenses")).hasSize(1);
      assertThat(consumed(graph)).isEqualTo(1);
      // Whoever comes back has what they had, seat or not (reference §5.1).
      graph.post("/directory/deletedItems/" + first + "/restore", "{}").expect(200);
      assertThat(states(graph, first).path("assignedLicenses")).hasSize(1);
      assertThat(consumed(graph)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void membershipsFromOnPremisesLicenseToo(TestDatabase database) {
    try (TestTenant tenant = withSeats(database, 10)) {
      TenantClient graph = tenant.graph();
      String stella = TestTenant.idOf(tenant.syncOne(TestTenant.stella()));
      String group =
          TestTenant.idOf(
              tenant.syncOne(
                  TestTenant.operation(
                      OperationKind.ADD,
                      ObjectType.GROUP,
                      "group",
                      "displayName",
                      "Synchronized",
                      "securityEnabled",
                      "true")));
      graph.patch("/groups/" + group, "{'displayName':'x'}").expectError(400, "Request_BadRequest");
      change(graph, "/groups/" + group, e5(), "").expect(202);
      tenant.sync(
          TestTenant.referring(
              TestTenant.operation(OperationKind.UPDATE, ObjectType.GROUP, "group"),
              "members",
              ReferenceChange.to(List.of(TestTenant.STELLA))));
      assertThat(states(graph, stella).path("assignedLicenses")).hasSize(1);
      assertThat(consumed(graph)).isEqualTo(1);
      tenant.sync(
          TestTenant.referring(
              TestTenant.operation(OperationKind.UPDATE, ObjectType.GROUP, "group"),
              "members",
              ReferenceChange.to(List.of())));
      assertThat(states(graph, stella).path("assignedLicenses")).isEmpty();
      assertThat(consumed(graph)).isZero();
    }
  }

  /** A licence makes addresses anew, and must not forget which name is waited for. */
  @ParameterizedTest
  @EnumSource
  void aNameInQuarantineIsStillWaitedForAfterALicence(TestDatabase database) {
    try (TestTenant tenant = withSeats(database, 10)) {
      TenantClient graph = tenant.graph();
      tenant.syncOne(TestTenant.addUser("a", "userPrincipalName", "same@adatum.com"));
      String second =
          TestTenant.idOf(
              tenant.syncOne(
                  TestTenant.addUser(
                      "b", "userPrincipalName", "same@adatum.com", "usageLocation", "NO")));
      change(graph, "/users/" + second, e5(), "").expect(200);
      assertThat(
              graph
                  .get("/users/" + second + "?$select=onPremisesProvisioningErrors")
                  .body()
                  .findValuesAsText("propertyCausingError"))
          .contains("UserPrincipalName");
      tenant.syncOne(TestTenant.deleteUser("a"));
      tenant.clock().advance(Duration.ofMinutes(61));
      assertThat(tenant.graph().get("/users/" + second).get("userPrincipalName"))
          .isEqualTo("same@adatum.com");
    }
  }
}
