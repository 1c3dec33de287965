package dev.tombolo.tenant.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TestTenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resets by users whose passwords are the cloud's own: who may, by which proofs, how often. */
class SelfServiceResetTest {
  private static final String ADA = "ada@adatum.com";
  private static final String OLD = "Old-Passw0rd";
  private static final String NEW = "N3w-Passw0rd";

  private TestTenant tenant;
  private SelfServiceCaller caller;
  private String ada;

  @BeforeEach
  void start() {
    start(TestDatabase.H2);
  }

  private void start(TestDatabase database) {
    tenant = TestTenant.on(database);
    caller = new SelfServiceCaller(tenant);
    ada = user("ada");
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  private String user(String name) {
    return tenant
        .graph()
        .post(
            "/users",
            "{'displayName':'"
                + name
                + "','mailNickname':'"
                + name
                + "','userPrincipalName':'"
                + name
                + "@adatum.com','accountEnabled':true,'passwordProfile':{'password':'"
                + OLD
                + "','forceChangePasswordNextSignIn':false}}")
        .expect(201)
        .get("id");
  }

  private static String policy(String scope, int gates, String more) {
    return "{'scope':'"
        + scope
        + "','methodsRequired':"
        + gates
        + ",'writeBackPasswords':true,'allowUnlock':true"
        + more
        + "}";
  }

  private boolean signsIn(String password) {
    return tenant.signIn(ADA, password).status() == 200;
  }

  @Test
  void oneProofIsEnoughWhereThePolicyAsksForOne() {
    caller.registerMail(ADA);
    Reply begun = caller.begin(ADA).expect(200);
    assertThat(begun.body().path("gates").asInt()).isEqualTo(1);
    assertThat(begun.body().at("/methods/0/hint").asText()).isEqualTo("a***@example.org");
    assertThat(begun.body().path("unlockAllowed").asBoolean()).isFalse();
    String id = begun.get("id");
    assertThat(caller.reset(id, NEW).expect(400).get("code")).isEqualTo("VerificationRequired");
    assertThat(caller.pass(id, ADA, "email").body().path("gatesLeft").asInt()).isZero();
    assertThat(caller.reset(id, NEW).expect(200).get("onPremisesAgent")).isEqualTo("None");
    assertThat(signsIn(NEW)).isTrue();
    assertThat(signsIn(OLD)).isFalse();
    assertThat(caller.reset(id, "An0ther-one!").expect(400).get("code")).isEqualTo("SessionEnded");
    assertThat(audit())
        .contains(
            "Reset password (self-service)",
            "Self-service password reset flow activity progress",
            "User registered for self-service password reset");
  }

  @Test
  void aWeakPasswordIsRefusedAndAnotherMayBeChosen() {
    caller.registerMail(ADA);
    String id = caller.proven(ADA);
    assertThat(caller.reset(id, "weak").expect(400).get("code")).isEqualTo("FuzzyPolicyViolation");
    assertThat(signsIn(OLD)).isTrue();
    caller.reset(id, NEW).expect(200);
    assertThat(signsIn(NEW)).isTrue();
  }

  @Test
  void theStateMayBeKeptInPostgreSql() {
    stop();
    start(TestDatabase.POSTGRESQL);
    caller.registerMail(ADA);
    caller.reset(caller.proven(ADA), NEW).expect(200);
    tenant.clock().advance(Duration.ofDays(2));
    assertThat(signsIn(NEW)).isTrue();
    assertThat(caller.inbox(ADA).path("messages")).isEmpty();
  }

  @Test
  void twoGatesTakeTwoDifferentProofs() {
    caller.policy(policy("all", 2, "")).expect(204);
    caller.registerMail(ADA);
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("SSPR_0014");
    caller.register(ADA, "mobilePhone", "{'contact':'+44 20 7946 0123'}");
    String id = caller.begun(ADA);
    assertThat(caller.pass(id, ADA, "email").body().path("gatesLeft").asInt()).isEqualTo(1);
    assertThat(caller.challenge(id, "email").expect(400).get("code"))
        .isEqualTo("VerificationFailed");
    assertThat(caller.reset(id, NEW).expect(400).get("code")).isEqualTo("VerificationRequired");
    caller.pass(id, ADA, "mobilePhone");
    caller.reset(id, NEW).expect(200);
  }

  @Test
  void answersAppCodesAndNotificationsAreProofsToo() {
    caller.register(
        ADA, "securityQuestions", "{'answers':{'City?':'Paris','Pet?':'Rex','Car?':'Citroen'}}");
    caller.register(ADA, "mobileAppCode", "{}");
    caller.register(ADA, "mobileAppNotification", "{}");
    String id = caller.begun(ADA);
    assertThat(caller.challenge(id, "securityQuestions").expect(200).body().path("questions"))
        .hasSize(3);
    caller
        .step(
            "/resets/" + id + "/verify",
            "{'method':'securityQuestions','answers':{'City?':'Rome','Pet?':'Rex','Car?':'Citroen'}}")
        .expect(400);
    caller
        .step(
            "/resets/" + id + "/verify",
            "{'method':'securityQuestions','answers':{'City?':' PARIS','Pet?':'rex','Car?':'Citroen'}}")
        .expect(200);
    String other = caller.begun(ADA);
    caller.verify(other, "mobileAppCode", "x").expect(400);
    caller
        .verify(other, "mobileAppCode", caller.inbox(ADA).path("authenticatorCode").asText())
        .expect(200);
    String third = caller.begun(ADA);
    caller.challenge(third, "mobileAppNotification").expect(200);
    caller.verify(third, "mobileAppNotification", "").expect(400);
    tenant
        .admin()
        .post("/selfservice/v1/users/" + ADA + "/inbox/" + third + "/approve", "{}")
        .expect(204);
    caller.verify(third, "mobileAppNotification", "").expect(200);
  }

  @Test
  void codesAreGoodOnceForAWhileAndForFewTries() {
    caller.registerMail(ADA);
    String id = caller.begun(ADA);
    caller.challenge(id, "email").expect(200);
    String late = caller.code(ADA);
    tenant.clock().advance(Challenges.LIFETIME);
    assertThat(caller.verify(id, "email", late).expect(400).get("code"))
        .isEqualTo("VerificationFailed");
    caller.challenge(id, "email").expect(200);
    String guessed = caller.code(ADA);
    for (int guess = 0; guess < 5; guess++) {
      caller.verify(id, "email", "wrong").expect(400);
    }
    caller.verify(id, "email", guessed).expect(400);
    tenant.clock().advance(ResetFlows.LIFETIME);
    assertThat(caller.challenge(id, "email").expect(400).get("code")).isEqualTo("SessionEnded");
  }

  @ParameterizedTest
  @CsvSource({"none,SSPR_0009", "all,SSPR_0014"})
  void whoMayNotIsToldWhyAndStrangersNoMore(String scope, String code) {
    caller.policy(policy(scope, 1, "")).expect(204);
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo(code);
    assertThat(caller.begin("nobody@adatum.com").expect(400).get("code")).isEqualTo(code);
  }

  @Test
  void membersOfTheSelectedGroupMayNestedOnesToo() {
    String outer = group("outer");
    String inner = group("inner");
    caller.policy(policy("selected", 1, ",'selectedGroup':'" + outer + "'")).expect(204);
    caller.registerMail(ADA);
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("SSPR_0013");
    assertThat(caller.begin("nobody@adatum.com").expect(400).get("code")).isEqualTo("SSPR_0013");
    member(outer, inner);
    member(inner, ada);
    caller.begin(ADA).expect(200);
  }

  private String group(String name) {
    return tenant
        .graph()
        .post(
            "/groups",
            "{'displayName':'"
                + name
                + "','mailEnabled':false,'mailNickname':'"
                + name
                + "','securityEnabled':true}")
        .expect(201)
        .get("id");
  }

  private void member(String group, String member) {
    tenant
        .graph()
        .post(
            "/groups/" + group + "/members/$ref",
            "{'@odata.id':'https://graph.microsoft.com/v1.0/directoryObjects/" + member + "'}")
        .expect(204);
  }

  @Test
  void administratorsGiveTwoProofsAndQuestionsAreNone() {
    String admin = tenant.settings().administrator().principalName();
    caller.policy(policy("none", 1, "")).expect(204);
    caller.registerMail(admin);
    caller.register(
        admin, "securityQuestions", "{'answers':{'City?':'Paris','Pet?':'Rex','Car?':'Citroen'}}");
    assertThat(caller.begin(admin).expect(400).get("code")).isEqualTo("SSPR_0014");
    caller.register(admin, "officePhone", "{'contact':'020 7946 0123'}");
    assertThat(caller.begin(admin).expect(200).body().path("gates").asInt()).isEqualTo(2);
  }

  @Test
  void aPolicyWithFewerMethodsThanGatesLetsNobody() {
    caller.policy(policy("all", 2, ",'methods':['email']")).expect(204);
    caller.registerMail(ADA);
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("SSPR_0011");
    caller.policy(policy("all", 3, "")).expectError(400, "BadRequest");
    caller.policy(policy("all", 1, ",'methods':[]")).expectError(400, "BadRequest");
    caller.policy(policy("all", 1, ",'reconfirmDays':731")).expectError(400, "BadRequest");
  }

  @Test
  void theSixthAttemptWithinAnHourBlocksForADay() {
    caller.register(ADA, "mobilePhone", "{'contact':'+44 20 7946 0123'}");
    String id = caller.begun(ADA);
    for (int attempt = 0; attempt < Throttle.ALLOWED; attempt++) {
      caller.challenge(id, "mobilePhone").expect(200);
    }
    assertThat(caller.challenge(id, "mobilePhone").expect(400).get("code"))
        .isEqualTo("UserBlocked");
    assertThat(audit()).contains("Blocked from self-service password reset");
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("UserBlocked");
    tenant.clock().advance(Throttle.BLOCKED.minusSeconds(1));
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("UserBlocked");
    tenant.clock().advance(Duration.ofSeconds(2));
    caller.begin(ADA).expect(200);
  }

  @Test
  void attemptsThatAreAnHourOldDoNotCount() {
    caller.register(ADA, "mobilePhone", "{'contact':'+44 20 7946 0123'}");
    for (int attempt = 0; attempt < 2 * Throttle.ALLOWED; attempt++) {
      caller.challenge(caller.begun(ADA), "mobilePhone").expect(200);
      tenant.clock().advance(Duration.ofMinutes(13));
    }
  }

  @Test
  void anAddressThatAUserRegistersCountsOnceItsCodeIsGivenBack() {
    String token = tenant.signIn(ADA, OLD).expect(200).get("access_token");
    var me = tenant.withToken("/selfservice/v1", token);
    assertThat(me.get("/me/methods").expect(200).body().path("registrationDue").asBoolean())
        .isTrue();
    me.put("/me/methods/email", "{'contact':'no address'}").expectError(400, "Request_BadRequest");
    me.put("/me/methods/email", "{'contact':'ada@example.org'}").expect(200);
    assertThat(me.get("/me/methods").body().path("methods")).isEmpty();
    me.post("/me/methods/email/confirm", "{'code':'0'}").expectError(400, "Request_BadRequest");
    me.post("/me/methods/email/confirm", "{'code':'" + caller.code(ADA) + "'}").expect(204);
    JsonNode methods = me.get("/me/methods").body();
    assertThat(methods.at("/methods/0/contact").asText()).isEqualTo("ada@example.org");
    assertThat(methods.path("registrationDue").asBoolean()).isFalse();
    tenant.clock().advance(Duration.ofDays(181));
    String later = tenant.signIn(ADA, OLD).expect(200).get("access_token");
    var again = tenant.withToken("/selfservice/v1", later);
    assertThat(again.get("/me/methods").body().path("registrationDue").asBoolean()).isTrue();
    again.send("DELETE", "/me/methods/email", Optional.empty()).expect(204);
    again.send("DELETE", "/me/methods/email", Optional.empty()).expect(404);
  }

  @Test
  void whatTheDirectorySaysOfAUserIsAMethodUntilAnotherIsRegistered() {
    tenant
        .graph()
        .patch("/users/" + ada, "{'mobilePhone':'+44 20 7946 0199','otherMails':['a@b.example']}")
        .expect(204);
    JsonNode methods = caller.begin(ADA).expect(200).body().path("methods");
    assertThat(methods.findValuesAsText("method")).containsExactly("email", "mobilePhone");
  }

  @Test
  void aDisabledUserIsAStranger() {
    caller.registerMail(ADA);
    String id = caller.begun(ADA);
    tenant.graph().patch("/users/" + ada, "{'accountEnabled':false}").expect(204);
    assertThat(caller.challenge(id, "email").expect(400).get("code")).isEqualTo("SessionEnded");
    assertThat(caller.begin(ADA).expect(400).get("code")).isEqualTo("SSPR_0014");
  }

  @Test
  void nobodyElseReadsTheInboxOrThePolicy() {
    String token = tenant.signIn(ADA, OLD).expect(200).get("access_token");
    var me = tenant.withToken("/selfservice/v1", token);
    me.get("/users/" + ADA + "/inbox").expect(403);
    me.get("/policy").expect(403);
    tenant.anonymous().get("/selfservice/v1/users/" + ADA + "/inbox").expect(401);
    tenant.connector().get("/selfservice/v1/me/methods").expect(403);
  }

  @Test
  void writebackIsSwitchedOnInTheSeedsOrder() {
    assertThat(caller.page().path("statusLine").asText()).contains("not properly configured");
    caller.policy("{'scope':'none','methodsRequired':1}").expect(204);
    String on = "{'scope':'all','methodsRequired':1,'writeBackPasswords':true,'allowUnlock':true}";
    assertThat(caller.policy(on.replace("'all'", "'none'")).expect(400).message())
        .contains("say who may reset");
    assertThat(caller.policy(on).expect(400).message()).contains("not enabled in a sync tool");
  }

  @Test
  void writebackNeedsALicence() {
    stop();
    tenant = TestTenant.on(TestDatabase.H2, settings -> settings.withSeats(Map.of()));
    caller = new SelfServiceCaller(tenant);
    caller.policy("{'scope':'all','methodsRequired':1}").expect(204);
    assertThat(
            caller
                .policy("{'scope':'all','methodsRequired':1,'writeBackPasswords':true}")
                .expect(400)
                .message())
        .contains("SSPR_0012");
  }

  private List<String> audit() {
    return StreamSupport.stream(
            tenant
                .graph()
                .get("/auditLogs/directoryAudits")
                .expect(200)
                .body()
                .path("value")
                .spliterator(),
            false)
        .map(entry -> entry.path("activityDisplayName").asText())
        .toList();
  }
}
