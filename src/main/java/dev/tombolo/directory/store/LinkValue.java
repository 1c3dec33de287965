package dev.tombolo.directory.store;

/**
 * One value of a forward link, with its stamp (MS-ADTS 3.1.1.1.9, LinkValueStamp). A removed value
 * is kept as absent, so that DirSync can report the removal.
 *
 * @param present whether the value counts; absent otherwise
 * @param version how often it was written
 * @param usn the update that last wrote it
 * @param time in seconds since 1970 when it was last written
 * @param created in seconds since 1970
 * @param deleted in seconds since 1970, 0 when it was never removed
 */
public record LinkValue(
    boolean present, int version, long usn, long time, long created, long deleted) {
  /** A value that is new. */
  public static LinkValue added(long time, long usn) {
    return new LinkValue(true, 1, usn, time, time, 0);
  }

  /** This value added again. */
  public LinkValue addedAgain(long newTime, long newUsn) {
    return new LinkValue(true, version + 1, newUsn, newTime, created, 0);
  }

  /** This value removed. */
  public LinkValue removed(long newTime, long newUsn) {
    return new LinkValue(false, version + 1, newUsn, newTime, created, newTime);
  }

  byte[] encode() {
    return new Octets(24)
        .put(present ? 1 : 0)
        .putVar(version)
        .putVar(usn)
        .putVar(time)
        .putSignedVar(created - time)
        .putVar(deleted)
        .toByteArray();
  }

  static LinkValue decode(byte[] octets) {
    Octets.Reader in = new Octets.Reader(octets, 0);
    boolean present = in.next() == 1;
    int version = (int) in.nextVar();
    long usn = in.nextVar();
    long time = in.nextVar();
    return new LinkValue(present, version, usn, time, time + in.nextSignedVar(), in.nextVar());
  }
}
