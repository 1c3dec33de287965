package dev.tombolo.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TenantClient;
import dev.tombolo.tenant.TestTenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Graph on a tenant of a thousand users, and of many: what is found by an index, a page, a delta and
 * a restore should cost the same.
 */
final class GraphBench {
  private static final int SMALL = 1_000;
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 200;

  private final TestTenant tenant;
  private final TenantClient graph;
  private final int users;

  private GraphBench(TestTenant tenant, int users) {
    this.tenant = tenant;
    this.graph = tenant.graph();
    this.users = users;
  }

  private interface Work {
    Reply run(int round);
  }

  /** {@code [users [h2|postgresql]]}. */
  static void start(String[] args) {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
    int users = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    TestDatabase database =
        TestDatabase.valueOf(args.length > 1 ? args[1].toUpperCase(Locale.ROOT) : "H2");
    for (int count : new int[] {SMALL, users}) {
      try (TestTenant tenant =
          TestTenant.on(database, settings -> settings.withSeats(Map.of("SPE_E5", users)))) {
        new GraphBench(tenant, count).run();
      }
    }
    System.exit(0);
  }

  private void run() {
    long began = System.nanoTime();
    for (int first = 0; first < users; first += BATCH) {
      ProvisioningOperation[] batch = new ProvisioningOperation[Math.min(BATCH, users - first)];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = user(first + i);
      }
      tenant.sync(batch);
    }
    System.out.printf(
        "%n%,d users, provisioned in %.1f s%n", users, (System.nanoTime() - began) / 1e9);
    measure("GET /users/{upn}", i -> graph.get("/users/" + upn(i)));
    measure("a page of 100", i -> graph.get("/users?$top=100"));
    measure("filter, equal", i -> filter("userPrincipalName eq '" + upn(i) + "'"));
    measure("filter, prefix", i -> filter("startsWith(displayName,'Person " + number(i) + "')"));
    measure("filter, address", i -> filter("proxyAddresses/any(p:p eq 'SMTP:" + upn(i) + "')"));
    measure("filter, in", i -> filter("mail in ('" + upn(i) + "','" + upn(i / 2) + "')"));
    measure("filter, or", i -> filter("mail eq '" + upn(i) + "' or userPrincipalName eq '" + upn(i / 2) + "'"));
    measure("filter, anchor", i -> filter("onPremisesImmutableId eq 'anchor" + i + "'"));
    measure("filter, two columns", i -> filter("department eq 'D" + (i % 100) + "' and surname eq 'S" + number(i) + "'"));
    measure("last page by name", i -> graph.get("/users?$top=100&$orderby=displayName%20desc"));
    measure("PATCH", i -> graph.patch("/users/" + upn(i), "{'mobilePhone':'" + System.nanoTime() + "'}"));
    String link = graph.get("/users/delta?$deltatoken=latest").get("@odata.deltaLink");
    String[] last = {link};
    measure(
        "delta of one change",
        i -> {
          graph.patch("/users/" + upn(i), "{'aboutMe':'" + System.nanoTime() + "'}").expect(204);
          Reply reply = graph.get(last[0]);
          last[0] = reply.get("@odata.deltaLink");
          return reply;
        });
    measure(
        "delete and restore",
        i -> {
          String id = graph.get("/users/" + upn(i)).get("id");
          graph.delete("/users/" + id).expect(204);
          return graph.post("/directory/deletedItems/" + id + "/restore", "{}");
        });
    walk();
  }

  /** Everything once, by delta; and how much of the heap that leaves in use. */
  private void walk() {
    long began = System.nanoTime();
    Reply page = graph.get("/users/delta?$select=displayName,mail").expect(200);
    int told = page.body().path("value").size();
    while (page.body().has("@odata.nextLink")) {
      page = graph.get(page.get("@odata.nextLink")).expect(200);
      told += page.body().path("value").size();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        "  %-22s %,d users in %.1f s, %,.0f users/s; %,d MiB of heap then, the database's included%n",
        "all, by delta", told, seconds, told / seconds, heap >> 20);
  }

  private void measure(String what, Work work) {
    long[] took = new long[ROUNDS];
    for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
      int user = (int) ((round + ROUNDS) * 7_919L % users);
      long began = System.nanoTime();
      Reply reply = work.run(user);
      if (reply.status() >= 400) {
        throw new IllegalStateException(reply.text());
      }
      if (round >= 0) {
        took[round] = System.nanoTime() - began;
      }
    }
    Arrays.sort(took);
    System.out.printf(
        "  %-22s p50 %.1f ms, p95 %.1f ms%n",
        what, took[ROUNDS / 2] / 1e6, took[ROUNDS * 95 / 100] / 1e6);
  }

  private Reply filter(String filter) {
    return graph.get("/users?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  private static String number(int i) {
    return String.format(Locale.ROOT, "%07d", i);
  }

  private static String upn(int i) {
    return "person" + number(i) + "@adatum.com";
  }

  private static ProvisioningOperation user(int i) {
    return TestTenant.addUser(
        "anchor" + i,
        "userPrincipalName",
        upn(i),
        "displayName",
        "Person " + number(i),
        "surname",
        "S" + number(i),
        "department",
        "D" + i % 100,
        "proxyAddresses",
        "SMTP:" + upn(i));
  }
}
