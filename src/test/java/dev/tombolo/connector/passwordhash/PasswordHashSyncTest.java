package dev.tombolo.connector.passwordhash;

import static dev.tombolo.connector.passwordhash.TestHybrid.FIRST;
import static dev.tombolo.connector.passwordhash.TestHybrid.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.SourceAnchor;
import dev.tombolo.cloud.provisioning.ConfigurationChange;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.connector.passwordhash.TestHybrid.Person;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.fault.Fault;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.tenant.TestTenant;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordHashSyncTest {
  private static final String SOURCE = "Directory Synchronization";
  private static final String DISABLED = "514";
  private static final String ENABLED = "512";

  private TestHybrid lab;
  private PasswordHashSync sync;

  @BeforeEach
  void start() {
    lab = new TestHybrid();
    lab.directorySynchronized();
    sync = lab.hashSync();
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void nothingIsSentBeforeTheDirectoryIsSynchronized() throws Exception {
    Person alice = lab.user("alice");
    lab.write(space -> space.watermarks().forget(lab.cloud().endpoint().name()));
    assertThat(sync.run()).isEqualTo(new PasswordHashTick(false, Map.of()));
    sync.run();
    assertThat(lab.events(SOURCE)).containsExactly(613);
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
    lab.directorySynchronized();
    assertThat(sync.run().count(HashStatus.SUCCESS)).isEqualTo(1);
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
  }

  @Test
  void usersSignInToTheTenantWithTheirPassword() throws Exception {
    Person alice = lab.user("alice");
    Person bob = lab.user("bob");
    PasswordHashTick tick = sync.run();
    assertThat(tick).isEqualTo(new PasswordHashTick(true, Map.of(HashStatus.SUCCESS, 2)));
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    assertThat(lab.signsInWith(bob, FIRST)).isTrue();
    assertThat(lab.signsInWith(bob, SECOND)).isFalse();
    assertThat(lab.events(SOURCE)).containsExactly(650, 656, 657, 651);
    assertThat(lastOf(alice).status()).isEqualTo(HashStatus.SUCCESS);
    assertThat(lastOf(alice).dn()).isEqualTo(alice.dn());
    assertThat(lab.journal().events())
        .filteredOn(event -> event.kind().equals("password-hash"))
        .extracting(event -> event.subjects().contains(alice.guid().toString()))
        .containsOnlyOnce(true);
    assertThat(sync.run().counts()).isEmpty();
  }

  @Test
  void theQueueMayBeKeptInPostgreSql() throws Exception {
    try (TestHybrid other = new TestHybrid(TestDatabase.POSTGRESQL.freshUrl())) {
      other.directorySynchronized();
      Person alice = other.user("alice");
      other.faults().arm("passwordhash.send", Fault.FAIL);
      assertThat(other.hashSync().run().counts()).isEqualTo(Map.of(HashStatus.UNKNOWN, 1));
      other.write(space -> PasswordHashQueue.requestInitial(space, List.of(alice.guid())));
      assertThat(other.hashSync().run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
      assertThat(other.signsInWith(alice, FIRST)).isTrue();
      other.set(alice.dn(), "userAccountControl", DISABLED);
      other.imported(alice, "userAccountControl", DISABLED);
      assertThat(other.hashSync().full().counts())
          .isEqualTo(Map.of(HashStatus.NO_TARGET_CONNECTION, 1));
      assertThat(other.hashSync().run().counts()).isEmpty();
    }
  }

  @Test
  void aChangedPasswordIsSentAndReplacesTheCloudsOwn() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.setPassword(alice.dn(), SECOND);
    assertThat(lab.signsInWith(alice, SECOND)).isFalse();
    assertThat(sync.run().count(HashStatus.SUCCESS)).isEqualTo(1);
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
  }

  @Test
  void theNtHashLeavesNeitherByTheWireNorInTheState() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    String hash = HexFormat.of().formatHex(NtHash.of(FIRST).octets());
    List<String> state =
        lab.store()
            .read(
                space -> space.events().latest(100).stream().map(EventLog.Entry::message).toList());
    assertThat(state).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(hash));
    assertThat(lastOf(alice).message()).isEmpty();
  }

  @Test
  void aDisabledAccountsHashWaitsUntilItIsEnabled() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.set(alice.dn(), "userAccountControl", DISABLED);
    lab.imported(alice, "userAccountControl", DISABLED);
    lab.setPassword(alice.dn(), SECOND);
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.NO_TARGET_CONNECTION, 1));
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    assertThat(sync.run().counts()).isEmpty();
    lab.set(alice.dn(), "userAccountControl", ENABLED);
    assertThat(sync.run().counts()).as("no import has seen it").isEmpty();
    lab.imported(alice, "userAccountControl", ENABLED);
    assertThat(lab.hashSync().run().count(HashStatus.SUCCESS)).isEqualTo(1);
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
  }

  @Test
  void anAccountDisabledSinceTheLastImportIsNotSentEither() throws Exception {
    Person alice = lab.user("alice");
    lab.set(alice.dn(), "userAccountControl", DISABLED);
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.NO_TARGET_CONNECTION, 1));
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
  }

  @Test
  void aTemporaryPasswordIsFilteredUnlessTheTenantTakesThose() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.setPassword(alice.dn(), SECOND);
    lab.set(alice.dn(), "pwdLastSet", "0");
    lab.imported(alice, "pwdLastSet", "0");
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.FILTERED_BY_TARGET, 1));
    assertThat(lastOf(alice).status().label()).isEqualTo("FilteredByTarget");
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    assertThat(sync.run().counts()).isEmpty();
    lab.cloud()
        .configure(
            new ConfigurationChange(
                null, Map.of(SyncFeature.USER_FORCE_PASSWORD_CHANGE_ON_LOGON, true), null));
    assertThat(sync.full().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
    assertThat(lab.signIn(alice, SECOND).text()).contains("AADSTS50055");
  }

  @Test
  void aTemporaryPasswordIsSentOnceItIsTemporaryNoMore() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.setPassword(alice.dn(), SECOND);
    lab.set(alice.dn(), "pwdLastSet", "0");
    lab.imported(alice, "pwdLastSet", "0");
    sync.run();
    lab.set(alice.dn(), "pwdLastSet", "-1");
    lab.imported(alice, "pwdLastSet", lab.value(alice.dn(), "pwdLastSet"));
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
  }

  @Test
  void whatTheTenantDidNotGetInAnOutageIsSentAfterIt() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.setPassword(alice.dn(), "Secret-2-lost");
    lab.cutTenant();
    assertThat(sync.run()).isEqualTo(new PasswordHashTick(false, Map.of(HashStatus.UNKNOWN, 1)));
    assertThat(lab.events(SOURCE)).contains(652);
    lab.setPassword(alice.dn(), SECOND);
    assertThat(sync.run().complete()).isFalse();
    lab.mendTenant();
    assertThat(sync.run()).isEqualTo(new PasswordHashTick(true, Map.of(HashStatus.SUCCESS, 1)));
    assertThat(lab.signsInWith(alice, SECOND)).isTrue();
    assertThat(sync.run().counts()).isEmpty();
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() throws Exception {
    Person alice = lab.user("alice");
    lab.faults().arm("passwordhash.sent", Fault.FAIL);
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.UNKNOWN, 1));
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
  }

  @Test
  void aRestartBetweenTicksLosesNothing() throws Exception {
    Person alice = lab.user("alice");
    Person bob = lab.user("bob");
    lab.faults().arm("passwordhash.send", Fault.FAIL);
    sync.run();
    lab.setPassword(bob.dn(), SECOND);
    PasswordHashSync next = lab.hashSync();
    assertThat(next.run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 2));
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
    assertThat(lab.signsInWith(bob, SECOND)).isTrue();
    assertThat(lab.hashSync().run().counts()).isEmpty();
  }

  @Test
  void anUnreachableForestIsToldOfAndWaitedFor() throws Exception {
    Person alice = lab.user("alice");
    try (ForestClient nowhere = new ForestClient(lab.endpoint(false))) {
      PasswordHashSync plain =
          new PasswordHashSync(
              lab.store(), List.of(nowhere), lab.cloud(), lab.clock(), lab.journal(), lab.faults());
      lab.write(space -> PasswordHashQueue.requestInitial(space, List.of(alice.guid())));
      assertThat(plain.run()).isEqualTo(new PasswordHashTick(false, Map.of()));
      assertThat(lab.events(SOURCE)).contains(611);
    }
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
  }

  @Test
  void aUserWhoIsExportedLaterIsSentWhenTheEngineAsksForIt() throws Exception {
    String dn = lab.addToDirectory("alice", "user");
    UUID guid = lab.guid(dn);
    String anchor = SourceAnchor.of(ObjectGuid.bytes(guid)).value();
    lab.link(guid, ObjectKind.USER, dn, anchor, null);
    assertThat(sync.run().counts())
        .isEqualTo(Map.of(HashStatus.TARGET_NOT_EXPORTED_TO_DIRECTORY, 1));
    var result =
        lab.tenant()
            .syncOne(
                TestTenant.addUser(
                    anchor,
                    "userPrincipalName",
                    "alice@adatum.com",
                    "displayName",
                    "alice",
                    "accountEnabled",
                    "true"));
    lab.write(
        space -> {
          CloudObject user = space.cloud().find(anchor).orElseThrow();
          space.cloud().update(List.of(user.sent(result.cloudAnchor())));
          PasswordHashQueue.requestInitial(space, List.of(guid));
        });
    assertThat(sync.run().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
    assertThat(lab.tenant().signIn("alice@adatum.com", FIRST).status()).isEqualTo(200);
  }

  @Test
  void aPasswordSetInTheCloudIsReplacedWhenTheUserIsMatchedAgain() throws Exception {
    Person alice = lab.user("alice");
    sync.run();
    lab.tenant()
        .graph()
        .patch(
            "/users/" + alice.key().objectId(),
            "{'passwordProfile':{'password':'Cloud-0nly-pass','forceChangePasswordNextSignIn':false}}")
        .expect(204);
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
    sync.run();
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
    lab.write(space -> PasswordHashQueue.requestInitial(space, List.of(alice.guid())));
    sync.run();
    assertThat(lab.signsInWith(alice, FIRST)).isTrue();
  }

  @Test
  void onlyUsersOfTheTenantAreSent() throws Exception {
    Person iris = lab.user("iris", "inetOrgPerson", ObjectKind.INET_ORG_PERSON);
    Person alice = lab.user("alice");
    lab.write(
        space -> {
          CloudObject user = space.cloud().find(alice.anchor()).orElseThrow();
          space.cloud().update(List.of(user.exporting(ExportKind.DELETE, Map.of())));
          PasswordHashQueue.requestInitial(
              space, List.of(iris.guid(), alice.guid(), UUID.randomUUID()));
        });
    String dn = lab.addToDirectory("lone", "user");
    UUID lone = lab.guid(dn);
    lab.write(space -> TestHybrid.join(space, lone, ObjectKind.USER, dn, null));
    assertThat(sync.run())
        .isEqualTo(
            new PasswordHashTick(
                true,
                Map.of(
                    HashStatus.NO_TARGET_CONNECTION, 2,
                    HashStatus.TARGET_NOT_EXPORTED_TO_DIRECTORY, 1,
                    HashStatus.SOURCE_CONNECTOR_NOT_PRESENT, 1)));
    assertThat(lab.signsInWith(iris, FIRST)).isFalse();
    assertThat(lab.signsInWith(alice, FIRST)).isFalse();
    assertThat(sync.run().counts()).isEmpty();
  }

  @Test
  void anAccountWithoutPasswordHasNothingToSend() throws Exception {
    String dn = "CN=empty,CN=Users," + TestDirectory.BASE;
    lab.admin().add("dn: " + dn, "objectClass: user", "sAMAccountName: empty");
    UUID guid = lab.guid(dn);
    Person alice = lab.user("alice");
    lab.link(guid, ObjectKind.USER, dn, "b3RoZXI=", alice.key());
    lab.write(space -> PasswordHashQueue.requestInitial(space, List.of(guid)));
    assertThat(sync.run().counts())
        .isEqualTo(Map.of(HashStatus.MISSING_ATTRIBUTE, 1, HashStatus.SUCCESS, 1));
  }

  @Test
  void manyUsersGoInBatches() throws Exception {
    int users = 620;
    lab.users(IntStream.range(0, users).mapToObj(number -> "user" + number).toList());
    assertThat(sync.run()).isEqualTo(new PasswordHashTick(true, Map.of(HashStatus.SUCCESS, users)));
    assertThat(lab.events(SOURCE).stream().filter(event -> event == 650).count()).isEqualTo(2);
    assertThat(lab.events(SOURCE).stream().filter(event -> event == 656).count()).isEqualTo(7);
  }

  @Test
  void aFullSynchronizationSendsEverythingAgain() throws Exception {
    lab.user("alice");
    sync.run();
    assertThat(sync.full().counts()).isEqualTo(Map.of(HashStatus.SUCCESS, 1));
    assertThat(lab.events(SOURCE))
        .containsExactly(650, 656, 657, 651, 622, 650, 656, 657, 651, 623);
    lab.cutTenant();
    assertThat(sync.full().complete()).isFalse();
    lab.mendTenant();
    sync.run();
    assertThat(lab.events(SOURCE)).endsWith(651, 623);
  }

  @Test
  void anIdleSynchronizationGivesASignOfLifeEveryHalfHour() throws Exception {
    lab.user("alice");
    sync.run();
    for (int tick = 0; tick < 30; tick++) {
      lab.advance(PasswordHashSync.PERIOD);
      sync.run();
    }
    assertThat(lab.events(SOURCE)).containsExactly(650, 656, 657, 651, 653, 654, 653, 654);
  }

  @Test
  void theLogForgetsAfterSevenDays() throws Exception {
    lab.user("alice");
    sync.run();
    lab.advance(Duration.ofDays(8));
    Person bob = lab.user("bob");
    sync.run();
    List<PasswordHashLog.Entry> left =
        lab.store().read(space -> new PasswordHashLog(space).latest(10));
    assertThat(left).extracting(PasswordHashLog.Entry::guid).containsExactly(bob.guid());
  }

  @Test
  void aRequestThatComesWhileAnEarlierOneIsCarriedOutIsKept() throws LDAPException {
    Person alice = lab.user("alice");
    lab.write(space -> PasswordHashQueue.requestInitial(space, List.of(alice.guid())));
    List<QueuedHash> taken = ready();
    lab.write(space -> PasswordHashQueue.requestInitial(space, List.of(alice.guid())));
    lab.write(space -> new PasswordHashQueue(space).remove(taken));
    assertThat(ready()).extracting(QueuedHash::guid).containsExactly(alice.guid());
    lab.write(space -> new PasswordHashQueue(space).remove(ready()));
    assertThat(ready()).isEmpty();
  }

  private List<QueuedHash> ready() {
    return lab.store().read(space -> new PasswordHashQueue(space).ready(0, new UUID(0, 0), 10));
  }

  private PasswordHashLog.Entry lastOf(Person person) {
    return lab.store().read(space -> new PasswordHashLog(space).of(person.guid(), 1)).get(0);
  }
}
