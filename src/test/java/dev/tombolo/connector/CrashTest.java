package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.TomboloProcess;
import dev.tombolo.lab.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a whole lab again and again while clients write to its directory: every acknowledged write
 * is there afterwards, and the tenant becomes what the directory says. {@code
 * -Dtombolo.crash.rounds=N} does it more often, {@code -Dtombolo.crash.seed=N} repeats the choices
 * of another run.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("tombolo.crash.rounds", 8);
  private static final int CLIENTS = 3;
  private static final String GROUP = "CN=crew," + ConnectorLab.SYNC;

  @TempDir private Path home;

  @Test
  void acknowledgedWritesOutliveKillDashNineAndReachTheTenant() throws Exception {
    long seed = Long.getLong("tombolo.crash.seed", System.nanoTime());
    System.out.println("lab crash test: seed " + seed + ", " + ROUNDS + " rounds");
    Random random = new Random(seed);
    Path fixture = Files.writeString(home.resolve("empty.ldif"), "version: 1\n");
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      writers.add(new Writer(i, new Random(seed + i)));
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int round = 0; round <= ROUNDS; round++) {
        try (TomboloProcess lab = TomboloProcess.lab(home, home.resolve("data"), fixture)) {
          Ready ready = lab.ready();
          String when = "seed " + seed + ", round " + round;
          try (LDAPConnection admin = TomboloProcess.connect(ready)) {
            if (round == 0) {
              prepare(admin);
            }
            check(admin, writers, when);
            settle(lab, admin, ready, when);
          }
          if (round < ROUNDS) {
            writeUntilKilled(lab, ready, writers, threads, 20 + random.nextInt(700));
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    long writes = writers.stream().mapToLong(writer -> writer.acknowledged).sum();
    System.out.println("lab crash test: " + writes + " acknowledged writes");
    assertThat(writes).isGreaterThan(ROUNDS);
  }

  private static void prepare(LDAPConnection admin) throws LDAPException {
    admin.add(ConnectorLab.SYNC, new Attribute("objectClass", "organizationalUnit"));
    admin.add(
        GROUP, new Attribute("objectClass", "group"), new Attribute("sAMAccountName", "crew"));
  }

  private static void check(LDAPConnection admin, List<Writer> writers, String when)
      throws LDAPException {
    Map<String, String> there = new HashMap<>();
    for (SearchResultEntry each :
        ConnectorLab.search(admin, ConnectorLab.SYNC, "(objectClass=user)", "title", "memberOf")) {
      there.put(
          each.getDN(),
          each.getAttributeValue("title") + (each.hasAttribute("memberOf") ? " crew" : ""));
    }
    List<String> complaints = new ArrayList<>();
    writers.forEach(writer -> writer.check(there, complaints));
    assertThat(complaints).as(when).isEmpty();
  }

  /** The connector goes on by itself until the tenant is what the directory says. */
  private static void settle(TomboloProcess lab, LDAPConnection admin, Ready ready, String when)
      throws Exception {
    Expected expected = Expected.of(admin);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> expected.differences(ConnectorLab.synced(ready)).isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          when + ": " + expected.differences(ConnectorLab.synced(ready)) + "\n" + lab.errors(), e);
    }
  }

  private static void writeUntilKilled(
      TomboloProcess lab,
      Ready ready,
      List<Writer> writers,
      ExecutorService threads,
      int milliseconds)
      throws Exception {
    List<Future<?>> running = new ArrayList<>();
    List<LDAPConnection> connections = new ArrayList<>();
    try {
      for (Writer each : writers) {
        LDAPConnection connection = TomboloProcess.connect(ready);
        connections.add(connection);
        running.add(threads.submit(() -> each.run(connection)));
      }
      lab.run(milliseconds);
      lab.kill();
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      connections.forEach(LDAPConnection::close);
    }
  }

  /** Writes, and knows what it was told. */
  private static final class Writer {
    private static final String GONE = "gone";

    private final int number;
    private final Random random;
    private final Map<String, String> state = new HashMap<>();
    private String unsure = "";
    private String unsureState = "";
    private int names;
    private long acknowledged;

    private Writer(int number, Random random) {
      this.number = number;
      this.random = random;
    }

    private boolean run(LDAPConnection connection) throws LDAPException {
      try {
        while (true) {
          write(connection);
        }
      } catch (LDAPException e) {
        if (e.getResultCode().isConnectionUsable()) {
          throw e;
        }
        return true; // killed
      }
    }

    private void write(LDAPConnection connection) throws LDAPException {
      List<String> live =
          state.entrySet().stream()
              .filter(entry -> !entry.getValue().equals(GONE))
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      int what = random.nextInt(10);
      if (live.size() < 3 || (what < 3 && live.size() < 60)) {
        String name = "w" + number + "x" + names++;
        String dn = "CN=" + name + "," + ConnectorLab.SYNC;
        trying(dn, "new");
        connection.add(
            dn,
            new Attribute("objectClass", "user"),
            new Attribute("sAMAccountName", name),
            new Attribute("userPrincipalName", name + "@adatum.com"),
            new Attribute("title", "new"));
        done();
        return;
      }
      String dn = live.get(random.nextInt(live.size()));
      String before = state.getOrDefault(dn, "");
      boolean member = before.endsWith(" crew");
      if (what < 7) {
        String title = "t" + names++;
        trying(dn, title + (member ? " crew" : ""));
        connection.modify(dn, new Modification(ModificationType.REPLACE, "title", title));
      } else if (what < 9) {
        trying(dn, member ? before.substring(0, before.length() - 5) : before + " crew");
        connection.modify(
            GROUP,
            new Modification(
                member ? ModificationType.DELETE : ModificationType.ADD, "member", dn));
      } else {
        trying(dn, GONE);
        connection.delete(dn);
      }
      done();
    }

    private void trying(String dn, String after) {
      unsure = dn;
      unsureState = after;
    }

    private void done() {
      state.put(unsure, unsureState);
      unsure = "";
      acknowledged++;
    }

    /** What was under way when the lab was killed may have happened or not. */
    private void check(Map<String, String> there, List<String> complaints) {
      if (!unsure.isEmpty()) {
        state.put(unsure, there.getOrDefault(unsure, GONE));
        unsure = "";
      }
      state.forEach(
          (dn, expected) -> {
            String found = there.getOrDefault(dn, GONE);
            if (!found.equals(expected)) {
              complaints.add(dn + " shall be " + expected + " and is " + found);
            }
          });
    }
  }
}
