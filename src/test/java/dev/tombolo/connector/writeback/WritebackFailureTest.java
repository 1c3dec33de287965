package dev.tombolo.connector.writeback;

import static dev.tombolo.connector.passwordhash.TestHybrid.FIRST;
import static dev.tombolo.connector.passwordhash.TestHybrid.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.connector.passwordhash.TestHybrid;
import dev.tombolo.connector.passwordhash.TestHybrid.Person;
import dev.tombolo.fault.Fault;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.selfservice.SelfServiceCaller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong between a user and the directory: the user gets a definite answer, and both sides
 * end with the same password, be it the new one or the old.
 */
class WritebackFailureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration USER_WAITS = Duration.ofSeconds(31);

  private TestHybrid lab;
  private PasswordWriteback agent;
  private SelfServiceCaller caller;
  private Person person;

  @BeforeEach
  void start() throws Exception {
    lab = new TestHybrid();
    agent = startAgent();
    caller = new SelfServiceCaller(lab.tenant());
    person = lab.user("stella");
    caller.registerMail(person.principalName());
    lab.directorySynchronized();
    lab.hashSync().run();
  }

  @AfterEach
  void stop() {
    agent.close();
    lab.close();
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

  private CompletableFuture<Reply> resetting() {
    String id = caller.proven(person.principalName());
    return CompletableFuture.supplyAsync(() -> caller.reset(id, SECOND));
  }

  private static Reply end(CompletableFuture<Reply> waiting) throws Exception {
    return waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void expectOnBothSides(String password, String other) {
    lab.directory().clock().advance(Duration.ofMinutes(61)); // the last but one counts no more
    assertThat(lab.bindsWith(person, password)).isTrue();
    assertThat(lab.bindsWith(person, other)).isFalse();
    assertThat(lab.signsInWith(person, password)).isTrue();
    assertThat(lab.signsInWith(person, other)).isFalse();
  }

  @Test
  void theDirectoryIsDown() throws Exception {
    CompletableFuture<Reply> waiting;
    lab.directory().server().close();
    waiting = resetting();
    Reply refused = end(waiting).expect(400);
    assertThat(refused.get("code")).isEqualTo("SSPR_0030");
    assertThat(refused.body().path("eventCode").asInt()).isEqualTo(32001);
    assertThat(lab.signsInWith(person, FIRST)).isTrue();
    assertThat(lab.signsInWith(person, SECOND)).isFalse();
  }

  @Test
  void theConnectorFailsBeforeItModifies() throws Exception {
    lab.faults().arm("writeback.modify", Fault.FAIL);
    assertThat(end(resetting()).expect(400).get("code")).isEqualTo("SSPR_0030");
    expectOnBothSides(FIRST, SECOND);
  }

  @Test
  void theConnectorIsSlowAndTheMessageExpiresUnread() throws Exception {
    String id = caller.proven(person.principalName());
    lab.faults().arm("writeback.poll", Fault.FAIL, 0, Duration.ZERO, "");
    lab.cutTenant(); // what waits already is cut; the next polls fail
    lab.mendTenant();
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(() -> caller.reset(id, SECOND));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              lab.tenant().clock().advance(USER_WAITS);
              return waiting.isDone();
            });
    assertThat(end(waiting).expect(400).get("code")).isEqualTo("SSPR_0030");
    lab.faults().clear();
    agent.register();
    expectOnBothSides(FIRST, SECOND);
    assertThat(lab.events("PasswordResetService")).doesNotContain(31001);
  }

  @Test
  void theAgentIsKilledAfterItHasModifiedAndTheNextOneAnswers() throws Exception {
    lab.faults().arm("writeback.answer", Fault.FAIL, 0, Duration.ZERO, "");
    CompletableFuture<Reply> waiting = resetting();
    await().atMost(PATIENCE).until(() -> lab.bindsWith(person, SECOND));
    agent.close();
    lab.tenant().clock().advance(USER_WAITS);
    assertThat(end(waiting).expect(400).get("code")).isEqualTo("SSPR_0030");
    assertThat(lab.signsInWith(person, FIRST)).isTrue();
    lab.faults().clear();
    agent = startAgent();
    await().atMost(PATIENCE).until(() -> lab.signsInWith(person, SECOND));
    expectOnBothSides(SECOND, FIRST);
  }

  @Test
  void theTenantFailsWhileItTakesTheAnswer() throws Exception {
    lab.tenant().faults().arm("tenant.writeback.result", Fault.FAIL, 2, Duration.ZERO, "");
    end(resetting()).expect(200);
    expectOnBothSides(SECOND, FIRST);
  }

  @Test
  void theTenantIsGoneWhenTheAnswerComesAndTakesItLater() throws Exception {
    lab.faults().arm("writeback.answer", Fault.FAIL, 0, Duration.ZERO, "");
    CompletableFuture<Reply> waiting = resetting();
    await().atMost(PATIENCE).until(() -> lab.bindsWith(person, SECOND));
    lab.cutTenant();
    lab.faults().clear();
    lab.tenant().clock().advance(USER_WAITS);
    end(waiting).expect(400);
    lab.mendTenant();
    await().atMost(PATIENCE).until(() -> lab.signsInWith(person, SECOND));
    expectOnBothSides(SECOND, FIRST);
  }

  @Test
  void anAnswerThatComesTwiceOrForNobodyChangesNothing() throws Exception {
    lab.tenant().faults().arm("tenant.writeback.result", Fault.FAIL, 1, Duration.ZERO, "");
    end(resetting()).expect(200);
    WritebackResult success = WritebackResult.success(WritebackEvent.PASSWORD_RESET_SUCCESS);
    lab.tenant()
        .connector()
        .send(
            "POST",
            "/writeback/v1/requests/" + UUID.randomUUID() + "/result",
            Optional.of(CloudJson.mapper().writeValueAsString(success)))
        .expect(404);
    expectOnBothSides(SECOND, FIRST);
  }

  @Test
  void aKeyThatIsRolledWhileARequestWaitsStillReadsIt() throws Exception {
    String id = caller.proven(person.principalName());
    lab.faults().arm("writeback.poll", Fault.FAIL, 0, Duration.ZERO, "");
    lab.cutTenant();
    lab.mendTenant();
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(() -> caller.reset(id, SECOND));
    lab.clock().advance(Duration.ofSeconds(1));
    AgentKeys keys =
        new AgentKeys(lab.store(), new WritebackEvents(lab.store(), lab.clock()), lab.clock());
    String before = keys.current().id();
    lab.write(
        space -> {
          space
              .settings()
              .save("writeback.previousKey", space.settings().find("writeback.key").orElseThrow());
          space.settings().save("writeback.key", AgentKey.generate(lab.clock().instant()).stored());
        });
    assertThat(keys.current().id()).isNotEqualTo(before);
    lab.faults().clear();
    Reply reply = end(waiting);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    expectOnBothSides(SECOND, FIRST);
  }
}
