package dev.tombolo.connector.writeback;

import static dev.tombolo.connector.passwordhash.TestHybrid.FIRST;
import static dev.tombolo.connector.passwordhash.TestHybrid.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.connector.passwordhash.TestHybrid;
import dev.tombolo.connector.passwordhash.TestHybrid.Person;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Fault;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.Tenant;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.selfservice.PasswordOutcome;
import dev.tombolo.tenant.selfservice.PasswordService;
import dev.tombolo.tenant.store.TenantStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the tenant's pages, through the agent, to a domain controller, and back. */
class PasswordWritebackTest {
  private static final String SOURCE = "PasswordResetService";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final WritebackIdentity IDENTITY =
      new WritebackIdentity(SyncTool.CONNECT, "SYNC1", "2.3.0");

  private TestHybrid lab;
  private PasswordWriteback agent;

  @BeforeEach
  void start() throws InterruptedException {
    lab = new TestHybrid();
    agent = startAgent();
  }

  @AfterEach
  void stop() {
    agent.close();
    lab.close();
  }

  private PasswordWriteback startAgent() throws InterruptedException {
    PasswordWriteback started = start(lab);
    assertThat(started.awaitRegistered(PATIENCE)).isTrue();
    return started;
  }

  private static PasswordWriteback start(TestHybrid on) {
    return PasswordWriteback.start(
        on.store(),
        List.of(on.forest()),
        on.cloud(),
        IDENTITY,
        on.clock(),
        on.journal(),
        on.faults());
  }

  private PasswordWriteback start(ForestClient forest) {
    return PasswordWriteback.start(
        lab.store(),
        List.of(forest),
        lab.cloud(),
        IDENTITY,
        lab.clock(),
        lab.journal(),
        lab.faults());
  }

