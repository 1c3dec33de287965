package dev.tombolo.ad;

/**
 * The bits of an access mask as the directory understands them (MS-ADTS 5.1.3.2). Generic bits are
 * turned into those they stand for before anything is kept.
 */
public final class AccessMask {
  /** Making a child; of a class, if the entry names one. */
  public static final int CREATE_CHILD = 0x1;

  /** Deleting a child; of a class, if the entry names one. */
  public static final int DELETE_CHILD = 0x2;

  /** Seeing which children there are. */
  public static final int LIST_CONTENTS = 0x4;

  /** A validated write; which one, the entry names. */
  public static final int VALIDATED_WRITE = 0x8;

  /** Reading attributes; one, or a set of them, if the entry names it. */
  public static final int READ_PROPERTY = 0x10;

  /** Writing attributes; one, or a set of them, if the entry names it. */
  public static final int WRITE_PROPERTY = 0x20;

  /** Deleting the object with all that is below it. */
  public static final int DELETE_TREE = 0x40;

  /** Seeing the object, in list object mode. */
  public static final int LIST_OBJECT = 0x80;

  /** A control access right; which one, the entry names. */
  public static final int CONTROL_ACCESS = 0x100;

  /** Deleting the object. */
  public static final int DELETE = 0x10000;

  /** Reading owner, group and access list. */
  public static final int READ_CONTROL = 0x20000;

  /** Writing the access list. */
  public static final int WRITE_DAC = 0x40000;

  /** Writing owner and group. */
  public static final int WRITE_OWNER = 0x80000;

  /** Reading and writing the audit list; only a privilege gives it. */
  public static final int ACCESS_SYSTEM_SECURITY = 0x1000000;

  /** Everything there is on an object of the directory. */
  public static final int ALL = 0xF01FF;

  private static final int GENERIC_ALL = 0x10000000;
  private static final int GENERIC_EXECUTE = 0x20000000;
  private static final int GENERIC_WRITE = 0x40000000;
  private static final int GENERIC_READ = 0x80000000;
  private static final int GENERIC = 0xF0000000;

  private AccessMask() {}

  /** A mask with the rights that its generic bits stand for in their place. */
  public static int withoutGeneric(int mask) {
    int mapped = mask & ~GENERIC;
    if ((mask & GENERIC_ALL) != 0) {
      mapped |= ALL;
    }
    if ((mask & GENERIC_READ) != 0) {
      mapped |= READ_CONTROL | LIST_OBJECT | READ_PROPERTY | LIST_CONTENTS;
    }
    if ((mask & GENERIC_WRITE) != 0) {
      mapped |= READ_CONTROL | WRITE_PROPERTY | VALIDATED_WRITE;
    }
    if ((mask & GENERIC_EXECUTE) != 0) {
      mapped |= READ_CONTROL | LIST_CONTENTS;
    }
    return mapped;
  }
}
