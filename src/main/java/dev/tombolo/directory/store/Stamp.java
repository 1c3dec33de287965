package dev.tombolo.directory.store;

/**
 * The replication stamp of an attribute (MS-ADTS 3.1.1.1.9): what {@code replPropertyMetaData} says
 * of it. A forest of one domain controller needs no originating server beside it.
 *
 * @param version how often it was written, from 1
 * @param time in seconds since 1970 when it was last written
 * @param usn the update that last wrote it
 */
public record Stamp(int version, long time, long usn) {
  /** The stamp after a further write. */
  public Stamp next(long nextTime, long nextUsn) {
    return new Stamp(version + 1, nextTime, nextUsn);
  }
}
