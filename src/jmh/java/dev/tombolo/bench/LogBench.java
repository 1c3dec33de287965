package dev.tombolo.bench;

import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.store.BareLog;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.fault.Faults;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Durable records a second: the change log beside H2's MVStore, at one record a flush and in groups,
 * in interleaved rounds. A record is 1.2 kB that do not compress. The third row is the whole store:
 * a transaction with a new object of that size, its indexes, and the log.
 */
final class LogBench {
  private static final int SIZE = 1200;

  private LogBench() {}

  /** One way to make records durable. */
  private interface Subject extends AutoCloseable {
    /** Writes for a time with so many records under way at once; how many became durable. */
    long write(int window, long until) throws Exception;

    @Override
    void close();
  }

  static void start(String[] args) throws Exception {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 3;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    System.out.printf("%-10s %6s  %s%n", "store", "window", "durable records/s of each round | median | CPU us/record");
    int[] windows = {1, 32, 256};
    String[] names = {"own log", "MVStore", "store"};
    List<List<List<double[]>>> results = new ArrayList<>();
    for (int s = 0; s < names.length; s++) {
      results.add(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }
    for (int round = -1; round < rounds; round++) {
      for (int w = 0; w < windows.length; w++) {
        for (int s = 0; s < names.length; s++) {
          int which = (s + round + 1) % names.length;
          Path folder = Files.createTempDirectory("bench-log");
          double[] result = run(subject(which, folder), windows[w], seconds);
          delete(folder);
          if (round >= 0) {
            results.get(which).get(w).add(result);
          }
        }
      }
    }
    for (int w = 0; w < windows.length; w++) {
      for (int s = 0; s < names.length; s++) {
        double[] rates = results.get(s).get(w).stream().mapToDouble(r -> r[0]).sorted().toArray();
        double[] cpu = results.get(s).get(w).stream().mapToDouble(r -> r[1]).sorted().toArray();
        System.out.printf(
            Locale.ROOT, "%-10s %6d  %s | %.0f | %.0f%n", names[s], windows[w],
            Arrays.toString(Arrays.stream(rates).mapToLong(Math::round).toArray()),
            rates[rates.length / 2], cpu[cpu.length / 2]);
      }
    }
  }

  private static Subject subject(int which, Path folder) throws Exception {
    return switch (which) {
      case 0 -> new OwnLog(folder);
      case 1 -> new Mv(folder);
      default -> new WholeStore(folder);
    };
  }

  private static double[] run(Subject subject, int window, double seconds) throws Exception {
    try (subject) {
      long cpu = cpu();
      long start = System.nanoTime();
      long records = subject.write(window, start + (long) (seconds * 1e9));
      double elapsed = (System.nanoTime() - start) / 1e9;
      return new double[] {records / elapsed, (cpu() - cpu) / 1e3 / Math.max(1, records)};
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The change log alone. */
  private static final class OwnLog implements Subject {
    private final BareLog log;
    private final Random random = new Random(1);

    private OwnLog(Path folder) throws Exception {
      log = new BareLog(folder);
    }

    @Override
    public long write(int window, long until) throws Exception {
      Semaphore free = new Semaphore(window);
      long records = 0;
      while (System.nanoTime() < until) {
        byte[] octets = new byte[SIZE];
        random.nextBytes(octets);
        free.acquire();
        log.append(octets, free::release);
        records++;
      }
      free.acquire(window);
      return records;
    }

    @Override
    public void close() {
      try {
        log.close();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** The directory's store. */
  private static final class WholeStore implements Subject {
    private final Schema schema = Schema.standard();
    private final Store store;
    private final Random random = new Random(1);

    private WholeStore(Path folder) throws Exception {
      store = Store.open(folder, () -> schema, new Faults());
    }

    private int add(Transaction to) {
      byte[] octets = new byte[SIZE];
      random.nextBytes(octets);
      int id = to.newId();
      to.put(
          id,
          new EntryBuilder(-1, schema.known("cn"))
              .classes(schema.knownClass("user").chain())
              .set(schema.known("name"), "user " + id)
              .set(schema.known("jpegPhoto"), octets)
              .set(schema.known("uSNChanged"), to.nextUsn())
              .build());
      return id;
    }

    @Override
    public long write(int window, long until) throws Exception {
      Semaphore free = new Semaphore(window);
      long records = 0;
      while (System.nanoTime() < until) {
        free.acquire();
        store.write(this::add).whenVisible(free::release, free::release);
        records++;
      }
      free.acquire(window);
      return records;
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** MVStore: a map from ids to octets; a group is committed and synced together. */
  private static final class Mv implements Subject {
    private final MVStore store;
    private final MVMap<Integer, byte[]> map;
    private final Random random = new Random(1);
    private int next;

    private Mv(Path folder) {
      store =
          new MVStore.Builder()
              .fileName(folder.resolve("store.mv").toString())
              .autoCommitDisabled()
              .open();
      map = store.openMap("objects");
    }

    @Override
    public long write(int window, long until) {
      long records = 0;
      while (System.nanoTime() < until) {
        for (int i = 0; i < window; i++) {
          byte[] octets = new byte[SIZE];
          random.nextBytes(octets);
          map.put(next++, octets);
        }
        store.commit();
        store.sync();
        records += window;
      }
      return records;
    }

    @Override
    public void close() {
      store.closeImmediately();
    }
  }
}
