package dev.tombolo.connector.writeback;

import static dev.tombolo.connector.passwordhash.TestHybrid.FIRST;
import static dev.tombolo.connector.passwordhash.TestHybrid.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.passwordhash.TestHybrid;
import dev.tombolo.connector.passwordhash.TestHybrid.Person;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.fault.Fault;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TestTenant;
import dev.tombolo.tenant.selfservice.SelfServiceCaller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** S19 to S27: users who reset or unlock by themselves, from the tenant's page to the directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfServiceWritebackTest {
  private static final String SOURCE = "PasswordResetService";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String POLICY =
      "{'scope':'all','methodsRequired':1,'writeBackPasswords':%s,'allowUnlock':%s}";

  private TestHybrid lab;
  private PasswordWriteback agent;
  private SelfServiceCaller caller;

  @BeforeAll
  void start() throws Exception {
    lab = new TestHybrid();
    agent = startAgent();
    caller = new SelfServiceCaller(lab.tenant());
  }

  @AfterAll
  void stop() {
    agent.close();
    lab.close();
  }

  @BeforeEach
  void startOver() throws LDAPException {
    lab.faults().clear();
    lab.tenant().faults().clear();
    lab.set(TestDirectory.BASE, "minPwdLength", "7");
    policy(true, true);
  }

  private PasswordWriteback startAgent() throws InterruptedException {
    PasswordWriteback started =
        PasswordWriteback.start(
            lab.store(),
            List.of(lab.forest()),
            lab.cloud(),
            new WritebackIdentity(SyncTool.CONNECT, "SYNC1", "2.3.0"),
            lab.clock(),
            lab.journal(),
            lab.faults());
    assertThat(started.awaitRegistered(PATIENCE)).isTrue();
    return started;
  }

  private void policy(boolean writeBack, boolean unlock) {
    caller.policy(POLICY.formatted(writeBack, unlock)).expect(204);
  }

  private Person user(String name) throws LDAPException {
    Person person = lab.user(name);
    caller.registerMail(person.principalName());
    return person;
  }

  private String proven(Person person) {
    return caller.proven(person.principalName());
  }

  private void lockOut(Person person) throws LDAPException {
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(lab.bindsWith(person, "Wrong-1-guess")).isFalse();
    }
    assertThat(lab.bindsWith(person, FIRST)).isFalse();
    assertThat(lab.value(person.dn(), "lockoutTime")).isNotEqualTo("0");
  }

  private void expectOnBothSides(Person person, String password, String other) {
    // A domain controller takes the password before the last for an hour.
    lab.directory().clock().advance(Duration.ofMinutes(61));
    assertThat(lab.bindsWith(person, password)).as("directory").isTrue();
    assertThat(lab.bindsWith(person, other)).as("directory, other").isFalse();
    assertThat(lab.signsInWith(person, password)).as("tenant").isTrue();
    assertThat(lab.signsInWith(person, other)).as("tenant, other").isFalse();
  }

  private void synchronizeHashes() {
    lab.directorySynchronized();
    lab.hashSync().run();
  }

  @Test
  void aResetSetsThePasswordOnBothSidesAndEndsTheLockout() throws Exception {
    Person person = user("stella");
    synchronizeHashes();
    lockOut(person);
    assertThat(caller.reset(proven(person), SECOND).expect(200).get("onPremisesAgent"))
        .isEqualTo("Microsoft Entra Connect");
    assertThat(lab.value(person.dn(), "lockoutTime")).isEqualTo("0");
    expectOnBothSides(person, SECOND, FIRST);
    assertThat(lab.events(SOURCE)).endsWith(31001, 31002);
    lab.hashSync().run();
    expectOnBothSides(person, SECOND, FIRST);
  }

  @Test
  void aPasswordThatThePolicyOnPremisesRefusesChangesNeitherSideAndTheUserIsTold()
      throws Exception {
    Person person = user("short");
    synchronizeHashes();
    lab.set(TestDirectory.BASE, "minPwdLength", "12");
    String id = proven(person);
    Reply refused = caller.reset(id, "Sh0rt-Pw").expect(400);
    assertThat(refused.get("code")).isEqualTo("OnPremisesPolicyViolation");
    assertThat(refused.body().path("eventCode").asInt()).isEqualTo(33008);
    assertThat(refused.get("message")).contains("length, complexity, age or history");
    expectOnBothSides(person, FIRST, "Sh0rt-Pw");
    assertThat(lab.events(SOURCE)).endsWith(31001, 33008, 31003);
    assertThat(lab.events("ADSync")).contains(6329);
    caller.reset(id, "L0nger-Password").expect(200);
    expectOnBothSides(person, "L0nger-Password", FIRST);
  }

  @Test
  void withoutAnAgentTheUserIsToldAtOnceAndWhenOneStopsHalfwayToo() throws Exception {
    Person person = user("alone");
    String id = proven(person);
    agent.close();
    try {
      assertThat(caller.reset(id, SECOND).expect(400).get("code")).isEqualTo("SSPR_0030");
      assertThat(caller.begin(person.principalName()).expect(400).get("code"))
          .isEqualTo("SSPR_0030");
      assertThat(caller.page().path("status").asText()).isEqualTo("NOT_CONFIGURED");
      assertThat(lab.bindsWith(person, FIRST)).isTrue();
    } finally {
      agent = startAgent();
    }
    assertThat(caller.page().path("status").asText()).isEqualTo("UP_AND_RUNNING");
    caller.reset(id, SECOND).expect(200);
  }

  @Test
  void anAgentThatDoesNotAnswerInTimeLeavesADefiniteEndAndNoHalfPassword() throws Exception {
    Person person = user("slow");
    synchronizeHashes();
    String id = proven(person);
    lab.faults().arm("writeback.answer", Fault.FAIL, 0, Duration.ZERO, "");
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(() -> caller.reset(id, SECOND));
    await().atMost(PATIENCE).until(() -> lab.bindsWith(person, SECOND));
    lab.tenant().clock().advance(Duration.ofSeconds(31));
    assertThat(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).expect(400).get("code"))
        .isEqualTo("SSPR_0030");
    assertThat(lab.signsInWith(person, FIRST)).isTrue();
    lab.faults().clear();
    await().atMost(PATIENCE).until(() -> lab.signsInWith(person, SECOND));
    expectOnBothSides(person, SECOND, FIRST);
  }

  @Test
  void aProtectedAccountTakesAnAdministratorOnPremises() throws Exception {
    Person person = user("chief");
    synchronizeHashes();
    lab.set(person.dn(), "adminCount", "1");
    Reply refused = caller.reset(proven(person), SECOND).expect(400);
    assertThat(refused.get("code")).isEqualTo("SSPR_0029");
    assertThat(refused.get("name")).isEqualTo("OnPremisesAdminActionRequired");
    assertThat(refused.body().path("eventCode").asInt()).isEqualTo(33004);
    expectOnBothSides(person, FIRST, SECOND);
  }

  @Test
  void anUnlockLeavesThePasswordOnBothSides() throws Exception {
    Person person = user("locked");
    synchronizeHashes();
    lockOut(person);
    Reply begun = caller.begin(person.principalName()).expect(200);
    assertThat(begun.body().path("unlockAllowed").asBoolean()).isTrue();
    String id = begun.get("id");
    assertThat(caller.unlock(id).expect(400).get("code")).isEqualTo("VerificationRequired");
    caller.pass(id, person.principalName(), "email");
    caller.unlock(id).expect(200);
    assertThat(lab.value(person.dn(), "lockoutTime")).isEqualTo("0");
    expectOnBothSides(person, FIRST, SECOND);
  }

  @Test
  void anUnlockIsNotOfferedWhereThePolicyDoesNotAllowIt() throws Exception {
    Person person = user("kept");
    lockOut(person);
    policy(true, false);
    Reply begun = caller.begin(person.principalName()).expect(200);
    assertThat(begun.body().path("unlockAllowed").asBoolean()).isFalse();
    caller.pass(begun.get("id"), person.principalName(), "email");
    assertThat(caller.unlock(begun.get("id")).expect(400).get("code"))
        .isEqualTo("UnlockNotAllowed");
    assertThat(lab.value(person.dn(), "lockoutTime")).isNotEqualTo("0");
  }

  @Test
  void writebackThatIsOnlyHalfOnIsRefusedBeforeAnyProof() throws Exception {
    Person person = user("half");
    String begunBefore = proven(person);
    policy(false, true);
    Reply refused = caller.begin(person.principalName()).expect(400);
    assertThat(refused.get("code")).isEqualTo("SSPR_0010");
    assertThat(refused.get("name")).isEqualTo("WritebackNotEnabled");
    assertThat(caller.reset(begunBefore, SECOND).expect(400).get("code")).isEqualTo("SSPR_0010");
    assertThat(lab.bindsWith(person, FIRST)).isTrue();
  }

  @Test
  void aUserWhoMustChangeTheTemporaryPasswordDoesSoAndItIsWrittenBack() throws Exception {
    Person person = user("fresh");
    String temporary = "Temp-0rary-1";
    lab.tenant()
        .graph()
        .post(
            "/users/"
                + person.key().objectId()
                + "/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword",
            "{'newPassword':'" + temporary + "','requireChangeOnNextSignIn':true}")
        .expect(202);
    assertThat(lab.value(person.dn(), "pwdLastSet")).isEqualTo("0");
    assertThat(lab.signIn(person, temporary).text()).contains("AADSTS50055");
    lab.tenant()
        .anonymous()
        .post(
            "/selfservice/v1/changePassword",
            "{'userPrincipalName':'"
                + person.principalName()
                + "','currentPassword':'"
                + temporary
                + "','newPassword':'"
                + SECOND
                + "'}")
        .expect(200);
    assertThat(lab.value(person.dn(), "pwdLastSet")).isNotEqualTo("0");
    expectOnBothSides(person, SECOND, temporary);
  }

  @Test
  void whatTheAdminCenterAndGraphSetIsTheCloudsAlone() throws Exception {
    Person person = user("apart");
    synchronizeHashes();
    lab.tenant()
        .graph()
        .patch(
            "/users/" + person.key().objectId(),
            "{'passwordProfile':{'password':'"
                + SECOND
                + "','forceChangePasswordNextSignIn':false}}")
        .expect(204);
    assertThat(lab.bindsWith(person, FIRST)).isTrue();
    assertThat(lab.bindsWith(person, SECOND)).isFalse();
    assertThat(lab.signsInWith(person, SECOND)).isTrue();
    String token = lab.signIn(person, SECOND).expect(200).get("access_token");
    lab.tenant()
        .withToken("/v1.0", token)
        .post(
            "/me/changePassword",
            "{'currentPassword':'" + SECOND + "','newPassword':'Secret-3-third'}")
        .expect(204);
    assertThat(lab.bindsWith(person, FIRST)).isTrue();
    assertThat(lab.signsInWith(person, "Secret-3-third")).isTrue();
    lab.hashSync().run();
    assertThat(lab.signsInWith(person, "Secret-3-third")).isTrue();
    lab.setPassword(person.dn(), "Secret-4-fourth");
    lab.hashSync().run();
    expectOnBothSides(person, "Secret-4-fourth", "Secret-3-third");
  }

  @Test
  void aTenantWithoutALicenceRefuses() throws Exception {
    try (TestTenant poor =
        TestTenant.on(TestDatabase.H2, settings -> settings.withSeats(Map.of()))) {
      SelfServiceCaller its = new SelfServiceCaller(poor);
      assertThat(TestTenant.idOf(poor.syncOne(TestTenant.stella()))).isNotEmpty();
      its.registerMail("StellaC@adatum.com");
      Reply refused = its.begin("StellaC@adatum.com").expect(400);
      assertThat(refused.get("code")).isEqualTo("SSPR_0012");
      assertThat(refused.get("name")).isEqualTo("UserNotLicensed");
    }
  }
}
