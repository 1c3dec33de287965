package dev.tombolo.ad;

/** The named bits of {@code groupType} (MS-ADTS 2.2.12). */
public record GroupType(int bits) {
  /** Made by the system, in {@code CN=Builtin}. */
  public static final int BUILTIN_LOCAL = 0x1;

  /** Global scope. */
  public static final int GLOBAL = 0x2;

  /** Domain-local scope. */
  public static final int DOMAIN_LOCAL = 0x4;

  /** Universal scope. */
  public static final int UNIVERSAL = 0x8;

  /** Security-enabled. */
  public static final int SECURITY_ENABLED = 0x80000000;

  /** A global security group: what a group is when nothing is said. */
  public static final GroupType DEFAULT = new GroupType(SECURITY_ENABLED | GLOBAL);

  private static final int SCOPES = GLOBAL | DOMAIN_LOCAL | UNIVERSAL;

  /** Whether exactly one scope is given. */
  public boolean isValid() {
    return Integer.bitCount(bits & SCOPES) == 1;
  }

  /** Whether the group counts in access tokens. */
  public boolean securityEnabled() {
    return (bits & SECURITY_ENABLED) != 0;
  }

  /** The scope bit. */
  public int scope() {
    return bits & SCOPES;
  }

  /** The {@code sAMAccountType} that goes with these bits (MS-SAMR 3.1.1.8.1). */
  public int samAccountType() {
    int base = (bits & DOMAIN_LOCAL) != 0 ? 0x20000000 : 0x10000000;
    return securityEnabled() ? base : base | 1;
  }
}
