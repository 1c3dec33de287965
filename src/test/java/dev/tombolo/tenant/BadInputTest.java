package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.api.ErrorBodies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is wrong is refused in Graph's words, logged once, and changes nothing. */
class BadInputTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(ErrorBodies.class);
  private static final String EVERYTHING =
      "/users?$select=*,usageLocation,proxyAddresses,onPremisesImmutableId";

  private static TestTenant tenant;
  private static String before;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeAll
  static void start() {
    tenant = TestTenant.on(TestDatabase.H2);
    tenant.syncOne(TestTenant.stella());
    tenant.graph().post("/groups", GraphGroupsTest.groupNamed("g")).expect(201);
    before = state();
    LOG.setLevel(Level.DEBUG);
    LOG.setAdditive(false);
  }

  @AfterAll
  static void stop() {
    LOG.setAdditive(true);
    LOG.setLevel(null);
    tenant.close();
  }

  @BeforeEach
  void listen() {
    logged.start();
    LOG.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    LOG.detachAppender(logged);
  }

  private static String state() {
    TenantClient graph = tenant.graph();
    return graph.get(EVERYTHING).expect(200).text()
        + graph.get("/groups?$select=*").expect(200).text().replaceAll("http://[^/]*", "");
  }

  /** A client's error with all that Graph says of it, told once in the log, and no harm done. */
  private void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
    reply.expectError(reply.status(), reply.body().at("/error/code").asText());
    assertThat(reply.message()).isNotBlank().doesNotContain("Exception", "SELECT", "dev.tombolo");
    String id = reply.headers().firstValue("request-id").orElseThrow();
    List<String> lines =
        logged.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .filter(line -> line.contains(id))
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).doesNotContain("\n", "\r");
    assertThat(logged.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayName eq",
        "eq 'x'",
        "displayName eq 'x",
        "displayName eq \"x\"",
        "displayName = 'x'",
        "displayName eq 'x' and",
        "(displayName eq 'x'",
        "displayName eq 'x')",
        "displayName like 'x%'",
        "nonsense eq 'x'",
        "displayName/nonsense/more",
        "proxyAddresses/all(p:p eq 'x')",
        "proxyAddresses/any(p:)",
        "startsWith(displayName)",
        "startsWith(displayName,5)",
        "displayName in ()",
        "displayName in ('x'",
        "'; DROP TABLE directory_object; --",
        "displayName eq 'x'; DELETE FROM directory_object",
        "1=1",
        "displayName eq 'x' or 1 eq 1",
        "\u0000",
        "not",
        "displayName eq 'x\nforged log line'  x",
      })
  void malformedFilters(String filter) {
    assertRefused(
        tenant
            .graph()
            .eventual()
            .get(
                "/users?$count=true&$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)));
  }

  @Test
  void filtersWithoutEnd() {
    TenantClient graph = tenant.graph();
    String deep = "(".repeat(60) + "displayName eq 'x'" + ")".repeat(60);
    assertRefused(graph.get("/users?$filter=" + deep.replace(" ", "%20")));
    String nots = "not%20".repeat(100) + "displayName%20eq%20'x'";
    assertRefused(graph.eventual().get("/users?$count=true&$filter=" + nots));
    String many = "displayName%20in%20('" + "x','".repeat(1_500) + "x')";
    assertRefused(graph.get("/users?$filter=" + many.replace("x", "xxxx")));
  }

  /** What only looks like an attack is a value like any other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "x'; DROP TABLE directory_object; --",
        "%",
        "_",
        "\\",
        "*",
        "\u2028",
        "x\0y"
      })
  void valuesAreValues(String value) {
    String literal = "'" + value.replace("'", "''") + "'";
    for (String filter :
        new String[] {
          "displayName eq " + literal,
          "startsWith(displayName," + literal + ")",
          "city eq " + literal,
          "userPrincipalName in (" + literal + ")",
          "proxyAddresses/any(p:p eq " + literal + ")",
          "onPremisesImmutableId eq " + literal,
          "id eq " + literal
        }) {
      Reply reply =
          tenant.graph().get("/users?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
      assertThat(reply.expect(200).values("id")).as(filter).isEmpty();
    }
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?$top=-1",
        "/users?$top=99999999999",
        "/users?$orderby=nonsense",
        "/users?$orderby=displayName,city",
        "/users?$orderby=displayName%20sideways",
        "/users?$select=nonsense",
        "/users?$expand=members",
        "/users?$expand=manager($levels=max)",
        "/users?$skiptoken=%27%27",
        "/users?$skiptoken=AAAA",
        "/users?$search=displayName",
        "/users?$apply=aggregate($count%20as%20n)",
        "/users?$select=id&$select=id",
        "/users/00000000-0000-0000-0000-00000000000g",
        "/users/../organization",
        "/users/a%2Fb",
        "/users/delta?$deltatoken=%00",
        "/users/delta?$skiptoken=Zjo5OTk",
        "/directory/deletedItems/nonsense",
        "/devices(deviceId='nonsense')",
        "/auditLogs/directoryAudits?$top=x",
        "/auditLogs/provisioning/nonsense",
        "/nonsense/of/a/path",
      })
  void malformedRequests(String path) {
    assertRefused(tenant.graph().get(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "7",
        "\"text\"",
        "null",
        "{\"displayName\":\"x\"",
        "{\"displayName\":\"x\",}",
        "{\"displayName\":NaN}",
        "{\"displayName\":\"x\",\"displayName\":\"y\"}",
        "{\"displayName\":\"a\\u0000b\"}",
        "{\"displayName\":{\"$ne\":null}}",
        "{\"displayName\":[\"x\"]}",
        "{\"nonsense\":1}",
        "{\"DisplayName\":\"x\"}",
        "{\"__proto__\":{}}",
        "{\"manager@odata.bind\":5}",
        "{\"nonsense@odata.bind\":\"https://graph.microsoft.com/v1.0/users/x\"}",
        "\u0000\u0001",
        "<user/>",
      })
  void malformedBodies(String body) {
    String admin = "/users/admin@adatum.onmicrosoft.com";
    assertRefused(tenant.graph().send("PATCH", admin, Optional.of(body)));
    assertRefused(tenant.graph().send("POST", "/users", Optional.of(body)));
  }

  @Test
  void bodiesThatAreTooLargeOrTooDeep() {
    String huge = "{\"aboutMe\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
    assertRefused(tenant.graph().send("POST", "/users", Optional.of(huge)));
    String deep = "{\"displayName\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    assertRefused(tenant.graph().send("POST", "/users", Optional.of(deep)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"requests\":[]}",
        "{\"requests\":5}",
        "{\"requests\":[{\"id\":\"1\"},{\"id\":\"1\"}]}",
        "{\"requests\":[{\"method\":\"GET\",\"url\":\"/users\"}]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\",\"dependsOn\":[\"1\"]}]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/a\",\"dependsOn\":[\"2\"]}]}",
      })
  void malformedBatches(String body) {
    assertRefused(tenant.graph().send("POST", "/$batch", Optional.of(body)));
  }

  @Test
  void whatIsWrongInsideABatchIsItsOwnAffair() {
    Reply batch =
        tenant
            .graph()
            .post(
                "/$batch",
                "{'requests':[{'id':'1','method':'TRACE','url':'/users'},"
                    + "{'id':'2','method':'GET','url':'/$batch'},"
                    + "{'id':'3','method':'GET','url':'/users/%E0%A4%A'},"
                    + "{'id':'4','method':'POST','url':'/users','body':'text'},"
                    + "{'id':'5','method':'GET','url':'/users?$count=true',"
                    + "'headers':{'ConsistencyLevel':'eventual'}}]}")
            .expect(200);
    assertThat(batch.body().path("responses").findValues("status"))
        .extracting(status -> status.asInt())
        .containsExactly(400, 400, 400, 400, 200);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void tokensThatAreNone() {
    String token = tenant.adminToken();
    String[] parts = token.split("\\.", -1);
    String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
    String changed =
        parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];
    for (String wrong :
        new String[] {none, changed, parts[0] + "." + parts[1], "x".repeat(4_000)}) {
      assertRefused(tenant.withToken("/v1.0", wrong).get("/users"));
    }
  }

  /** A thousand filters made of pieces of filters; the seed is in the message. */
  @Test
  void anyTextIsAnsweredOrRefused() {
    String[] pieces = {
      "displayName",
      "mail",
      "accountEnabled",
      " eq ",
      " ne ",
      " and ",
      " or ",
      "not ",
      "'x'",
      "''",
      "'",
      "(",
      ")",
      "true",
      "null",
      "5",
      "startsWith(",
      "endsWith(",
      ",",
      "/any(p:",
      "p",
      "/",
      "$count",
      " in ",
      "proxyAddresses",
      "2026-01-01T00:00:00Z",
      "-",
      "%",
      "é",
      "\uD83D\uDE00"
    };
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TenantClient graph = tenant.graph().eventual();
    for (int i = 0; i < 1_000; i++) {
      StringBuilder filter = new StringBuilder();
      for (int n = random.nextInt(8) + 1; n > 0; n--) {
        filter.append(pieces[random.nextInt(pieces.length)]);
      }
      Reply reply =
          graph.get(
              "/users?$count=true&$filter="
                  + URLEncoder.encode(filter.toString(), StandardCharsets.UTF_8));
      assertThat(reply.status()).as("seed %d: %s: %s", seed, filter, reply.text()).isIn(200, 400);
    }
    assertThat(state()).isEqualTo(before);
  }
}