  @Test
  void anAdministratorsResetSetsThePasswordOnBothSides() throws Exception {
    Person alice = lab.user("alice");
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
    assertThat(lab.bindsWith(alice, SECOND)).isTrue();
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(lab.events(SOURCE)).containsExactly(31015, 31004, 31018, 31005, 31009, 31010);
    assertThat(lab.journal().events())
        .filteredOn(event -> event.kind().equals("writeback-reset"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.subjects())
                  .contains(alice.guid().toString(), alice.dn(), alice.anchor());
              assertThat(event.details()).containsEntry("event", "31010");
              assertThat(event.toString()).doesNotContain(SECOND);
            });
  }

  @Test
  void theAgentsStateMayBeKeptInPostgreSql() throws Exception {
    try (TestHybrid other = new TestHybrid(TestDatabase.POSTGRESQL.freshUrl());
        PasswordWriteback its = start(other)) {
      assertThat(its.awaitRegistered(PATIENCE)).isTrue();
      Person alice = other.user("alice");
      other.tenant().faults().arm("tenant.writeback.result", Fault.FAIL);
      assertThat(reset(other, alice, SECOND, false)).isEqualTo("succeeded ");
      assertThat(other.bindsWith(alice, SECOND)).isTrue();
    }
  }

  @Test
  void aTemporaryPasswordMustBeChangedOnBothSides() throws Exception {
    Person alice = lab.user("alice");
    assertThat(reset(alice, SECOND, true)).isEqualTo("succeeded ");
    assertThat(lab.value(alice.dn(), "pwdLastSet")).isEqualTo("0");
    assertThat(lab.signIn(alice, SECOND).text()).contains("AADSTS50055");
  }

  @Test
  void aUsersResetEndsTheLockout() throws Exception {
    Person alice = lab.user("alice");
    lockOut(alice);
    assertThat(selfService(PasswordService.Task.RESET_BY_USER, alice, SECOND))
        .isInstanceOf(PasswordOutcome.Done.class);
    assertThat(lab.value(alice.dn(), "lockoutTime")).isEqualTo("0");
    assertThat(lab.bindsWith(alice, SECOND)).isTrue();
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(lab.events(SOURCE)).endsWith(31001, 31002);
  }

  @Test
  void anUnlockLeavesThePassword() throws Exception {
    Person alice = lab.user("alice");
    lockOut(alice);
    assertThat(selfService(PasswordService.Task.UNLOCK_BY_USER, alice, null))
        .isInstanceOf(PasswordOutcome.Done.class);
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
  }

  @Test
  void aPasswordThePolicyRefusesChangesNeitherSide() throws Exception {
    Person alice = lab.user("alice");
    lab.directorySynchronized();
    lab.hashSync().run();
    for (String refused : List.of("simple", "Xalicex-1-name", FIRST)) {
      assertThat(reset(alice, refused))
          .as(refused)
          .contains("event 33008")
          .contains("Unfortunately, you cannot reset this user's password because your on-premises")
          .startsWith("failed");
    }
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    assertThat(lab.events(SOURCE)).endsWith(31009, 33008, 31011);
    assertThat(lab.events("ADSync")).containsExactly(6329, 6329, 6329);
  }

  @Test
  void aUserWhoKnowsThePasswordChangesIt() throws Exception {
    Person alice = lab.user("alice");
    assertThat(change(alice, FIRST, SECOND).expect(200).get("onPremisesAgent"))
        .isEqualTo("Microsoft Entra Connect");
    assertThat(lab.bindsWith(alice, SECOND)).isTrue();
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(lab.events(SOURCE)).endsWith(31006, 31007);
  }

  @Test
  void aWrongOldPasswordChangesNothing() throws Exception {
    Person alice = lab.user("alice");
    Reply reply = change(alice, "Wrong-1-guess", SECOND).expect(400);
    assertThat(reply.body().path("eventCode").asInt()).isEqualTo(33007);
    assertThat(reply.get("code")).isEqualTo("IncorrectPassword");
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
    assertThat(lab.signsInWith(alice, SECOND)).isFalse();
    assertThat(lab.events(SOURCE)).endsWith(31006, 33007, 31008);
  }

  @Test
  void aLockedOutUserCannotChangeThePassword() throws Exception {
    Person alice = lab.user("alice");
    lockOut(alice);
    Reply reply = change(alice, FIRST, SECOND).expect(400);
    assertThat(reply.body().path("eventCode").asInt()).isEqualTo(33006);
  }

  @Test
  void aDisabledAccountIsRefused() throws Exception {
    Person alice = lab.user("alice");
    lab.set(alice.dn(), "userAccountControl", "514");
    assertThat(reset(alice, SECOND)).contains("event 33005");
  }

  @Test
  void aProtectedAccountIsRefused() throws Exception {
    Person alice = lab.user("alice");
    lab.set(alice.dn(), "adminCount", "1");
    assertThat(reset(alice, SECOND))
        .contains("SSPR_0029 OnPremisesAdminActionRequired (event 33004)");
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
  }

  @Test
  void anAccountThatIsGoneOrNotUniqueIsRefused() throws Exception {
    Person alice = lab.user("alice");
    lab.admin().delete(alice.dn());
    assertThat(reset(alice, SECOND)).contains("event 33002");
    Person bob = lab.user("bob");
    Person carol = lab.user("carol");
    lab.write(
        space -> {
          CloudObject user = space.cloud().find(carol.anchor()).orElseThrow();
          MetaverseObject joined =
              space.metaverse().find(Objects.requireNonNull(user.metaverseId())).orElseThrow();
          TestHybrid.join(
              space, UUID.randomUUID(), ObjectKind.USER, "CN=carol,DC=other,DC=com", joined.id());
          space.onPremises().delete(List.of(bob.guid()));
        });
    assertThat(reset(bob, SECOND)).contains("event 33002").contains("Object could not be found");
    assertThat(reset(carol, SECOND)).contains("event 33003").contains("Multiple matches found");
  }

  @Test
  void withoutTlsNothingIsWritten() throws Exception {
    agent.close();
    Person alice = lab.user("alice");
    try (ForestClient plain = new ForestClient(lab.endpoint(false))) {
      agent = start(plain);
      assertThat(agent.awaitRegistered(PATIENCE)).isTrue();
      assertThat(reset(alice, SECOND)).contains("event 33009").contains("128 bit TLS");
    }
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
  }

  @Test
  void anExpiredRequestIsNotCarriedOut() throws Exception {
    Person alice = lab.user("alice");
    lab.clock().advance(WritebackRelay.TIME_TO_LIVE);
    assertThat(reset(alice, SECOND)).contains("event 32008");
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
  }

  @Test
  void withoutAnAgentTheUserIsToldThatNobodyAnswers() throws Exception {
    Person alice = lab.user("alice");
    agent.close();
    assertThat(agentConnected()).isFalse();
    assertThat(reset(alice, SECOND)).contains("SSPR_0030");
    assertThat(lab.bindsWith(alice, FIRST)).isTrue();
    agent.close();
    assertThat(lab.events(SOURCE)).endsWith(31016);
  }

  @Test
  void anAgentThatTheTenantHasForgottenRegistersAgain() throws Exception {
    Person alice = lab.user("alice");
    agent.close();
    Tenant.Snapshot before = lab.tenant().tenant().snapshot();
    agent = startAgent();
    lab.tenant().tenant().restore(before);
    await().atMost(Duration.ofSeconds(10)).until(this::agentConnected);
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
  }

  @Test
  void theAgentGoesOnAfterAnOutageOfTheTenant() throws Exception {
    Person alice = lab.user("alice");
    lab.cutTenant();
    await().atMost(PATIENCE).until(() -> lab.events(SOURCE).contains(31034));
    lab.mendTenant();
    CompletableFuture<String> reset = CompletableFuture.supplyAsync(() -> reset(alice, SECOND));
    assertThat(reset.get(40, TimeUnit.SECONDS)).isEqualTo("succeeded ");
  }

  @Test
  void anAnswerIsSentUntilTheTenantTakesIt() throws Exception {
    Person alice = lab.user("alice");
    lab.tenant().faults().arm("tenant.writeback.result", Fault.FAIL, 3, Duration.ZERO, "");
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(lab.events(SOURCE)).contains(32014);
  }

  @Test
  void anAnswerThatOutlivesItsAgentIsSentByTheNext() throws Exception {
    Person alice = lab.user("alice");
    lab.directorySynchronized();
    lab.hashSync().run();
    lab.faults().arm("writeback.answer", Fault.FAIL, 0, Duration.ZERO, "");
    CompletableFuture<String> reset = CompletableFuture.supplyAsync(() -> reset(alice, SECOND));
    await().atMost(PATIENCE).until(() -> lab.events(SOURCE).contains(32014));
    assertThat(lab.bindsWith(alice, SECOND)).isTrue();
    lab.tenant().clock().advance(Duration.ofSeconds(31));
    assertThat(reset.join()).contains("SSPR_0030");
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    agent.close();
    lab.faults().clear();
    agent = startAgent();
    await().atMost(PATIENCE).until(() -> lab.signsInWith(alice, SECOND));
  }

  @Test
  void thePasswordThatWasWrittenBackIsSentAsAHashToo() throws Exception {
    Person alice = lab.user("alice");
    lab.directorySynchronized();
    lab.hashSync().run();
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
    assertThat(lab.hashSync().run().counts()).hasSize(1);
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
  }

  @Test
  void theKeyIsRolledAfterHalfAYearAndTheOldOneStillReads() throws Exception {
    Person alice = lab.user("alice");
    AgentKeys keys =
        new AgentKeys(lab.store(), new WritebackEvents(lab.store(), lab.clock()), lab.clock());
    AgentKey old = keys.current();
    String agentId = keys.agentId();
    lab.advance(Duration.ofDays(185));
    assertThat(keys.current().id()).isNotEqualTo(old.id());
    assertThat(keys.agentId()).isEqualTo(agentId);
    assertThat(keys.withId(old.id())).contains(old);
    assertThat(lab.events(SOURCE).stream().filter(event -> event == 31018).count()).isEqualTo(2);
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
    agent.close();
    agent = startAgent();
    assertThat(keys.current().made()).isAfter(old.made());
    String kept = keys.current().id();
    agent.disable();
    assertThat(keys.withId(kept)).isEmpty();
    assertThat(lab.events(SOURCE)).endsWith(31012, 31016, 31013);
  }

  @Test
  void whatCannotBeDecryptedIsAnswered() throws Exception {
    Person alice = lab.user("alice");
    AgentKeys keys =
        new AgentKeys(lab.store(), new WritebackEvents(lab.store(), lab.clock()), lab.clock());
    AgentKey foreign = AgentKey.generate(lab.clock().instant());
    register(keys, keys.current().id(), foreign);
    assertThat(reset(alice, SECOND)).contains("event 32004");
    register(keys, "unknown", foreign);
    assertThat(reset(alice, SECOND)).contains("event 32004");
    assertThat(lab.events(SOURCE)).endsWith(32004, 32004);
    agent.register();
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
  }

  private void register(AgentKeys keys, String keyId, AgentKey key) throws Exception {
    lab.cloud()
        .register(
            keys.agentId(),
            new WritebackAgent(SyncTool.CONNECT, "SYNC1", keyId, key.publicKey(), "2.3.0"));
  }

  @Test
  void aLaterPollEndsAnEarlierOneThatNobodyMayListenTo() throws Exception {
    agent.close();
    AgentKeys keys =
        new AgentKeys(lab.store(), new WritebackEvents(lab.store(), lab.clock()), lab.clock());
    register(keys, keys.current().id(), keys.current());
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> poll(keys));
    CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> poll(keys));
    assertThat(CompletableFuture.anyOf(one, other).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(0);
    assertThat(one.isDone() && other.isDone()).isFalse();
    lab.cloud().unregister(keys.agentId());
    CompletableFuture<Integer> left = one.isDone() ? other : one;
    assertThat(left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(0);
    assertThatThrownBy(() -> poll(keys)).hasMessageContaining("404");
  }

  private int poll(AgentKeys keys) {
    try {
      return lab.cloud().poll(keys.agentId(), Duration.ofSeconds(60)).requests().size();
    } catch (TenantException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theAgentIsAliveHoweverFarTheClockIsMoved() throws Exception {
    Person alice = lab.user("alice");
    lab.advance(Duration.ofDays(30));
    assertThat(lab.events(SOURCE)).contains(31019);
    assertThat(reset(alice, SECOND)).isEqualTo("succeeded ");
  }

  private void lockOut(Person person) throws LDAPException {
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(lab.bindsWith(person, "Wrong-1-guess")).isFalse();
    }
    assertThat(lab.bindsWith(person, FIRST)).isFalse();
  }

  private String reset(Person person, String password) {
    return reset(person, password, false);
  }

  private String reset(Person person, String password, boolean force) {
    return reset(lab, person, password, force);
  }

  /** An administrator's reset; its status and detail. */
  private static String reset(TestHybrid on, Person person, String password, boolean force) {
    Reply reply =
        on.tenant()
            .graph()
            .post(
                "/users/"
                    + person.key().objectId()
                    + "/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword",
                "{'newPassword':'" + password + "','requireChangeOnNextSignIn':" + force + "}")
            .expect(202);
    String location = reply.headers().firstValue("Location").orElseThrow();
    Reply operation = on.tenant().graph().get(location).expect(200);
    return operation.get("status") + " " + operation.get("statusDetail");
  }

  private Reply change(Person person, String old, String fresh) {
    return lab.tenant()
        .anonymous()
        .post(
            "/selfservice/v1/changePassword",
            "{'userPrincipalName':'"
                + person.principalName()
                + "','currentPassword':'"
                + old
                + "','newPassword':'"
                + fresh
                + "'}");
  }

  private boolean agentConnected() {
    return lab.tenant()
        .admin()
        .get("/selfservice/v1/policy")
        .expect(200)
        .body()
        .path("agentConnected")
        .asBoolean();
  }

  /** What the portal's pages do for a user who has proven who they are. */
  private PasswordOutcome selfService(
      PasswordService.Task task, Person person, @Nullable String password) {
    Journal journal = new Journal("tenant", lab.tenant().clock());
    try (TenantStore store = TenantStore.open(lab.tenantUrl(), lab.tenant().clock(), journal);
        WritebackRelay relay =
            new WritebackRelay(store, lab.tenant().clock(), new Faults(), PATIENCE)) {
      DirectoryObject user =
          store.read(unit -> unit.objects().find(person.key().objectId()).orElseThrow());
      return new PasswordService(store, relay)
          .carryOut(
              new PasswordService.Request(task, user, password, null, false),
              new Actor(Actor.Kind.USER, person.key().objectId(), person.principalName()));
    }
  }
}
