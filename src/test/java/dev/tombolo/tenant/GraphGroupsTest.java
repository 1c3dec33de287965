package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.sql.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphGroupsTest {
  static String groupNamed(String name) {
    return "{'displayName':'"
        + name
        + "','mailEnabled':false,'mailNickname':'"
        + name
        + "','securityEnabled':true}";
  }

  private static String ref(String id) {
    return "{'@odata.id':'https://graph.microsoft.com/v1.0/directoryObjects/" + id + "'}";
  }

  @ParameterizedTest
  @EnumSource
  void membersAreAddedListedAndRemoved(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String group = graph.post("/groups", groupNamed("staff")).expect(201).get("id");
      String nested = graph.post("/groups", groupNamed("clerks")).expect(201).get("id");
      String pat = graph.post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      String members = "/groups/" + group + "/members";
      graph.post(members + "/$ref", ref(pat)).expect(204);
      graph.post(members + "/$ref", ref(nested)).expect(204);
      assertThat(
              graph
                  .post(members + "/$ref", ref(pat))
                  .expectError(400, "Request_BadRequest")
                  .message())
          .isEqualTo(
              "One or more added object references already exist for the following modified"
                  + " properties: 'members'.");
      graph
          .post(members + "/$ref", ref(UUID.randomUUID().toString()))
          .expectError(404, "Request_ResourceNotFound");
      graph.post(members + "/$ref", ref(group)).expectError(400, "Request_BadRequest");
      graph.post(members + "/$ref", "{}").expectError(400, "BadRequest");
      Reply all = graph.get(members).expect(200);
      assertThat(all.values("id")).containsExactlyInAnyOrder(pat, nested);
      assertThat(all.values("@odata.type"))
          .containsExactlyInAnyOrder("#microsoft.graph.user", "#microsoft.graph.group");
      assertThat(graph.get(members + "/microsoft.graph.user").values("id")).containsExactly(pat);
      assertThat(graph.get(members + "/graph.group").values("id")).containsExactly(nested);
      assertThat(graph.eventual().get(members + "/$count").text()).isEqualTo("2");
      assertThat(graph.get("/users/" + pat + "/memberOf").values("id")).containsExactly(group);
      assertThat(graph.get("/groups/" + group + "?$expand=members").body().path("members").size())
          .isEqualTo(2);
      graph.delete(members + "/" + pat + "/$ref").expect(204);
      graph.delete(members + "/" + pat + "/$ref").expectError(404, "Request_ResourceNotFound");
      assertThat(graph.get(members).values("id")).containsExactly(nested);
    }
  }

  @ParameterizedTest
  @EnumSource
  void membershipIsFollowedThroughGroups(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String outer = graph.post("/groups", groupNamed("outer")).expect(201).get("id");
      String inner = graph.post("/groups", groupNamed("inner")).expect(201).get("id");
      String pat = graph.post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      graph.post("/groups/" + outer + "/members/$ref", ref(inner)).expect(204);
      graph.post("/groups/" + inner + "/members/$ref", ref(pat)).expect(204);
      graph.post("/groups/" + inner + "/members/$ref", ref(outer)).expect(204); // a circle
      assertThat(graph.get("/users/" + pat + "/transitiveMemberOf").values("id"))
          .containsExactlyInAnyOrder(outer, inner);
      assertThat(
              graph
                  .get("/groups/" + outer + "/transitiveMembers/microsoft.graph.user")
                  .values("id"))
          .containsExactly(pat);
      assertThat(
              graph
                  .post("/users/" + pat + "/getMemberGroups", "{'securityEnabledOnly':false}")
                  .expect(200)
                  .body()
                  .path("value")
                  .size())
          .isEqualTo(2);
      String team =
          graph
              .post(
                  "/groups",
                  groupNamed("team")
                      .replace("'securityEnabled':true", "'securityEnabled':false")
                      .replace("}", ",'groupTypes':['Unified']}"))
              .expect(201)
              .get("id");
      graph.post("/groups/" + team + "/members/$ref", ref(pat)).expect(204);
      String groups = "/users/" + pat + "/getMemberGroups";
      assertThat(strings(graph.post(groups, "{'securityEnabledOnly':true}")))
          .containsExactlyInAnyOrder(outer, inner);
      assertThat(strings(graph.post(groups, "{'securityEnabledOnly':false}")))
          .containsExactlyInAnyOrder(outer, inner, team);
      assertThat(
              strings(
                  graph.post(
                      "/users/" + pat + "/checkMemberGroups",
                      "{'groupIds':['" + team + "','" + UUID.randomUUID() + "']}")))
          .containsExactly(team);
      graph.post("/users/" + pat + "/checkMemberObjects", "{'ids':5}").expect(400);
      graph.delete("/groups/" + team).expect(204); // in the bin it gives nothing
      assertThat(strings(graph.post("/users/" + pat + "/getMemberObjects", "{}")))
          .containsExactlyInAnyOrder(outer, inner);
    }
  }

  private static List<String> strings(Reply reply) {
    List<String> strings = new ArrayList<>();
    reply.expect(200).body().path("value").forEach(node -> strings.add(node.asText()));
    return strings;
  }

  @ParameterizedTest
  @EnumSource
  void membersAreBoundAtCreationAndByPatch(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String pat = graph.post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      String sam = graph.post("/users", GraphUsersTest.userNamed("sam")).expect(201).get("id");
      String link = "https://graph.microsoft.com/v1.0/directoryObjects/";
      String body =
          groupNamed("staff")
              .replace(
                  "}",
                  ",'members@odata.bind':['"
                      + link
                      + pat
                      + "'],'owners@odata.bind':['"
                      + link
                      + sam
                      + "']}");
      String group = graph.post("/groups", body).expect(201).get("id");
      graph.patch("/groups/" + group, "{'members@odata.bind':['" + link + sam + "']}").expect(204);
      assertThat(graph.get("/groups/" + group + "/members").values("id"))
          .containsExactlyInAnyOrder(pat, sam);
      assertThat(graph.get("/groups/" + group + "/owners").values("id")).containsExactly(sam);
      graph
          .patch("/groups/" + group, "{'robots@odata.bind':['" + link + sam + "']}")
          .expectError(400, "BadRequest");
    }
  }

  @ParameterizedTest
  @EnumSource
  void securityGroupsContactsAndDevicesAreGoneAtOnce(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String security = graph.post("/groups", groupNamed("staff")).expect(201).get("id");
      String unified =
          graph
              .post("/groups", groupNamed("team").replace("}", ",'groupTypes':['Unified']}"))
              .expect(201)
              .get("id");
      List<ProvisioningResult> synced =
          tenant.sync(
              TestTenant.operation(
                  OperationKind.ADD,
                  ObjectType.CONTACT,
                  "contact",
                  "displayName",
                  "Kim",
                  "mail",
                  "kim@contoso.com"),
              TestTenant.operation(
                  OperationKind.ADD,
                  ObjectType.DEVICE,
                  "device",
                  "displayName",
                  "PC1",
                  "deviceId",
                  UUID.randomUUID().toString(),
                  "trustType",
                  "ServerAd"));
      graph.delete("/groups/" + security).expect(204);
      graph.delete("/groups/" + unified).expect(204);
      graph.delete("/contacts/" + TestTenant.idOf(synced.get(0))).expect(204);
      graph.delete("/devices/" + TestTenant.idOf(synced.get(1))).expect(204);
      assertThat(graph.get("/directory/deletedItems/microsoft.graph.group").values("id"))
          .containsExactly(unified);
      assertThat(graph.get("/directory/deletedItems/microsoft.graph.device").values("id"))
          .isEmpty();
      graph
          .post("/directory/deletedItems/" + security + "/restore", "{}")
          .expectError(404, "Request_ResourceNotFound");
      graph.post("/directory/deletedItems/" + unified + "/restore", "{}").expect(200);
      assertThat(graph.get("/groups/" + unified).expect(200).get("displayName")).isEqualTo("team");
    }
  }

  @ParameterizedTest
  @EnumSource
  void contactsAndDevicesHaveGraphsShapes(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String deviceId = UUID.randomUUID().toString();
      List<ProvisioningResult> synced =
          tenant.sync(
              TestTenant.stella(),
              TestTenant.referring(
                  TestTenant.operation(
                      OperationKind.ADD,
                      ObjectType.CONTACT,
                      "contact",
                      "displayName",
                      "Kim",
                      "mail",
                      "kim@contoso.com",
                      "businessPhones",
                      "+1 2",
                      "mobilePhone",
                      "+1 3",
                      "city",
                      "Oslo",
                      "streetAddress",
                      "Main 1"),
                  "manager",
                  ReferenceChange.to(List.of(TestTenant.STELLA))),
              TestTenant.referring(
                  TestTenant.operation(
                      OperationKind.ADD,
                      ObjectType.DEVICE,
                      "device",
                      "displayName",
                      "PC1",
                      "deviceId",
                      deviceId,
                      "operatingSystem",
                      "Windows",
                      "trustType",
                      "ServerAd"),
                  "registeredOwners",
                  ReferenceChange.to(List.of(TestTenant.STELLA))));
      TenantClient graph = tenant.graph();
      Reply contact = graph.get("/contacts/" + TestTenant.idOf(synced.get(1))).expect(200);
      assertThat(contact.body().at("/addresses/0/city").asText()).isEqualTo("Oslo");
      assertThat(contact.body().at("/addresses/0/street").asText()).isEqualTo("Main 1");
      assertThat(contact.body().path("phones").findValuesAsText("type"))
          .containsExactly("business", "mobile");
      assertThat(contact.get("mail")).isEqualTo("kim@contoso.com");
      assertThat(contact.body().has("city")).isFalse();
      assertThat(graph.get("/contacts/" + TestTenant.idOf(synced.get(1)) + "/manager").get("id"))
          .isEqualTo(TestTenant.idOf(synced.get(0)));
      Reply device = graph.get("/devices(deviceId='" + deviceId + "')").expect(200);
      assertThat(device.get("id")).isEqualTo(TestTenant.idOf(synced.get(2)));
      assertThat(device.get("trustType")).isEqualTo("ServerAd");
      assertThat(device.body().path("accountEnabled").asBoolean()).isTrue();
      assertThat(graph.get("/devices/" + device.get("id") + "/registeredOwners").values("id"))
          .containsExactly(TestTenant.idOf(synced.get(0)));
      graph.patch("/contacts/" + contact.get("id"), "{'displayName':'x'}").expect(405);
    }
  }
}
