package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tombolo.sql.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthTest {
  @ParameterizedTest
  @EnumSource
  void applicationsGetSignedTokensWithTheirRoles(TestDatabase database) throws Exception {
    try (TestTenant tenant = TestTenant.on(database)) {
      Map<String, String> form = clientCredentials(tenant);
      Reply reply = tenant.token(form).expect(200);
      assertThat(reply.get("token_type")).isEqualTo("Bearer");
      assertThat(reply.body().path("expires_in").asInt()).isEqualTo(3599);
      SignedJWT token = SignedJWT.parse(reply.get("access_token"));
      assertThat(token.getJWTClaimsSet().getStringListClaim("roles"))
          .contains("User.ReadWrite.All", "Synchronization.ReadWrite.All");
      assertThat(token.getJWTClaimsSet().getStringClaim("tid"))
          .isEqualTo(tenant.settings().tenantId().toString());
      String keys =
          tenant
              .anonymous()
              .get("/" + tenant.settings().tenantId() + "/discovery/v2.0/keys")
              .expect(200)
              .text();
      assertThat(keys).doesNotContain("\"d\"");
      assertThat(token.verify(new RSASSAVerifier(JWKSet.parse(keys).getKeys().get(0).toRSAKey())))
          .isTrue();
      Reply basic =
          tenant
              .anonymous()
              .with("Content-Type", "application/x-www-form-urlencoded")
              .with(
                  "Authorization",
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(
                              (form.get("client_id") + ":" + form.get("client_secret"))
                                  .getBytes(StandardCharsets.UTF_8)))
              .send(
                  "POST",
                  "/adatum.com/oauth2/v2.0/token",
                  Optional.of("grant_type=client_credentials&scope=x%2F.default"));
      basic.expect(200);
    }
  }

  private static Map<String, String> clientCredentials(TestTenant tenant) {
    return new HashMap<>(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            tenant.settings().admin().id().toString(),
            "client_secret",
            tenant.settings().admin().secret(),
            "scope",
            "https://graph.microsoft.com/.default"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret, wrong, 401, invalid_client, 7000215",
    "client_id, a1b2c3d4-0000-4000-8000-000000000000, 400, unauthorized_client, 700016",
    "client_id, nonsense, 400, unauthorized_client, 700016",
    "scope, User.Read, 400, invalid_scope, 70011",
    "grant_type, implicit, 400, unsupported_grant_type, 70003",
    "grant_type, '', 400, invalid_request, 900144",
    "client_id, '', 400, invalid_request, 900144",
    "client_secret, '', 400, invalid_request, 900144"
  })
  void wrongRequestsGetEntrasNumbers(
      String parameter, String value, int status, String error, int code) {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      Map<String, String> form = clientCredentials(tenant);
      form.put(parameter, value);
      Reply reply = tenant.token(form).expect(status);
      assertThat(reply.get("error")).isEqualTo(error);
      assertThat(reply.body().at("/error_codes/0").asInt()).isEqualTo(code);
      assertThat(reply.get("error_description"))
          .startsWith("AADSTS" + code + ": ")
          .contains("Trace ID: " + reply.get("trace_id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void usersSignInByPassword(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      TenantSettings.Account admin = tenant.settings().administrator();
      Reply reply = tenant.signIn(admin.principalName(), admin.password()).expect(200);
      assertThat(reply.get("scope")).isEqualTo("User.Read");
      TenantClient me = tenant.withToken("/v1.0", reply.get("access_token"));
      assertThat(me.get("/me").expect(200).get("userPrincipalName"))
          .isEqualTo(admin.principalName());
      // A global administrator may what the directory's applications may.
      me.get("/auditLogs/directoryAudits").expect(200);
      assertRefused(tenant.signIn(admin.principalName(), "wrong"), 50126);
      assertRefused(tenant.signIn("nobody@adatum.com", "wrong"), 50034);
    }
  }

  private static void assertRefused(Reply reply, int code) {
    reply.expect(400);
    assertThat(reply.get("error")).isEqualTo("invalid_grant");
    assertThat(reply.body().at("/error_codes/0").asInt()).isEqualTo(code);
  }

  @Test
  void disabledUsersAndThoseWhoMustChangeThePasswordAreRefused() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String id =
          tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      assertRefused(tenant.signIn("pat@adatum.com", "Pa$$w0rd-1"), 50055);
      tenant
          .graph()
          .patch(
              "/users/" + id,
              "{'passwordProfile':{'password':'Pa$$w0rd-2','forceChangePasswordNextSignIn':false}}")
          .expect(204);
      tenant.signIn("pat@adatum.com", "Pa$$w0rd-2").expect(200);
      tenant.graph().patch("/users/" + id, "{'accountEnabled':false}").expect(204);
      assertRefused(tenant.signIn("pat@adatum.com", "Pa$$w0rd-2"), 50057);
      tenant.graph().delete("/users/" + id).expect(204);
      assertRefused(tenant.signIn("pat@adatum.com", "Pa$$w0rd-2"), 50034);
    }
  }

  @Test
  void discoveryNamesTheHostTheCallerUsed() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      String id = tenant.settings().tenantId().toString();
      for (String name : new String[] {id, "adatum.onmicrosoft.com", "common"}) {
        Reply reply =
            tenant
                .anonymous()
                .get("/" + name + "/v2.0/.well-known/openid-configuration")
                .expect(200);
        assertThat(reply.get("token_endpoint"))
            .isEqualTo(tenant.base() + "/" + id + "/oauth2/v2.0/token");
        assertThat(reply.get("jwks_uri"))
            .isEqualTo(tenant.base() + "/" + id + "/discovery/v2.0/keys");
        assertThat(reply.get("issuer")).isEqualTo(tenant.base() + "/" + id + "/v2.0");
      }
      assertThat(
              tenant
                  .anonymous()
                  .get("/contoso.com/v2.0/.well-known/openid-configuration")
                  .expect(400)
                  .body()
                  .at("/error_codes/0")
                  .asInt())
          .isEqualTo(90002);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "Bearer", "Bearer x", "Bearer a.b.c", "Basic dXNlcjpwYXNz"})
  void requestsWithoutAProperTokenAreRefused(String header) {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient client = tenant.anonymous();
      if (!header.isEmpty()) {
        client = client.with("Authorization", header);
      }
      Reply reply = client.get("/v1.0/users").expectError(401, "InvalidAuthenticationToken");
      assertThat(reply.headers().firstValue("WWW-Authenticate")).isPresent();
    }
  }

  @Test
  void tokensExpireByTheLabsClock() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      TenantClient graph = tenant.graph();
      tenant.clock().advance(Duration.ofMinutes(59));
      graph.get("/users").expect(200);
      tenant.clock().advance(Duration.ofMinutes(1));
      graph.get("/users").expectError(401, "InvalidAuthenticationToken");
    }
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    try (TestTenant one = TestTenant.on(TestDatabase.H2);
        TestTenant other = TestTenant.on(TestDatabase.H2)) {
      String token = one.token(clientCredentials(one)).get("access_token");
      other.withToken("/v1.0", token).get("/users").expectError(401, "InvalidAuthenticationToken");
    }
  }

  @ParameterizedTest
  @EnumSource
  void permissionsAreEnforced(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      // The connector's application may synchronize and nothing else.
      TenantClient sync = tenant.client("/v1.0", tenant.settings().sync());
      assertThat(sync.get("/users").expectError(403, "Authorization_RequestDenied").message())
          .isEqualTo("Insufficient privileges to complete the operation.");
      sync.post("/users", "{}").expectError(403, "Authorization_RequestDenied");
      tenant.connector().get("/provisioning/v1/configuration").expect(200);
      // A user may read, and may not write or be a connector.
      tenant
          .graph()
          .post("/users", GraphUsersTest.userNamed("pat").replace("true}", "false}"))
          .expect(201);
      String token = tenant.signIn("pat@adatum.com", "Pa$$w0rd-1").expect(200).get("access_token");
      TenantClient user = tenant.withToken("", token);
      user.get("/v1.0/users").expect(200);
      user.delete("/v1.0/users/admin@adatum.onmicrosoft.com")
          .expectError(403, "Authorization_RequestDenied");
      user.get("/v1.0/auditLogs/directoryAudits").expectError(403, "Authorization_RequestDenied");
      user.get("/provisioning/v1/configuration").expectError(403, "Authorization_RequestDenied");
      TenantSettings.Account admin = tenant.settings().administrator();
      String adminToken =
          tenant.signIn(admin.principalName(), admin.password()).get("access_token");
      tenant
          .withToken("", adminToken)
          .get("/provisioning/v1/configuration")
          .expectError(403, "Authorization_RequestDenied");
    }
  }

  private static Map<String, String> form(TestTenant tenant, String grant, String... more) {
    Map<String, String> form =
        new HashMap<>(
            Map.of("grant_type", grant, "client_id", tenant.settings().admin().id().toString()));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static Reply device(TestTenant tenant) {
    return tenant
        .anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST",
            "/adatum.com/oauth2/v2.0/devicecode",
            Optional.of(
                "scope=openid+offline_access+User.Read&client_id="
                    + tenant.settings().admin().id()));
  }

  private static Reply type(TestTenant tenant, String form) {
    return tenant
        .anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/devicelogin", Optional.of(form));
  }

  @ParameterizedTest
  @EnumSource
  void aDeviceWaitsForItsPerson(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database);
        TestTenant sibling = tenant.sibling()) {
      Reply begun = device(tenant).expect(200);
      assertThat(begun.get("verification_uri")).isEqualTo(tenant.base() + "/devicelogin");
      assertThat(begun.get("message")).contains(begun.get("user_code"));
      Map<String, String> poll =
          form(
              tenant,
              "urn:ietf:params:oauth:grant-type:device_code",
              "device_code",
              begun.get("device_code"));
      assertThat(tenant.token(poll).expect(400).get("error")).isEqualTo("authorization_pending");
      TenantSettings.Account admin = tenant.settings().administrator();
      String who =
          "code="
              + begun.get("user_code").toLowerCase(Locale.ROOT)
              + "&username="
              + admin.principalName()
              + "&password=";
      assertThat(type(tenant, who + "wrong").expect(400).text()).contains("AADSTS50126");
      assertThat(tenant.token(poll).get("error")).isEqualTo("authorization_pending");
      type(tenant, who + URLEncoder.encode(admin.password(), StandardCharsets.UTF_8)).expect(200);
      Reply got = sibling.token(poll).expect(200);
      assertThat(got.get("id_token")).isNotEmpty();
      assertThat(
              sibling.withToken("/v1.0", got.get("access_token")).get("/me").expect(200).get("id"))
          .isNotEmpty();
      assertThat(tenant.token(poll).expect(400).get("error")).isEqualTo("invalid_grant");
      assertThat(type(tenant, who + "x").expect(400).text()).contains("not right");
    }
  }

  @Test
  void aDevicesCodeEndsOrIsDeclined() {
    try (TestTenant tenant = TestTenant.on(TestDatabase.H2)) {
      Reply declined = device(tenant).expect(200);
      Map<String, String> poll =
          form(tenant, "device_code", "device_code", declined.get("device_code"));
      type(tenant, "decline=1&code=" + declined.get("user_code")).expect(200);
      assertThat(tenant.token(poll).expect(400).get("error")).isEqualTo("authorization_declined");
      Reply late = device(tenant).expect(200);
      tenant.clock().advance(Duration.ofMinutes(15));
      assertThat(
              tenant
                  .token(form(tenant, "device_code", "device_code", late.get("device_code")))
                  .expect(400)
                  .get("error"))
          .isEqualTo("expired_token");
      type(tenant, "code=" + late.get("user_code") + "&username=x&password=y").expect(400);
      assertThat(type(tenant, "code=<script>").expect(400).text()).doesNotContain("<script>");
      assertThat(
              tenant
                  .token(form(tenant, "device_code", "device_code", "nonsense"))
                  .expect(400)
                  .get("error"))
          .isEqualTo("invalid_grant");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefreshTokenIsGoodUntilTheSessionsAreRevoked(TestDatabase database) throws Exception {
    try (TestTenant tenant = TestTenant.on(database)) {
      String id =
          tenant
              .graph()
              .post("/users", GraphUsersTest.userNamed("pat").replace("true}", "false}"))
              .expect(201)
              .get("id");
      Reply first = session(tenant).expect(200);
      SignedJWT idToken = SignedJWT.parse(first.get("id_token"));
      assertThat(idToken.getJWTClaimsSet().getStringClaim("preferred_username"))
          .isEqualTo("pat@adatum.com");
      assertThat(idToken.getJWTClaimsSet().getIssuer())
          .isEqualTo(tenant.base() + "/" + tenant.settings().tenantId() + "/v2.0");
      assertThat(first.get("client_info")).isNotEmpty();
      tenant.clock().advance(Duration.ofDays(10));
      Reply second = refresh(tenant, first.get("refresh_token")).expect(200);
      tenant.withToken("/v1.0", second.get("access_token")).get("/me").expect(200);
      tenant
          .withToken("/v1.0", first.get("refresh_token"))
          .get("/me")
          .expectError(401, "InvalidAuthenticationToken");
      assertRefused(refresh(tenant, first.get("access_token")), 9002313);
      assertRefused(refresh(tenant, "nonsense"), 9002313);
      tenant.graph().post("/users/" + id + "/revokeSignInSessions", "{}").expect(200);
      assertRefused(refresh(tenant, second.get("refresh_token")), 50173);
      tenant.clock().advance(Duration.ofSeconds(2));
      Reply anew = session(tenant).expect(200);
      refresh(tenant, anew.get("refresh_token")).expect(200);
      tenant.graph().patch("/users/" + id, "{'accountEnabled':false}").expect(204);
      assertRefused(refresh(tenant, anew.get("refresh_token")), 50057);
    }
  }

  private static Reply session(TestTenant tenant) {
    return tenant.token(
        form(
            tenant,
            "password",
            "username",
            "pat@adatum.com",
            "password",
            "Pa$$w0rd-1",
            "client_info",
            "1",
            "scope",
            "openid offline_access https://graph.microsoft.com/User.Read"));
  }

  private static Reply refresh(TestTenant tenant, String token) {
    return tenant.token(form(tenant, "refresh_token", "refresh_token", token));
  }
}
