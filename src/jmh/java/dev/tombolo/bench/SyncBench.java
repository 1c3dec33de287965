package dev.tombolo.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.connector.run.ContinuousSync;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.settings.SettingsReader;
import dev.tombolo.tenant.TenantSettings;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** A lab of many users: its first synchronization, small deltas, and the time to follow changes. */
final class SyncBench {
  private static final int CHANGES = 100;
  private static final Pattern TITLE = Pattern.compile("\"jobTitle\":\\[?\"t(\\d+)\"");

  private final Lab lab;
  private final Ready ready;
  private final int users;
  private final HttpClient http = HttpClient.newHttpClient();

  private SyncBench(Lab lab, int users) {
    this.lab = lab;
    this.ready = lab.ready();
    this.users = users;
  }

  /** {@code [users [data folder]]}. */
  static void start(String[] args) throws Exception {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
    int users = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    List<String> settings =
        new ArrayList<>(
            List.of(
                "directory.ldap.port=0",
                "directory.ldaps.port=0",
                "tenant.http.port=0",
                "tenant.https.port=0",
                "connector.mode=manual"));
    if (args.length > 1) {
      settings.add("lab.data=" + args[1]);
    }
    try (Lab lab =
        Lab.with(SettingsReader.read(Optional.empty(), Map.of(), settings))
            .fixtures(List.of(LdifSource.of(Users.forTombolo(users))))
            .start()) {
      SyncBench bench = new SyncBench(lab, users);
      bench.initial();
      bench.deltas();
      bench.latency();
    }
  }

  private SyncEngine engine() {
    return lab.connector().orElseThrow().engine();
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
                ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private void initial() throws Exception {
    double cpu = cpu();
    long start = System.nanoTime();
    CycleOutcome outcome = engine().cycle(PolicyType.INITIAL, SyncEngine.Origin.USER);
    double seconds = (System.nanoTime() - start) / 1e9;
    print("initial synchronization of %d users: %.2f s, %.2f CPU s (%s)%n",
        users, seconds, cpu() - cpu, outcome.result().literal());
    outcome
        .steps()
        .forEach(
            step ->
                print("  %s, %s: %d ms %s%n",
                    step.connector(),
                    step.profile().label(),
                    step.ended().toEpochMilli() - step.started().toEpochMilli(),
                    step.tally().counts()));
    start = System.nanoTime();
    engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER);
    print("the delta that confirms it: %.2f s%n", (System.nanoTime() - start) / 1e9);
    engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER);
  }

  private LDAPConnection ldap() throws Exception {
    LDAPURL url = new LDAPURL(ready.ldap());
    return new LDAPConnection(url.getHost(), url.getPort(), ready.bindDn(), ready.bindPassword());
  }

  private void deltas() throws Exception {
    List<Double> seconds = new ArrayList<>();
    double cpu = cpu();
    try (LDAPConnection ldap = ldap()) {
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < CHANGES; i++) {
          ldap.modify(
              Users.dn((round * 7919 + i * 97) % users),
              new Modification(ModificationType.REPLACE, "department", "D" + round));
        }
        long start = System.nanoTime();
        engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER);
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    Collections.sort(seconds);
    print("delta of %d changes: median %.1f ms, worst %.1f ms, %.1f CPU ms each with the changes%n",
        CHANGES,
        seconds.get(seconds.size() / 2) * 1e3,
        seconds.get(seconds.size() - 1) * 1e3,
        (cpu() - cpu) * 1e3 / seconds.size());
    List<Double> idle = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      long start = System.nanoTime();
      engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER);
      idle.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(idle);
    print("delta of nothing: median %.1f ms%n", idle.get(idle.size() / 2));
  }

  /** Changes at a steady rate; the tenant's own feed of changes tells when each is there. */
  private void latency() throws Exception {
    ForestClient client = new ForestClient(lab.connector().orElseThrow().settings().forest());
    String token = token();
    String position = last(token);
    int changes = 2_000;
    Map<Integer, Long> sent = Collections.synchronizedMap(new HashMap<>());
    List<Double> milliseconds = new ArrayList<>();
    double cpu = cpu();
    try (LDAPConnection ldap = ldap();
        ContinuousSync following = new ContinuousSync(client, engine(), () -> {})) {
      Thread writer = new Thread(() -> write(ldap, changes, sent), "writer");
      writer.start();
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (milliseconds.size() < changes && System.nanoTime() < deadline) {
        String page = get(token, position);
        long now = System.nanoTime();
        Matcher title = TITLE.matcher(page);
        while (title.find()) {
          Long at = sent.remove(Integer.parseInt(title.group(1)));
          if (at != null) {
            milliseconds.add((now - at) / 1e6);
          }
        }
        position = next(page);
        LockSupport.parkNanos(1_000_000);
      }
      writer.join();
    }
    client.close();
    Collections.sort(milliseconds);
    print("change to visible at 100 changes/s: %d seen, p50 %.1f ms, p99 %.1f ms, worst %.1f ms, %.0f%% CPU%n",
        milliseconds.size(),
        milliseconds.get(milliseconds.size() / 2),
        milliseconds.get(milliseconds.size() * 99 / 100),
        milliseconds.get(milliseconds.size() - 1),
        (cpu() - cpu) * 100 / 20);
  }

  private void write(LDAPConnection ldap, int changes, Map<Integer, Long> sent) {
    long start = System.nanoTime();
    for (int i = 0; i < changes; i++) {
      LockSupport.parkNanos(start + i * 10_000_000L - System.nanoTime());
      try {
        sent.put(i, System.nanoTime());
        ldap.modify(
            Users.dn(i * 31 % users), new Modification(ModificationType.REPLACE, "title", "t" + i));
      } catch (com.unboundid.ldap.sdk.LDAPException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String token() throws Exception {
    TenantSettings.Client sync = TenantSettings.adatum().sync();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(ready.tenant() + "/" + ready.tenantId() + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                        + "&client_id=" + sync.id() + "&client_secret=" + sync.secret()))
            .build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return field(body, "access_token");
  }

  private String last(String token) throws Exception {
    String position = "";
    while (true) {
      String page = get(token, position);
      position = next(page);
      if (page.contains("\"more\":false")) {
        return position;
      }
    }
  }

  private String get(String token, String after) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    ready.tenant()
                        + "/provisioning/v1/objects?top=1000"
                        + (after.isEmpty() ? "" : "&after=" + after)))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String next(String page) {
    return field(page, "nextToken");
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return matcher.group(1);
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format, arguments);
  }
}
