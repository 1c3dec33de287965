package dev.tombolo.cli;

import dev.tombolo.directory.ldif.LdifLoader;

/** Says on stderr, about once a second, how far a long load has come. */
final class LoadProgress implements LdifLoader.Progress {
  private static final long SECOND = 1_000_000_000L;

  private boolean begun;
  private long next;

  @Override
  public void at(String file, long octets, long size, long records) {
    long now = System.nanoTime();
    if (!begun) {
      begun = true;
      next = now + SECOND;
    } else if (now - next >= 0) {
      next = now + SECOND;
      System.err.printf(
          "loading %s: %d%%, %d records%n", file, size == 0 ? 100 : octets * 100 / size, records);
    }
  }
}
