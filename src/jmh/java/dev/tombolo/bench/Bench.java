package dev.tombolo.bench;

import java.util.Arrays;

/** Runs a benchmark by name. */
public final class Bench {
  private Bench() {}

  /**
   * {@code directory [users] | load [users] | heap [users] | log [seconds [rounds]] | sync [users
   * [folder]] | graph [users [database]] | harness [users [rounds]]}.
   */
  public static void main(String[] args) throws Exception {
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "help" : args[0]) {
      case "directory" -> DirectoryBench.start(rest);
      case "load" -> LoadBench.start(rest);
      case "heap" -> HeapBench.start(rest);
      case "log" -> LogBench.start(rest);
      case "sync" -> SyncBench.start(rest);
      case "graph" -> GraphBench.start(rest);
      case "harness" -> HarnessBench.start(rest);
      default -> {
        System.out.println("directory [users]   searches and writes beside a constant handler, UnboundID in memory and slapd");
        System.out.println("load [users]        LDIF load in memory and durable, beside slapadd -q");
        System.out.println("heap [users]        octets of heap for a user of thirty attributes");
        System.out.println("sync [users [folder]]   first synchronization, deltas, and how fast changes follow");
        System.out.println("graph [users [h2|postgresql]]  Graph on a thousand users and on many: filter, page, delta, restore");
        System.out.println("log [seconds [rounds]]  durable records through the own log beside H2's MVStore");
        System.out.println("harness [users [rounds]]  a lab in a test: ready, first sync, reset, beside a lab of no users");
      }
    }
  }
}
