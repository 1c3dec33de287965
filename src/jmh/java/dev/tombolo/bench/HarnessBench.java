package dev.tombolo.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabSnapshot;
import dev.tombolo.lab.client.OnPremises;
import dev.tombolo.lab.client.SyncConnector;
import dev.tombolo.lab.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a test pays for its lab: start to ready, first synchronization, putting back after a change
 * and a cycle. Labs of many users and labs of none take turns, so that both meet the same machine.
 */
final class HarnessBench {
  private static final List<String> QUIET =
      List.of(
          "directory.ldap.port",
          "directory.ldaps.port",
          "tenant.http.port",
          "tenant.https.port");

  private HarnessBench() {}

  private static final class Times {
    private final List<Double> ready = new ArrayList<>();
    private final List<Double> synced = new ArrayList<>();
    private final List<Double> reset = new ArrayList<>();
    private final List<Double> resetCpu = new ArrayList<>();

    private void print(String what) {
      System.out.printf(
          Locale.ROOT,
          "%-14s ready %s ms   first sync %s ms   reset %s ms, CPU of its thread %s ms%n",
          what,
          shown(ready),
          shown(synced),
          shown(reset),
          shown(resetCpu));
    }

    private static String shown(List<Double> some) {
      Collections.sort(some);
      return String.format(
          Locale.ROOT,
          "median %.1f (%.1f to %.1f)",
          some.get(some.size() / 2),
          some.get(0),
          some.get(some.size() - 1));
    }
  }

  static void start(String[] args) throws Exception {
    int users = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    String ldif = people(users);
    Times warmUp = new Times();
    for (int i = 0; i < rounds; i++) {
      round(ldif, users, warmUp);
      round("", 0, warmUp);
    }
    Times full = new Times();
    Times empty = new Times();
    for (int i = 0; i < rounds; i++) {
      round(ldif, users, full);
      round("", 0, empty);
    }
    empty.print("no users");
    full.print(users + " users");
  }

  private static void round(String ldif, int users, Times times) throws Exception {
    long begun = System.nanoTime();
    List<LdifSource> fixtures =
        ldif.isEmpty() ? List.of() : List.of(LdifSource.of("people.ldif", ldif));
    try (Lab lab = Lab.with(settings()).fixtures(fixtures).start()) {
      times.ready.add(since(begun));
      long syncing = System.nanoTime();
      SyncConnector connector = SyncConnector.of(lab);
      connector.sync();
      times.synced.add(since(syncing));
      connector.sync(); // as the extension does: it confirms what the first one exported
      LabSnapshot first = lab.snapshot();
      for (int i = 0; i < 5; i++) {
        if (users > 0) {
          change(lab, i);
        }
        connector.sync();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long putting = System.nanoTime();
        lab.restore(first);
        times.reset.add(since(putting));
        times.resetCpu.add(
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6);
      }
    }
  }

  private static void change(Lab lab, int i) throws Exception {
    try (LDAPConnection ldap = OnPremises.of(lab).connect()) {
      ldap.modify(
          "CN=Person " + i + ",CN=Users,DC=adatum,DC=com",
          new Modification(ModificationType.REPLACE, "title", "Changed"));
      ldap.delete("CN=Person " + (i + 10) + ",CN=Users,DC=adatum,DC=com");
    }
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Settings settings() throws Exception {
    Settings all = Settings.defaults().with("connector.mode", "manual", "bench");
    for (String port : QUIET) {
      all = all.with(port, "0", "bench");
    }
    return all;
  }

  private static String people(int count) {
    StringBuilder ldif = new StringBuilder();
    for (int i = 0; i < count; i++) {
      ldif.append(
          String.format(
              Locale.ROOT,
              "dn: CN=Person %1$d,CN=Users,DC=adatum,DC=com%n"
                  + "objectClass: user%n"
                  + "sAMAccountName: p%1$d%n"
                  + "userPrincipalName: p%1$d@adatum.com%n"
                  + "displayName: Person %1$d%n"
                  + "mail: p%1$d@adatum.com%n"
                  + "userAccountControl: 512%n"
                  + "clearTextPassword: Zq-horse!Battery%n%n",
              i));
    }
    return ldif.toString();
  }
}
