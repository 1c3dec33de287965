package dev.tombolo.directory.sasl;

/**
 * The flags by which the two sides of NTLM agree on what they do (MS-NLMP 2.2.2.5).
 *
 * @param bits as they travel
 */
record NtlmFlags(int bits) {
  static final int UNICODE = 0x00000001;
  static final int OEM = 0x00000002;
  static final int REQUEST_TARGET = 0x00000004;
  static final int SIGN = 0x00000010;
  static final int SEAL = 0x00000020;
  static final int NTLM = 0x00000200;
  static final int ALWAYS_SIGN = 0x00008000;
  static final int TARGET_TYPE_DOMAIN = 0x00010000;
  static final int EXTENDED_SESSION_SECURITY = 0x00080000;
  static final int TARGET_INFO = 0x00800000;
  static final int VERSION = 0x02000000;
  static final int KEY_128 = 0x20000000;
  static final int KEY_EXCHANGE = 0x40000000;
  static final int KEY_56 = 0x80000000;

  private static final int ECHOED =
      UNICODE
          | OEM
          | SIGN
          | SEAL
          | ALWAYS_SIGN
          | EXTENDED_SESSION_SECURITY
          | KEY_128
          | KEY_EXCHANGE
          | KEY_56;

  boolean has(int flag) {
    return (bits & flag) == flag;
  }

  boolean hasAny(int flags) {
    return (bits & flags) != 0;
  }

  /** What the server agrees to of what a client offers. */
  NtlmFlags answer() {
    int agreed =
        (bits & ECHOED) | NTLM | TARGET_INFO | TARGET_TYPE_DOMAIN | VERSION | REQUEST_TARGET;
    if ((agreed & UNICODE) != 0) {
      agreed &= ~OEM;
    }
    if ((agreed & EXTENDED_SESSION_SECURITY) == 0) {
      agreed &= ~(SIGN | SEAL); // the older protection is not spoken
    }
    return new NtlmFlags(agreed);
  }

  /** What both sides have agreed to in the end. */
  NtlmFlags and(NtlmFlags other) {
    return new NtlmFlags(bits & other.bits);
  }
}
