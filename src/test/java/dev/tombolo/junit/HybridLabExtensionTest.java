package dev.tombolo.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.OnPremises;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes with labs, and looks at how they ended and what they left. */
class HybridLabExtensionTest {
  private static final String NORA = "CN=Nora Berg,OU=People,DC=adatum,DC=com";
  private static final String SEEN = "dev.tombolo.junit.seen";

  private static EngineExecutionResults run(boolean parallel, Class<?>... classes) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "" + parallel)
            .configurationParameter(
                "junit.jupiter.execution.parallel.mode.default",
                parallel ? "concurrent" : "same_thread")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL");
    for (Class<?> each : classes) {
      kit.selectors(selectClass(each));
    }
    return kit.execute();
  }

  private static List<String> reported(EngineExecutionResults results, String key) {
    return results.allEvents().reportingEntryPublished().stream()
        .map(
            event ->
                event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
        .map(entry -> entry.getKeyValuePairs().get(key))
        .filter(value -> value != null)
        .toList();
  }

  private static Throwable failure(EngineExecutionResults results) {
    Event failed = results.testEvents().failed().stream().findFirst().orElseThrow();
    return failed.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static boolean answers(String port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static class Shared {
    @RegisterExtension
    static final HybridLabExtension AD =
        HybridLabExtension.builder().parts(Part.DIRECTORY).ldif("one-person.ldif").build();

    @Test
    void deletes(LDAPConnection ldap, OnPremises where, org.junit.jupiter.api.TestReporter reporter)
        throws LDAPException {
      ldap.delete(NORA);
      reporter.publishEntry(SEEN, "" + where.ldapPort());
    }

    @Test
    void deletesToo(
        LDAPConnection ldap, OnPremises where, org.junit.jupiter.api.TestReporter reporter)
        throws LDAPException {
      ldap.delete(NORA);
      assertThat(AD.lab().tenant()).isEmpty();
      reporter.publishEntry(SEEN, "" + where.ldapPort());
    }
  }

  @Test
  void aStaticFieldIsOneLabForTheClassAndIsPutBackBetweenTests() {
    EngineExecutionResults results = run(false, Shared.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
    List<String> ports = reported(results, SEEN);
    assertThat(ports).hasSize(2);
    assertThat(Set.copyOf(ports)).hasSize(1);
    assertThat(answers(ports.get(0))).as("the lab is closed").isFalse();
  }

  @Test
  void testsOfOneClassTakeTurnsWhenTheyRunAtTheSameTime() {
    run(true, Shared.class).testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
  }

  static class Own {
    @RegisterExtension
    final HybridLabExtension ad =
        HybridLabExtension.builder().parts(Part.DIRECTORY).ldif("one-person.ldif").build();

    @Test
    void one(OnPremises where, org.junit.jupiter.api.TestReporter reporter) {
      assertThat(ad.lab().directory()).isPresent();
      reporter.publishEntry(SEEN, "" + where.ldapPort());
    }

    @Test
    void other(OnPremises where, org.junit.jupiter.api.TestReporter reporter) {
      reporter.publishEntry(SEEN, "" + where.ldapPort());
    }
  }

  @Test
  void anInstanceFieldIsALabForEachTest() {
    EngineExecutionResults results = run(true, Own.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
    List<String> ports = reported(results, SEEN);
    assertThat(ports).hasSize(2).noneMatch(HybridLabExtensionTest::answers);
  }

  @HybridLab(ldif = "one-person.ldif", settings = "directory.administrator.password=An0ther!One")
  static class Failing {
    @Test
    void failsAfterADeletion(LDAPConnection ldap) throws LDAPException {
      ldap.delete(NORA);
      throw new AssertionError("as meant");
    }
  }

  @Test
  void aFailureTellsWhatHappenedInTheLab() {
    EngineExecutionResults results = run(false, Failing.class);

    Throwable failure = failure(results);
    assertThat(failure).hasMessage("as meant");
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("Nora Berg");
    assertThat(reported(results, "tombolo.timeline"))
        .singleElement()
        .asString()
        .contains("Nora Berg");
  }

  @HybridLab(
      parts = Part.DIRECTORY,
      ldif = {})
  static class NoTenant {
    @Test
    void wantsATenant(CloudTenant tenant) {
      assertThat(tenant).isNotNull();
    }
  }

  @Test
  void aParameterOfAPartThatDoesNotRunIsRefusedInOneLine() {
    assertThat(failure(run(false, NoTenant.class)))
        .hasMessageContaining("there is no CloudTenant for the test: the lab has no tenant");
  }

  @HybridLab(settings = "directory.ldap.prot=0")
  static class Mistyped {
    @Test
    void never(Lab lab) {
      assertThat(lab).isNotNull();
    }
  }

  @Test
  void aMistypedSettingIsNamed() {
    run(false, Mistyped.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(
                        text -> text.contains("there is no setting \"directory.ldap.prot\"")))));
  }

  @HybridLab(ldif = "one-person.ldif")
  @Execution(ExecutionMode.CONCURRENT)
  abstract static class Writes {
    @Test
    void sees(LDAPConnection ldap, CloudTenant tenant) throws LDAPException {
      ldap.delete(NORA);
      assertThat(tenant.get("/users/NoraB@adatum.com").isMissingNode()).isFalse();
    }

    @Test
    void seesToo(LDAPConnection ldap, CloudTenant tenant) throws LDAPException {
      sees(ldap, tenant);
    }
  }

  static class Writes1 extends Writes {}

  static class Writes2 extends Writes {}

  static class Writes3 extends Writes {}

  static class Writes4 extends Writes {}

  @Test
  void classesThatRunAtTheSameTimeDoNotMeetAndLeaveNoThread() {
    Map<Long, String> before = threads();

    run(true, Writes1.class, Writes2.class, Writes3.class, Writes4.class)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(8).failed(0));

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc(); // the client of the JDK ends its thread when nobody holds it any more
              Map<Long, String> after = threads();
              after.keySet().removeAll(before.keySet());
              assertThat(after.values()).allMatch(name -> name.startsWith("awaitility"));
            });
  }

  private static Map<Long, String> threads() {
    Map<Long, String> all = new ConcurrentHashMap<>();
    Thread.getAllStackTraces()
        .keySet()
        .forEach(thread -> all.put(thread.getId(), thread.getName()));
    return all;
  }
}
