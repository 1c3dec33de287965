package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes of one tenant on one PostgreSQL, and a hundred clients who want the same. */
class RaceTest {
  private static final int CLIENTS = 100;
  private static final String P2 = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";

  private static TestTenant one;
  private static TestTenant other;

  @BeforeAll
  static void start() {
    one =
        TestTenant.on(
            TestDatabase.POSTGRESQL,
            settings -> settings.withSeats(Map.of("AAD_PREMIUM_P2", 1, "SPE_E5", 10)));
    other = one.sibling();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  /** Lets every client ask at once, half of them either process; what they are told. */
  private static List<Reply> race(BiFunction<TenantClient, Integer, Reply> ask) throws Exception {
    TenantClient[] graphs = {one.graph(), other.graph()};
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    CountDownLatch ready = new CountDownLatch(CLIENTS);
    try {
      List<Future<Reply>> asked = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        asked.add(
            clients.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return ask.apply(graphs[number % 2], number);
                }));
      }
      List<Reply> told = new ArrayList<>();
      for (Future<Reply> answer : asked) {
        told.add(answer.get());
      }
      return told;
    } finally {
      clients.shutdownNow();
    }
  }

  private static void assertOneOf(List<Reply> told, int won, int lost, String code) {
    assertThat(told.stream().filter(reply -> reply.status() == won)).as("winners").hasSize(1);
    told.stream()
        .filter(reply -> reply.status() != won)
        .forEach(reply -> reply.expectError(lost, code));
  }

  @Test
  void theLastSeatIsTakenOnce() throws Exception {
    ProvisioningOperation[] users = new ProvisioningOperation[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      users[i] =
          TestTenant.addUser(
              "seat" + i, "userPrincipalName", "seat" + i + "@adatum.com", "usageLocation", "NO");
    }
    one.sync(users);
    List<Reply> told =
        race(
            (graph, i) ->
                graph.post(
                    "/users/seat" + i + "@adatum.com/assignLicense",
                    "{'addLicenses':[{'skuId':'"
                        + P2
                        + "','disabledPlans':[]}],"
                        + "'removeLicenses':[]}"));
    assertOneOf(told, 200, 400, "Request_BadRequest");
    assertThat(one.graph().get("/subscribedSkus").body().path("value"))
        .anySatisfy(
            sku -> {
              assertThat(sku.path("skuId").asText()).isEqualTo(P2);
              assertThat(sku.path("consumedUnits").asInt()).isEqualTo(1);
            });
    String filter = "/users?$filter=assignedLicenses/any(x:x/skuId%20eq%20" + P2 + ")";
    assertThat(other.graph().get(filter).values("id")).hasSize(1);
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    List<Reply> told = race((graph, i) -> graph.post("/users", GraphUsersTest.userNamed("wanted")));
    assertOneOf(told, 201, 400, "Request_BadRequest");
    assertThat(
            one.graph()
                .get("/users?$filter=startsWith(userPrincipalName,'wanted')")
                .values("userPrincipalName"))
        .containsExactly("wanted@adatum.com");
  }

  @Test
  void aDeletedUserComesBackOnce() throws Exception {
    String id = one.graph().post("/users", GraphUsersTest.userNamed("back")).get("id");
    one.graph().patch("/users/" + id, "{'usageLocation':'NO'}").expect(204);
    String e5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
    one.graph()
        .post(
            "/users/" + id + "/assignLicense",
            "{'addLicenses':[{'skuId':'" + e5 + "'}],'removeLicenses':[]}")
        .expect(200);
    one.graph().delete("/users/" + id).expect(204);
    List<Reply> told =
        race((graph, i) -> graph.post("/directory/deletedItems/" + id + "/restore", "{}"));
    assertOneOf(told, 200, 404, "Request_ResourceNotFound");
    assertThat(one.graph().get("/subscribedSkus").body().path("value"))
        .anySatisfy(
            sku -> {
              assertThat(sku.path("skuId").asText()).isEqualTo(e5);
              assertThat(sku.path("consumedUnits").asInt()).as("seats").isEqualTo(1);
            });
  }

  @Test
  void anExpiredUserIsPurgedOnce() {
    try (TestTenant first = TestTenant.on(TestDatabase.POSTGRESQL);
        TestTenant second = first.sibling()) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = first.graph().post("/users", GraphUsersTest.userNamed("old" + i)).get("id");
        second.graph().delete("/users/" + id).expect(204);
        ids.add(id);
      }
      first.clock().advance(Duration.ofDays(30).plusSeconds(3601)); // the jobs of both run
      assertThat(second.graph().get("/directory/deletedItems/microsoft.graph.user").values("id"))
          .isEmpty();
      Reply audits =
          first
              .graph()
              .get(
                  "/auditLogs/directoryAudits?$filter=activityDisplayName%20eq%20"
                      + "'Hard%20Delete%20user'")
              .expect(200);
      assertThat(audits.body().path("value").findValuesAsText("userPrincipalName")).hasSize(20);
      assertThat(audits.text()).contains(ids);
    }
  }
}
