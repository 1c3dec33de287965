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
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** The heap that a user takes, with its indexes and stamps. */
final class HeapBench {
  private HeapBench() {}

  static void start(String[] args) throws Exception {
    int users = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    LabClock clock = LabClock.system();
    LabCertificates certificates = LabCertificates.in(Files.createTempDirectory("bench-tls"), List.of());
    try (DirectoryServer server =
        DirectoryServer.start(
            DirectorySettings.of(new Forest("adatum.com", "ADATUM", "DC1"), "Passw0rd!"),
            clock,
            new Journal("directory", clock),
            new Faults(),
            certificates)) {
      long before = used();
      long start = System.nanoTime();
      server.load(List.of(LdifSource.of(Users.forTombolo(users))), false, LdifLoader.Progress.NONE);
      double seconds = (System.nanoTime() - start) / 1e9;
      long after = used();
      System.out.printf(
          Locale.ROOT,
          "%d users in %.1f s: %.0f octets each, %.1f MB in all%n",
          users,
          seconds,
          (after - before) / (double) users,
          after / 1e6);
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
