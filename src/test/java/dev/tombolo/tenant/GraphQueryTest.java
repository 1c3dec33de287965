package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.sql.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphQueryTest {
  private static TestTenant filled(TestDatabase database) {
    TestTenant tenant = TestTenant.on(database);
    List<ProvisioningOperation> operations = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      operations.add(
          TestTenant.addUser(
              "anchor" + i,
              "userPrincipalName",
              String.format("u%02d@adatum.com", i),
              "displayName",
              String.format("User %02d", i),
              "department",
              i % 5 == 0 ? "Sales" : "Development",
              "city",
              i % 10 == 0 ? "Oslo" : "Rome",
              "accountEnabled",
              Boolean.toString(i % 8 != 0),
              "extensionAttribute1",
              i == 7 ? "seven" : "other",
              "proxyAddresses",
              String.format("SMTP:u%02d@adatum.com|smtp:alias%02d@adatum.com", i, i)));
    }
    tenant.sync(operations.toArray(ProvisioningOperation[]::new));
    return tenant;
  }

  private static String query(String... options) {
    List<String> parts = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      parts.add(
          option.substring(0, equals + 1)
              + URLEncoder.encode(option.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return "/users?" + String.join("&", parts);
  }

  private static String[] users(int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(i -> String.format("User %02d", i))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource
  void filtersFindWhatTheySay(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      TenantClient graph = tenant.graph();
      assertFound(graph, "userPrincipalName eq 'U03@ADATUM.com'", 3);
      assertFound(graph, "mail eq 'u04@adatum.com' or userPrincipalName eq 'u05@adatum.com'", 4, 5);
      assertFound(graph, "userPrincipalName in ('u06@adatum.com','nobody','u07@adatum.com')", 6, 7);
      assertFound(graph, "startsWith(displayName,'user 1') and department eq 'sales'", 10, 15);
      assertFound(graph, "department eq 'Sales' and accountEnabled eq false", 0);
      assertFound(graph, "displayName ge 'User 22' and displayName le 'User 24'", 22, 23, 24);
      assertFound(graph, "onPremisesImmutableId eq 'anchor9'", 9);
      assertFound(graph, "onPremisesImmutableId eq 'ANCHOR9'");
      assertFound(graph, "city eq 'oslo'", 0, 10, 20);
      assertFound(
          graph, "city eq 'Oslo' and department eq 'Sales' and accountEnabled eq true", 10, 20);
      assertFound(graph, "proxyAddresses/any(p:p eq 'smtp:alias12@adatum.com')", 12);
      assertFound(graph, "proxyAddresses/any(p:p eq 'SMTP:nobody@adatum.com')");
      assertFound(graph, "onPremisesExtensionAttributes/extensionAttribute1 eq 'seven'", 7);
      assertFound(graph, "onPremisesSyncEnabled eq true and accountEnabled eq false", 0, 8, 16, 24);
      assertFound(graph, "onPremisesProvisioningErrors/any(x:x/category eq 'PropertyConflict')");
      assertFound(
          graph, "(city eq 'Oslo' or city eq 'Paris') and startsWith(displayName,'User 2')", 20);
      assertThat(
              graph
                  .get(query("$filter=onPremisesSyncEnabled eq null", "$select=userPrincipalName"))
                  .expect(200)
                  .values("userPrincipalName"))
          .containsExactly("admin@adatum.onmicrosoft.com");
    }
  }

  private static void assertFound(TenantClient graph, String filter, int... users) {
    assertThat(graph.get(query("$filter=" + filter)).expect(200).values("displayName"))
        .as(filter)
        .containsExactlyInAnyOrder(users(users));
  }

  @ParameterizedTest
  @EnumSource
  void advancedQueriesNeedTheHeaderAndTheCount(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      for (String filter :
          List.of(
              "accountEnabled ne true",
              "not startsWith(displayName,'User')",
              "endsWith(userPrincipalName,'4@adatum.com')",
              "proxyAddresses/any()",
              "businessPhones/$count eq 0")) {
        tenant.graph().get(query("$filter=" + filter)).expectError(400, "Request_UnsupportedQuery");
        tenant
            .graph()
            .eventual()
            .get(query("$filter=" + filter))
            .expectError(400, "Request_UnsupportedQuery");
        tenant.graph().eventual().get(query("$filter=" + filter, "$count=true")).expect(200);
      }
      Reply found =
          tenant
              .graph()
              .eventual()
              .get(query("$filter=endsWith(userPrincipalName,'4@adatum.com')", "$count=true"));
      assertThat(found.values("displayName")).containsExactlyInAnyOrder(users(4, 14, 24));
      assertThat(found.body().path("@odata.count").asInt()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesFollowOneAnotherByAbsoluteLinks(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      TenantClient graph = tenant.graph();
      for (String[] options :
          new String[][] {
            {"$top=7", "$select=displayName"},
            {"$top=7", "$select=displayName", "$filter=startsWith(displayName,'User')"},
            {"$top=7", "$select=displayName", "$filter=city ge 'A'"},
            {"$top=7", "$select=displayName", "$orderby=displayName desc"},
          }) {
        List<String> names = new ArrayList<>();
        Reply page = graph.get(query(options)).expect(200);
        assertThat(page.get("@odata.context"))
            .isEqualTo(tenant.base() + "/v1.0/$metadata#users(displayName)");
        while (true) {
          assertThat(page.body().path("value").size()).isLessThanOrEqualTo(7);
          names.addAll(page.values("displayName"));
          if (!page.body().has("@odata.nextLink")) {
            break;
          }
          assertThat(page.get("@odata.nextLink")).startsWith(tenant.base() + "/v1.0/users?");
          page = graph.get(page.get("@odata.nextLink")).expect(200);
        }
        names.remove("MOD Administrator");
        assertThat(names).as(String.join("&", options)).hasSize(25).doesNotHaveDuplicates();
        assertThat(names).contains("User 00", "User 24");
      }
      List<String> descending =
          graph.get(query("$orderby=displayName desc", "$top=3")).values("displayName");
      assertThat(descending).containsExactly(users(24, 23, 22));
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsComeWithTheHeaderOnThePageThatIsFirst(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      tenant.graph().get("/users?$count=true").expectError(400, "Request_BadRequest");
      assertThat(
              tenant.graph().get("/users/$count").expectError(400, "Request_BadRequest").message())
          .isEqualTo("$count is not currently supported.");
      TenantClient eventual = tenant.graph().eventual();
      Reply number = eventual.get("/users/$count").expect(200);
      assertThat(number.text()).isEqualTo("26");
      assertThat(number.headers().firstValue("Content-Type")).contains("text/plain");
      assertThat(eventual.get("/users/$count?$filter=city%20eq%20'Oslo'").text()).isEqualTo("3");
      Reply first = eventual.get("/users?$count=true&$top=20").expect(200);
      assertThat(first.body().path("@odata.count").asInt()).isEqualTo(26);
      Reply second = eventual.get(first.get("@odata.nextLink")).expect(200);
      assertThat(second.body().has("@odata.count")).isFalse();
      // The header does not travel with the link.
      tenant.graph().get(first.get("@odata.nextLink")).expectError(400, "Request_BadRequest");
    }
  }

  @ParameterizedTest
  @EnumSource
  void searchNeedsTheHeader(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      String search = query("$search=\"displayName:user 1\" AND \"mail:u12\"");
      assertThat(tenant.graph().get(search).expectError(400, "Request_UnsupportedQuery").message())
          .isEqualTo(
              "Request with $search query parameter only works through MSGraph with a special"
                  + " request header: 'ConsistencyLevel: eventual'");
      assertThat(tenant.graph().eventual().get(search).expect(200).values("displayName"))
          .containsExactly("User 12");
    }
  }

  @ParameterizedTest
  @EnumSource
  void selectionIsDefaultOrAsAsked(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      Reply user = tenant.graph().get("/users/u01@adatum.com").expect(200);
      List<String> names = new ArrayList<>();
      user.body().fieldNames().forEachRemaining(names::add);
      assertThat(names)
          .containsExactlyInAnyOrder(
              "@odata.context",
              "id",
              "businessPhones",
              "displayName",
              "givenName",
              "jobTitle",
              "mail",
              "mobilePhone",
              "officeLocation",
              "preferredLanguage",
              "surname",
              "userPrincipalName");
      Reply chosen =
          tenant
              .graph()
              .get(
                  "/users/u07@adatum.com?$select=onPremisesSyncEnabled,onPremisesExtensionAttributes,assignedLicenses,deletedDateTime")
              .expect(200);
      assertThat(chosen.body().path("onPremisesSyncEnabled").asBoolean()).isTrue();
      assertThat(chosen.body().at("/onPremisesExtensionAttributes/extensionAttribute1").asText())
          .isEqualTo("seven");
      assertThat(chosen.body().at("/onPremisesExtensionAttributes/extensionAttribute15").isNull())
          .isTrue();
      assertThat(chosen.body().path("assignedLicenses").isArray()).isTrue();
      assertThat(chosen.body().path("deletedDateTime").isNull()).isTrue();
      assertThat(
              tenant
                  .graph()
                  .get("/users?$select=shadowMail")
                  .expectError(400, "BadRequest")
                  .message())
          .isEqualTo(
              "Could not find a property named 'shadowMail' on type 'microsoft.graph.user'.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void malformedQueriesAreRefused(TestDatabase database) {
    try (TestTenant tenant = filled(database)) {
      TenantClient graph = tenant.graph();
      graph.get(query("$filter=nothing eq 'x'")).expectError(400, "BadRequest");
      graph.get(query("$filter=displayName eq")).expectError(400, "BadRequest");
      graph.get(query("$filter=displayName eq 'x' or 1=1 --")).expectError(400, "BadRequest");
      graph.get("/users?$top=0").expectError(400, "Request_UnsupportedQuery");
      graph.get("/users?$top=1000").expectError(400, "Request_UnsupportedQuery");
      graph.get("/users?$top=many").expectError(400, "Request_UnsupportedQuery");
      graph.get("/users?$top=1&$top=2").expectError(400, "BadRequest");
      graph.get("/users?$skip=5").expectError(400, "Request_UnsupportedQuery");
      graph.get("/users?$nonsense=5").expectError(400, "BadRequest");
      graph.get("/users?$orderby=city").expectError(400, "Request_UnsupportedQuery");
      graph.get("/users?$skiptoken=zzz").expectError(400, "Directory_ExpiredPageToken");
      graph.get("/users?$expand=nothing").expectError(400, "BadRequest");
      graph.get("/users?$count=perhaps").expectError(400, "BadRequest");
      graph
          .get(query("$filter=contains(displayName,'x')"))
          .expectError(400, "Request_UnsupportedQuery");
    }
  }
}
