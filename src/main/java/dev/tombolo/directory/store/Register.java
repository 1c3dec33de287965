package dev.tombolo.directory.store;

/** Numbers a directory keeps beside its objects, changed and made durable with them. */
public enum Register {
  /** The highest update sequence number given out. */
  USN(0),
  /** The relative identifier the next security principal gets. */
  NEXT_RID(1),
  /** The id of the domain's head. */
  DOMAIN(2),
  /** The id of the configuration naming context's head. */
  CONFIGURATION(3),
  /** The id of the schema naming context's head. */
  SCHEMA(4),
  /** The id of this server's nTDSDSA object. */
  DSA(5),
  /** 1 when the recycle bin is enabled. */
  RECYCLE_BIN(6);

  /** How many registers there may ever be. */
  static final int COUNT = 16;

  private final int number;

  Register(int number) {
    this.number = number;
  }

  /** Its number in stores and change logs, which never changes. */
  int number() {
    return number;
  }
}
