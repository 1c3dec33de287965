package dev.tombolo.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldif.LDIFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Searches and writes over the wire, every server in turn, several rounds. */
final class DirectoryBench {
  private static final int ROUNDS = 3;
  private static final long WARM_UP = 2_000_000_000L;
  private static final long MEASURED = 2_000_000_000L;

  private final int users;
  private final Map<String, List<double[]>> results = new LinkedHashMap<>();
  private final AtomicInteger names = new AtomicInteger();

  private DirectoryBench(int users) {
    this.users = users;
  }

  static void start(String[] args) throws Exception {
    new DirectoryBench(args.length > 0 ? Integer.parseInt(args[0]) : 10_000).run(args.length > 1 ? args[1] : "all");
  }

  private interface Work {
    int once(LDAPConnection connection) throws LDAPException;
  }

  private void run(String only) throws Exception {
    Path ldif = Users.forTombolo(users);
    Path plain = Users.forSlapd(users);
    List<Peer> peers = new ArrayList<>();
    peers.add(Peers.constant());
    peers.add(Peers.tombolo(ldif, ""));
    peers.add(Peers.tombolo(ldif, Files.createTempDirectory("bench-data").toString()));
    if (users <= 20_000) {
      peers.add(Peers.unboundid(plain));
    }
    Peer slapd = Peers.slapd(plain, true);
    if (slapd != null) {
      peers.add(slapd);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Peer peer : peers) {
        boolean constant = peer.name().equals("constant");
        boolean durable = peer.name().equals("tombolo-durable");
        if (!durable && (only.equals("all") || only.equals("read"))) {
          measure(peer, "base", 8, connection -> base(connection));
          measure(peer, "base", 1, connection -> base(connection));
          measure(peer, "equality", 8, connection -> equality(peer, connection));
          if (!constant) {
            measure(peer, "paged", 1, connection -> paged(connection));
          }
        }
        if (!constant && (only.equals("all") || only.equals("write"))) {
          for (int connections : new int[] {1, 8, 32}) {
            measure(peer, "modify", connections, connection -> modify(connection));
            measure(peer, "add", connections, connection -> add(peer, connection));
          }
        }
      }
    }
    for (Peer peer : peers) {
      peer.close();
    }
    System.out.println();
    System.out.println("median of " + ROUNDS + " rounds, " + users + " users: operations (entries) a second / server CPU microseconds each");
    results.forEach(
        (key, values) ->
            System.out.printf(Locale.ROOT, "%-32s %10.0f /s %8.1f us%n", key, median(values, 0), median(values, 1)));
  }

  private static double median(List<double[]> values, int column) {
    double[] sorted = values.stream().mapToDouble(value -> value[column]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private int base(LDAPConnection connection) throws LDAPException {
    return connection
        .search(Users.dn(ThreadLocalRandom.current().nextInt(users)), SearchScope.BASE, "(objectClass=*)")
        .getEntryCount();
  }

  private int equality(Peer peer, LDAPConnection connection) throws LDAPException {
    String filter = "(" + peer.accountAttribute() + "=user" + ThreadLocalRandom.current().nextInt(users) + ")";
    return connection.search(Users.BASE, SearchScope.SUB, filter).getEntryCount();
  }

  private int paged(LDAPConnection connection) throws LDAPException {
    SearchRequest request = new SearchRequest(Users.BASE, SearchScope.SUB, "(objectClass=person)");
    int entries = 0;
    SimplePagedResultsControl page = new SimplePagedResultsControl(1000);
    long end = System.nanoTime() + MEASURED;
    while (true) {
      request.setControls(page);
      SearchResult result = connection.search(request);
      entries += result.getEntryCount();
      SimplePagedResultsControl response = SimplePagedResultsControl.get(result);
      if (response == null || !response.moreResultsToReturn() || System.nanoTime() > end) {
        return entries;
      }
      page = new SimplePagedResultsControl(1000, response.getCookie());
    }
  }

  private int modify(LDAPConnection connection) throws LDAPException {
    connection.modify(
        Users.dn(ThreadLocalRandom.current().nextInt(users)),
        new Modification(ModificationType.REPLACE, "description", "now " + System.nanoTime()));
    return 1;
  }

  private int add(Peer peer, LDAPConnection connection) throws LDAPException {
    try {
      connection.add(peer.user("added" + names.incrementAndGet()));
      return 1;
    } catch (LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(Peer peer, String what, int connections, Work work) throws Exception {
    String key = what + " x" + connections + " " + peer.name();
    AtomicLong count = new AtomicLong();
    AtomicLong measuring = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      LDAPConnection connection = peer.connect();
      Thread thread =
          new Thread(
              () -> {
                try (connection) {
                  while (measuring.get() >= 0) {
                    int done = work.once(connection);
                    if (measuring.get() == 1) {
                      count.addAndGet(done);
                    }
                  }
                } catch (LDAPException e) {
                  System.err.println(key + ": " + e.getMessage());
                }
              });
      threads.add(thread);
      thread.start();
    }
    Thread.sleep(Math.max(0, WARM_UP / (results.containsKey(key) ? 4 : 1) - (System.nanoTime() - start)) / 1_000_000);
    measuring.set(1);
    long cpu = cpu(peer.pid());
    long from = System.nanoTime();
    Thread.sleep(MEASURED / 1_000_000);
    measuring.set(-1);
    long done = count.get();
    double seconds = (System.nanoTime() - from) / 1e9;
    double used = (cpu(peer.pid()) - cpu) / 1000.0;
    for (Thread thread : threads) {
      thread.join();
    }
    done = what.equals("paged") ? count.get() : done;
    double rate = done / seconds;
    results.computeIfAbsent(key, name -> new ArrayList<>()).add(new double[] {rate, used / Math.max(1, done)});
    System.out.printf(Locale.ROOT, "%-32s %10.0f /s %8.1f us%n", key, rate, used / Math.max(1, done));
  }

  /** User and system time of a process in nanoseconds, by the kernel's ticks of ten milliseconds. */
  private static long cpu(long pid) throws Exception {
    String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "").split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000L;
  }
}
