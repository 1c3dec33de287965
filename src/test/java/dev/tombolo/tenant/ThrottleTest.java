package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.fault.Fault;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.api.Throttle;
import dev.tombolo.tenant.api.ThrottleLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 429 and Retry-After (reference §10.2). */
class ThrottleTest {
  private static TestTenant limited(int units, int writes) {
    return TestTenant.on(
        TestDatabase.H2,
        settings -> settings.withThrottling(new ThrottleLimits(true, units, writes)));
  }

  @Test
  void whoAsksForTooMuchWaitsForTheNextWindow() {
    try (TestTenant tenant = limited(10, 100)) {
      TenantClient graph = tenant.graph();
      for (int i = 0; i < 5; i++) {
        Reply reply = graph.get("/users").expect(200);
        assertThat(reply.headers().firstValue("x-ms-resource-unit")).contains("2");
        assertThat(reply.headers().firstValue("x-ms-throttle-limit-percentage").isPresent())
            .isEqualTo(i >= 3);
      }
      tenant.clock().advance(Duration.ofSeconds(4));
      Reply refused = graph.get("/users").expectError(429, "TooManyRequests");
      assertThat(refused.headers().firstValue("Retry-After")).contains("6");
      assertThat(refused.message()).isEqualTo("Please retry again later.");
      assertThat(refused.body().at("/error/innerError/status").asText()).isEqualTo("429");
      assertThat(refused.body().at("/error/innerError/code").asText()).isEqualTo("429");
      // Another application has a limit of its own.
      tenant
          .client("/v1.0", tenant.settings().sync())
          .get("/users")
          .expectError(403, "Authorization_RequestDenied");
      tenant.clock().advance(Duration.ofSeconds(6));
      graph.get("/users").expect(200);
    }
  }

  @Test
  void requestsCostWhatTheyAreWorth() {
    try (TestTenant tenant = limited(1_000, 1_000)) {
      TenantClient graph = tenant.graph();
      assertCost(graph.get("/users?$select=id"), 1);
      assertCost(graph.get("/users?$top=5&$select=id"), 1);
      assertCost(graph.get("/users?$expand=manager"), 3);
      assertCost(graph.get("/subscribedSkus"), 3);
      assertCost(graph.get("/organization"), 1);
      assertCost(graph.post("/users", GraphUsersTest.userNamed("pat")), 2);
      assertCost(graph.get("/users/pat@adatum.com/transitiveMemberOf"), 5);
    }
  }

  private static void assertCost(Reply reply, int cost) {
    assertThat(reply.headers().firstValue("x-ms-resource-unit"))
        .as(reply.text())
        .contains(Integer.toString(cost));
  }

  @Test
  void writesHaveALimitOfTheirOwn() {
    try (TestTenant tenant = limited(1_000, 1)) {
      TenantClient graph = tenant.graph();
      graph.post("/users", GraphUsersTest.userNamed("one")).expect(201);
      Reply refused =
          graph.post("/users", GraphUsersTest.userNamed("two")).expectError(429, "TooManyRequests");
      assertThat(refused.headers().firstValue("Retry-After")).contains("150");
      graph.get("/users/two@adatum.com").expectError(404, "Request_ResourceNotFound");
    }
  }

  @Test
  void requestsOfABatchAreThrottledSingly() {
    try (TestTenant tenant = limited(1, 100)) {
      Reply batch =
          tenant
              .graph()
              .post(
                  "/$batch",
                  "{'requests':[{'id':'1','method':'GET','url':'/organization'},"
                      + "{'id':'2','method':'GET','url':'/domains'}]}")
              .expect(200);
      assertThat(batch.body().at("/responses/0/status").asInt()).isEqualTo(200);
      assertThat(batch.body().at("/responses/1/status").asInt()).isEqualTo(429);
      assertThat(batch.body().at("/responses/1/headers/Retry-After").asText()).isEqualTo("10");
    }
  }

  @Test
  void aFaultPointThrottlesSingleRequests() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      tenant.faults().arm(Throttle.FAULT_POINT, Fault.FAIL, 1, Duration.ZERO, "DELETE /users");
      TenantClient graph = tenant.graph();
      graph.get("/users").expect(200);
      assertThat(
              graph
                  .delete("/users/admin@adatum.onmicrosoft.com")
                  .expectError(429, "TooManyRequests")
                  .headers()
                  .firstValue("Retry-After"))
          .contains("1");
      graph.get("/users/admin@adatum.onmicrosoft.com").expect(200);
    }
  }
}
