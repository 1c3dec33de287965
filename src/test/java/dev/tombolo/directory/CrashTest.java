package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.TomboloProcess;
import dev.tombolo.ad.Oids;
import dev.tombolo.lab.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a directory again and again while clients write to it, and looks whether what they were
 * told is true afterwards. {@code -Dtombolo.crash.rounds=N} does it more often, {@code
 * -Dtombolo.crash.seed=N} repeats the choices of another run.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("tombolo.crash.rounds", 25);
  private static final int CLIENTS = 4;
  private static final String BASE = TestDirectory.BASE;

  @TempDir private Path home;

  private final Map<String, String> guids = new HashMap<>();
  private final Map<String, Long> seenUsns = new HashMap<>();
  private long highestSeen;

  @Test
  void everyAcknowledgedWriteOutlivesKillDashNine() throws Exception {
    long seed = Long.getLong("tombolo.crash.seed", System.nanoTime());
    System.out.println("crash test: seed " + seed + ", " + ROUNDS + " rounds");
    Random random = new Random(seed);
    Path empty = Files.writeString(home.resolve("empty.ldif"), "version: 1\n");
    Path data = home.resolve("data");
    List<CrashClient> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new CrashClient(i, BASE, seed + i));
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int round = 0; round <= ROUNDS; round++) {
        if (round % 6 == 5) {
          try (TomboloProcess unfinished =
              TomboloProcess.directory(home, data, "--ldif", empty.toString())) {
            unfinished.run(100 + random.nextInt(900)); // recovery is cut off as well
          }
        }
        try (TomboloProcess server =
            TomboloProcess.directory(home, data, "--ldif", empty.toString())) {
          Ready ready = server.ready();
          try (LDAPConnection admin = TomboloProcess.connect(ready)) {
            if (round == 0) {
              for (CrashClient each : clients) {
                each.prepare(admin);
              }
            } else {
              check(admin, clients, "seed " + seed + ", round " + round);
            }
          }
          if (round < ROUNDS) {
            writeUntilKilled(server, ready, clients, threads, 20 + random.nextInt(900));
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    long writes = clients.stream().mapToLong(CrashClient::acknowledged).sum();
    System.out.println("crash test: " + writes + " acknowledged writes");
    assertThat(writes).isGreaterThan(ROUNDS);
  }

  private void writeUntilKilled(
      TomboloProcess server,
      Ready ready,
      List<CrashClient> clients,
      ExecutorService threads,
      int milliseconds)
      throws Exception {
    List<Future<?>> running = new ArrayList<>();
    List<LDAPConnection> connections = new ArrayList<>();
    try {
      for (CrashClient each : clients) {
        LDAPConnection connection = TomboloProcess.connect(ready);
        connections.add(connection);
        running.add(
            threads.submit(
                () -> {
                  each.run(connection);
                  return true;
                }));
      }
      LDAPConnection reading = TomboloProcess.connect(ready);
      connections.add(reading);
      running.add(threads.submit(() -> read(reading)));
      server.run(milliseconds);
      server.kill();
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      connections.forEach(LDAPConnection::close);
    }
  }

  /** Reads what has changed, over and over, until the server goes away. */
  private boolean read(LDAPConnection connection) throws LDAPException {
    long from = highestSeen;
    try {
      while (true) {
        for (SearchResultEntry each :
            connection
                .search(
                    BASE,
                    SearchScope.SUB,
                    "(&(uSNChanged>=" + from + ")(employeeID=*))",
                    "employeeID",
                    "uSNChanged")
                .getSearchEntries()) {
          seenUsns.put(
              each.getAttributeValue("employeeID"), each.getAttributeValueAsLong("uSNChanged"));
        }
        from = Long.parseLong(connection.getRootDSE().getAttributeValue("highestCommittedUSN"));
        highestSeen = from;
      }
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable()) {
        throw e;
      }
      return true;
    }
  }

  private void check(LDAPConnection admin, List<CrashClient> clients, String when)
      throws Exception {
    Set<String> members = new HashSet<>();
    for (CrashClient each : clients) {
      String[] values = admin.getEntry(each.group(), "member").getAttributeValues("member");
      members.addAll(values == null ? List.of() : List.of(values));
    }
    Map<String, CrashClient.User> users = new HashMap<>();
    TreeMap<Long, String> usns = new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    for (SearchResultEntry each : everyUser(admin, "(employeeID=*)")) {
      String id = each.getAttributeValue("employeeID");
      long usn = each.getAttributeValueAsLong("uSNChanged");
      String other = usns.put(usn, id);
      if (other != null) {
        complaints.add(other + " and " + id + " have the same USN " + usn);
      }
      if (usn < seenUsns.getOrDefault(id, 0L)) {
        complaints.add(id + " was read with USN " + seenUsns.get(id) + " and has " + usn);
      }
      String guid = each.getAttributeValue("objectGUID");
      if (!guids.computeIfAbsent(id, key -> guid).equals(guid)) {
        complaints.add(id + " has another objectGUID");
      }
      CrashClient.User user = user(each, members);
      if (users.put(id, user) != null) {
        complaints.add(id + " is there twice");
      }
    }
    clients.forEach(client -> complaints.addAll(client.complaints(users)));
    long highest = Long.parseLong(admin.getRootDSE().getAttributeValue("highestCommittedUSN"));
    if (highest < highestSeen || (!usns.isEmpty() && highest < usns.lastKey())) {
      complaints.add("highestCommittedUSN went back to " + highest + " from " + highestSeen);
    }
    if (!usns.isEmpty()) {
      long middle = (usns.firstKey() + usns.lastKey()) / 2;
      Set<String> byIndex = new HashSet<>();
      for (SearchResultEntry each :
          everyUser(admin, "(&(uSNChanged>=" + middle + ")(employeeID=*))")) {
        byIndex.add(each.getAttributeValue("employeeID"));
      }
      if (!byIndex.equals(new HashSet<>(usns.tailMap(middle).values()))) {
        complaints.add("the index of uSNChanged and the objects differ from " + middle + " on");
      }
    }
    assertThat(complaints).as(when).isEmpty();
  }

  /** A living user's back link and its group's link must say the same. */
  private static CrashClient.User user(SearchResultEntry entry, Set<String> members) {
    boolean deleted = entry.hasAttribute("isDeleted");
    boolean member = entry.hasAttribute("memberOf");
    if (!deleted && member != members.contains(entry.getDN())) {
      throw new AssertionError(entry.getDN() + ": member and memberOf differ");
    }
    byte[] photo = entry.getAttributeValueBytes("thumbnailPhoto");
    return new CrashClient.User(
        deleted ? "" : entry.getDN(),
        entry.getAttributeValue("description"),
        photo == null ? 0 : photo.length,
        !deleted && member,
        deleted);
  }

  private static List<SearchResultEntry> everyUser(LDAPConnection admin, String filter)
      throws LDAPException {
    List<SearchResultEntry> all = new ArrayList<>();
    ASN1OctetString cookie = null;
    do {
      SearchRequest request =
          new SearchRequest(
              BASE,
              SearchScope.SUB,
              filter,
              "employeeID",
              "description",
              "thumbnailPhoto",
              "memberOf",
              "uSNChanged",
              "objectGUID",
              "isDeleted");
      request.addControl(new Control(Oids.SHOW_DELETED, true));
      request.addControl(new SimplePagedResultsControl(500, cookie));
      var result = admin.search(request);
      all.addAll(result.getSearchEntries());
      SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
      cookie = page == null || !page.moreResultsToReturn() ? null : page.getCookie();
    } while (cookie != null);
    return all;
  }
}
