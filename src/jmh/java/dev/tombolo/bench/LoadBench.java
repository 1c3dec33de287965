package dev.tombolo.bench;

import dev.tombolo.directory.DirectoryServer;
import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rate at which LDIF loads, in memory and durable, with slapadd beside it. */
final class LoadBench {
  private LoadBench() {}

  static void start(String[] args) throws Exception {
    int users = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path ldif = Users.forTombolo(users);
    Path plain = Users.forSlapd(users);
    System.out.println("LDIF octets: " + Files.size(ldif) + ", for slapd " + Files.size(plain));
    for (int round = 0; round < 3; round++) {
      load(users, ldif, false);
      load(users, ldif, true);
      Peer slapd = Peers.slapd(plain, true);
      if (slapd != null) {
        slapd.close();
      }
    }
  }

  private static void load(int users, Path ldif, boolean durable) throws Exception {
    LabClock clock = LabClock.system();
    DirectorySettings settings = DirectorySettings.of(new Forest("adatum.com", "ADATUM", "DC1"), "Passw0rd!");
    if (durable) {
      settings = settings.withData(Files.createTempDirectory("bench-data"));
    }
    LabCertificates certificates = LabCertificates.in(Files.createTempDirectory("bench-tls"), List.of());
    try (DirectoryServer server =
        DirectoryServer.start(settings, clock, new Journal("directory", clock), new Faults(), certificates)) {
      OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long cpu = machine.getProcessCpuTime();
      long start = System.nanoTime();
      server.load(List.of(LdifSource.of(ldif)), false, LdifLoader.Progress.NONE);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f s, %.0f users/s (%.2f CPU s)%n",
          durable ? "durable" : "in memory",
          seconds,
          users / seconds,
          (machine.getProcessCpuTime() - cpu) / 1e9);
    }
  }
}
