package dev.tombolo.ad;

/** The named bits of {@code userAccountControl} (MS-ADTS 2.2.16). */
public record UserAccountControl(int bits) {
  /** The account is disabled. */
  public static final int ACCOUNTDISABLE = 0x2;

  /** The account is locked out; computed, never stored. */
  public static final int LOCKOUT = 0x10;

  /** No password is required. */
  public static final int PASSWD_NOTREQD = 0x20;

  /** The user cannot change the password. */
  public static final int PASSWD_CANT_CHANGE = 0x40;

  /** The password is stored reversibly. */
  public static final int ENCRYPTED_TEXT_PASSWORD_ALLOWED = 0x80;

  /** A local account of NT 4; refused. */
  public static final int TEMP_DUPLICATE_ACCOUNT = 0x100;

  /** An ordinary user. */
  public static final int NORMAL_ACCOUNT = 0x200;

  /** A trust between domains. */
  public static final int INTERDOMAIN_TRUST_ACCOUNT = 0x800;

  /** A member computer. */
  public static final int WORKSTATION_TRUST_ACCOUNT = 0x1000;

  /** A domain controller. */
  public static final int SERVER_TRUST_ACCOUNT = 0x2000;

  /** The password does not expire. */
  public static final int DONT_EXPIRE_PASSWORD = 0x10000;

  /** A smart card is required. */
  public static final int SMARTCARD_REQUIRED = 0x40000;

  /** The account may delegate to any service. */
  public static final int TRUSTED_FOR_DELEGATION = 0x80000;

  /** The password has expired; computed, never stored. */
  public static final int PASSWORD_EXPIRED = 0x800000;

  /** A read-only domain controller. */
  public static final int PARTIAL_SECRETS_ACCOUNT = 0x4000000;

  /** The bits of which an account has exactly one. */
  public static final int ACCOUNT_TYPE_MASK =
      NORMAL_ACCOUNT | INTERDOMAIN_TRUST_ACCOUNT | WORKSTATION_TRUST_ACCOUNT | SERVER_TRUST_ACCOUNT;

  /** The bits of trusts, whose passwords neither expire nor lock out. */
  public static final int TRUST_MASK = ACCOUNT_TYPE_MASK & ~NORMAL_ACCOUNT;

  /** Whether all of the given bits are set. */
  public boolean has(int mask) {
    return (bits & mask) == mask;
  }

  /** Whether any of the given bits is set. */
  public boolean hasAny(int mask) {
    return (bits & mask) != 0;
  }

  /** With the given bits set. */
  public UserAccountControl with(int mask) {
    return new UserAccountControl(bits | mask);
  }

  /** With the given bits cleared. */
  public UserAccountControl without(int mask) {
    return new UserAccountControl(bits & ~mask);
  }

  /** Whether the account may sign in as far as this attribute says. */
  public boolean enabled() {
    return !has(ACCOUNTDISABLE);
  }

  /** The {@code sAMAccountType} that goes with these bits (MS-SAMR 3.1.1.8.1). */
  public int samAccountType() {
    if (hasAny(WORKSTATION_TRUST_ACCOUNT | SERVER_TRUST_ACCOUNT)) {
      return 0x30000001;
    }
    return has(INTERDOMAIN_TRUST_ACCOUNT) ? 0x30000002 : 0x30000000;
  }

  /** The RID of the primary group that goes with these bits (MS-SAMR 3.1.1.8.1). */
  public int defaultPrimaryGroup() {
    if (has(PARTIAL_SECRETS_ACCOUNT)) {
      return 521;
    }
    if (has(SERVER_TRUST_ACCOUNT)) {
      return 516;
    }
    return has(WORKSTATION_TRUST_ACCOUNT) ? 515 : 513;
  }
}
