package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.sql.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphUsersTest {
  /** A body that creates a user, who must change the password {@code Pa$$w0rd-1}. */
  static String userNamed(String name) {
    return "{'accountEnabled':true,'displayName':'"
        + name
        + "','mailNickname':'"
        + name
        + "','userPrincipalName':'"
        + name
        + "@adatum.com','passwordProfile':{'password':'Pa$$w0rd-1','forceChangePasswordNextSignIn':true}}";
  }

  @ParameterizedTest
  @EnumSource
  void aUserIsCreatedChangedAndDeleted(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      Reply created = graph.post("/users", userNamed("pat")).expect(201);
      String path = "/users/" + created.get("id");
      assertThat(created.headers().firstValue("Location")).contains(tenant.base() + "/v1.0" + path);
      assertThat(created.get("@odata.context"))
          .isEqualTo(tenant.base() + "/v1.0/$metadata#users/$entity");
      assertThat(created.body().has("passwordProfile")).isFalse();
      graph
          .patch(
              path,
              "{'@odata.type':'#microsoft.graph.user','jobTitle':'Clerk','department':'Sales',"
                  + "'businessPhones':['+1'],'mail':'pat@adatum.com','otherMails':['p@x.org'],"
                  + "'onPremisesExtensionAttributes':{'extensionAttribute3':'c'}}")
          .expect(204);
      Reply changed =
          graph
              .get(
                  path
                      + "?$select=jobTitle,businessPhones,proxyAddresses,createdDateTime,userType,onPremisesExtensionAttributes,onPremisesSyncEnabled")
              .expect(200);
      assertThat(changed.get("jobTitle")).isEqualTo("Clerk");
      assertThat(changed.body().at("/proxyAddresses/0").asText()).isEqualTo("SMTP:pat@adatum.com");
      assertThat(changed.get("createdDateTime")).isEqualTo("2026-11-23T12:00:00Z");
      assertThat(changed.get("userType")).isEqualTo("Member");
      assertThat(changed.body().path("onPremisesSyncEnabled").isNull()).isTrue();
      assertThat(changed.body().at("/onPremisesExtensionAttributes/extensionAttribute3").asText())
          .isEqualTo("c");
      graph.patch(path, "{'jobTitle':null}").expect(204);
      assertThat(graph.get(path).body().path("jobTitle").isNull()).isTrue();
      assertThat(graph.get("/users('pat@ADATUM.com')").expect(200).get("id"))
          .isEqualTo(created.get("id"));
      graph.delete("/users/pat@adatum.com").expect(204);
      assertThat(graph.get(path).expectError(404, "Request_ResourceNotFound").message())
          .isEqualTo(
              "Resource '"
                  + created.get("id")
                  + "' does not exist or one of its queried reference-property objects are not"
                  + " present.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'displayName':''} | Request_BadRequest | Invalid value specified for property 'displayName' of resource 'User'.",
        "{'displayName':5} | Request_BadRequest | Invalid value specified for property 'displayName' of resource 'User'.",
        "{'displayName':null} | Request_BadRequest | Invalid value specified for property 'displayName' of resource 'User'.",
        "{'accountEnabled':'yes'} | Request_BadRequest | Invalid value specified for property 'accountEnabled' of resource 'User'.",
        "{'usageLocation':'Norway'} | Request_BadRequest | Invalid value specified for property 'usageLocation' of resource 'User'.",
        "{'businessPhones':['1','2']} | Request_BadRequest | Invalid value specified for property 'businessPhones' of resource 'User'.",
        "{'mail':'no address'} | Request_BadRequest | Invalid value specified for property 'mail' of resource 'User'.",
        "{'mailNickname':'a b'} | Request_BadRequest | Invalid value specified for property 'mailNickname' of resource 'User'.",
        "{'onPremisesImmutableId':'a$b'} | Request_BadRequest | Invalid value specified for property 'onPremisesImmutableId' of resource 'User'.",
        "{'id':'x'} | Request_BadRequest | Property 'id' is read-only and cannot be set.",
        "{'proxyAddresses':[]} | Request_BadRequest | Property 'proxyAddresses' is read-only and cannot be set.",
        "{'onPremisesSyncEnabled':false} | Request_BadRequest | Property 'onPremisesSyncEnabled' is read-only and cannot be set.",
        "{'userPrincipalName':'pat@contoso.com'} | Request_BadRequest | The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
        "{'userPrincipalName':'p at@adatum.com'} | Request_BadRequest | Invalid value specified for property 'userPrincipalName' of resource 'User'.",
        "{'userPrincipalName':'admin@adatum.onmicrosoft.com'} | Request_BadRequest | Another object with the same value for property userPrincipalName already exists.",
        "{'mail':'admin@adatum.onmicrosoft.com'} | Request_BadRequest | Another object with the same value for property proxyAddresses already exists.",
        "{'passwordProfile':{'password':'short'}} | Request_BadRequest | The specified password does not comply with password complexity requirements. Please provide a different password.",
        "{'shadowMail':'x'} | BadRequest | The property 'shadowMail' does not exist on type 'microsoft.graph.user'. Make sure to only use property names that are defined by the type.",
        "{'nonsense':1} | BadRequest | The property 'nonsense' does not exist on type 'microsoft.graph.user'. Make sure to only use property names that are defined by the type.",
      })
  void aWrongPatchChangesNothing(String patch, String code, String message) {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      String path = "/users/" + graph.post("/users", userNamed("pat")).expect(201).get("id");
      String before = graph.get(path + "?$select=*,proxyAddresses,usageLocation").text();
      String both = patch.replaceFirst("\\{", "{'jobTitle':'Clerk',");
      assertThat(graph.patch(path, both).expectError(400, code).message()).isEqualTo(message);
      assertThat(graph.get(path + "?$select=*,proxyAddresses,usageLocation").text())
          .isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "accountEnabled",
    "displayName",
    "mailNickname",
    "userPrincipalName",
    "passwordProfile"
  })
  void creationNeedsItsProperties(String missing) {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String body = userNamed("pat").replace("'" + missing + "'", "'@ignored." + missing + "'");
      assertThat(
              tenant.graph().post("/users", body).expectError(400, "Request_BadRequest").message())
          .isEqualTo("A value is required for property '" + missing + "' of resource 'User'.");
      assertThat(tenant.graph().eventual().get("/users/$count").text()).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodiesThatAreNotJsonAreRefused(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      for (String body :
          new String[] {"", "{", "[]", "null", "{\"a\":1}{\"b\":2}", "{\"a\":1,\"a\":2}"}) {
        tenant.graph().send("POST", "/users", Optional.of(body)).expectError(400, "BadRequest");
      }
      String huge = "{\"displayName\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
      tenant
          .graph()
          .send("POST", "/users", Optional.of(huge))
          .expectError(413, "RequestEntityTooLarge");
      assertThat(tenant.graph().eventual().get("/users/$count").text()).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void unknownResourcesAnswerAsGraphDoes(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      assertThat(graph.get("/robots").expectError(400, "BadRequest").message())
          .isEqualTo("Resource not found for the segment 'robots'.");
      graph.put("/users", "{}").expectError(405, "Request_BadRequest");
      graph.get("/users/not-an-id").expectError(404, "Request_ResourceNotFound");
      graph.get("/users/'%20or%20'1'='1").expectError(404, "Request_ResourceNotFound");
      graph
          .get("/users/00000000-0000-0000-0000-000000000000")
          .expectError(404, "Request_ResourceNotFound");
      graph.get("/me").expectError(400, "BadRequest");
      tenant.anonymous().get("/nowhere").expect(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsKeepTheNameTheCallerGaveThem(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      Reply reply =
          tenant.graph().with("client-request-id", "my-request-1").get("/robots").expect(400);
      assertThat(reply.headers().firstValue("client-request-id")).contains("my-request-1");
      assertThat(reply.body().at("/error/innerError/client-request-id").asText())
          .isEqualTo("my-request-1");
      assertThat(
              tenant
                  .graph()
                  .with("client-request-id", "x".repeat(500))
                  .get("/users")
                  .headers()
                  .firstValue("client-request-id"))
          .hasValueSatisfying(name -> assertThat(name).hasSize(36));
    }
  }

  @ParameterizedTest
  @EnumSource
  void managersAreSetSeenAndRemoved(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantClient graph = tenant.graph();
      String boss = graph.post("/users", userNamed("boss")).expect(201).get("id");
      String pat = graph.post("/users", userNamed("pat")).expect(201).get("id");
      graph
          .put(
              "/users/" + pat + "/manager/$ref",
              "{'@odata.id':'" + tenant.base() + "/v1.0/users/" + boss + "'}")
          .expect(204);
      Reply manager = graph.get("/users/" + pat + "/manager").expect(200);
      assertThat(manager.get("@odata.type")).isEqualTo("#microsoft.graph.user");
      assertThat(manager.get("id")).isEqualTo(boss);
      assertThat(graph.get("/users/" + boss + "/directReports").values("id")).containsExactly(pat);
      assertThat(
              graph
                  .get("/users/" + pat + "?$expand=manager($select=id,displayName)")
                  .body()
                  .at("/manager/displayName")
                  .asText())
          .isEqualTo("boss");
      graph.delete("/users/" + pat + "/manager/$ref").expect(204);
      graph.get("/users/" + pat + "/manager").expectError(404, "Request_ResourceNotFound");
    }
  }
}
