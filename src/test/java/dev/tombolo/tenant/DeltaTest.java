package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Following changes (reference §10.4). */
class DeltaTest {
  private record Told(List<JsonNode> objects, String link, int pages) {
    private JsonNode of(String id) {
      return objects.stream()
          .filter(object -> object.path("id").asText().equals(id))
          .findFirst()
          .orElseThrow(() -> new AssertionError(id + " is not in " + objects));
    }
  }

  private static Told follow(TenantClient graph, String path) {
    List<JsonNode> objects = new ArrayList<>();
    Reply page = graph.get(path).expect(200);
    int pages = 1;
    while (true) {
      page.body().path("value").forEach(objects::add);
      if (page.body().has("@odata.deltaLink")) {
        return new Told(objects, page.get("@odata.deltaLink"), pages);
      }
      page = graph.get(page.get("@odata.nextLink")).expect(200);
      pages++;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWayOfChangingIsTold(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String kept = graph.post("/users", GraphUsersTest.userNamed("kept")).get("id");
      String gone = graph.post("/users", GraphUsersTest.userNamed("gone")).get("id");
      String path = "/users/delta?$select=displayName,manager";
      Told all = follow(graph, path);
      assertThat(all.of(kept).path("displayName").asText()).isEqualTo("kept");
      assertThat(all.of(kept).has("mail")).as("not selected").isFalse();
      assertThat(follow(graph, all.link()).objects()).isEmpty();
      graph.patch("/users/" + kept, "{'displayName':'Kept'}").expect(204);
      graph
          .put(
              "/users/" + kept + "/manager/$ref",
              "{'@odata.id':'" + tenant.base() + "/v1.0/users/" + gone + "'}")
          .expect(204);
      Told changed = follow(graph, all.link());
      assertThat(changed.of(kept).path("displayName").asText()).isEqualTo("Kept");
      assertThat(changed.of(kept).at("/manager@delta/0/id").asText()).isEqualTo(gone);
      graph.delete("/users/" + gone).expect(204);
      Told deleted = follow(graph, changed.link());
      assertThat(deleted.of(gone).at("/@removed/reason").asText()).isEqualTo("changed");
      graph.post("/directory/deletedItems/" + gone + "/restore", "{}").expect(200);
      assertThat(follow(graph, deleted.link()).of(gone).has("@removed")).isFalse();
      graph.delete("/users/" + gone).expect(204);
      graph.delete("/directory/deletedItems/" + gone).expect(204);
      assertThat(follow(graph, deleted.link()).of(gone).at("/@removed/reason").asText())
          .isEqualTo("deleted");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenSurvivesARestartAndTheNextProcess(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String link = follow(tenant.graph(), "/users/delta").link();
      String id = tenant.graph().post("/users", GraphUsersTest.userNamed("late")).get("id");
      String query = link.substring(link.indexOf('?'));
      try (TestTenant next = tenant.sibling()) {
        assertThat(follow(next.graph(), "/users/delta" + query).of(id).path("displayName").asText())
            .isEqualTo("late");
      }
    }
  }

  @Test
  void tokensEndAfterSevenDays() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String link = follow(tenant.graph(), "/users/delta").link();
      tenant.graph().post("/users", GraphUsersTest.userNamed("late")).expect(201);
      tenant.clock().advance(Duration.ofDays(6));
      assertThat(follow(tenant.graph(), link).objects()).hasSize(1);
      tenant.clock().advance(Duration.ofDays(2));
      tenant.graph().get(link).expectError(410, "syncStateNotFound");
    }
  }

  @Test
  void onlyWhatDeltaHasMayBeAskedFor() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      String one = graph.post("/users", GraphUsersTest.userNamed("one")).get("id");
      graph.post("/users", GraphUsersTest.userNamed("two")).expect(201);
      for (String option : List.of("$top=5", "$orderby=displayName", "$expand=manager")) {
        graph.get("/users/delta?" + option).expectError(400, "Request_UnsupportedQuery");
      }
      graph
          .get("/users/delta?$filter=displayName%20eq%20'x'")
          .expectError(400, "Request_UnsupportedQuery");
      graph.get("/users/delta?$select=nonsense").expectError(400, "BadRequest");
      graph.get("/users/delta?$deltatoken=nonsense").expectError(400, "BadRequest");
      // A token from the future, as after the tenant was put back, is none.
      graph.get("/users/delta?$deltatoken=Yzo5OTk5OTk5").expectError(410, "syncStateNotFound");
      String ofGroups = graph.get("/groups/delta").get("@odata.deltaLink");
      assertThat(ofGroups).contains("/v1.0/groups/delta?$deltatoken=");
      assertThat(follow(graph, "/users/delta?$filter=id%20eq%20'" + one + "'").objects())
          .hasSize(1);
      Told now = follow(graph, "/users/delta?$deltatoken=latest");
      assertThat(now.objects()).isEmpty();
      String three = graph.post("/users", GraphUsersTest.userNamed("three")).get("id");
      assertThat(follow(graph, now.link()).of(three).path("displayName").asText())
          .isEqualTo("three");
    }
  }

  @ParameterizedTest
  @EnumSource
  void membersOfAGreatGroupComeInPages(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      int members = 1_100;
      List<String> anchors = new ArrayList<>();
      List<ProvisioningOperation> batch = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        anchors.add("m" + i);
        batch.add(TestTenant.addUser("m" + i, "userPrincipalName", "m" + i + "@adatum.com"));
        if (batch.size() == members) {
          tenant.sync(batch.toArray(ProvisioningOperation[]::new));
          batch.clear();
        }
      }
      String group =
          TestTenant.idOf(
              tenant.syncOne(
                  TestTenant.referring(
                      TestTenant.operation(
                          OperationKind.ADD, ObjectType.GROUP, "g", "displayName", "All"),
                      "members",
                      ReferenceChange.to(anchors))));
      Told told = follow(tenant.graph(), "/groups/delta?$select=displayName,members");
      assertThat(told.pages()).isEqualTo(3);
      Set<String> seen = new HashSet<>();
      told.objects()
          .forEach(
              object -> {
                assertThat(object.path("id").asText()).isEqualTo(group);
                object.path("members@delta").forEach(link -> seen.add(link.path("id").asText()));
              });
      assertThat(seen).hasSize(members);
      assertThat(
              follow(tenant.graph(), "/groups/delta?$select=displayName")
                  .objects()
                  .get(0)
                  .has("members@delta"))
          .isFalse();
    }
  }
}
