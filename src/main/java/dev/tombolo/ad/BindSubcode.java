package dev.tombolo.ad;

/**
 * Why a bind failed: the number after {@code data} in the diagnostic of result 49, a Windows logon
 * error.
 */
public enum BindSubcode {
  /** Wrong password, or an unknown user when the server does not tell. */
  LOGON_FAILURE(0x52e),
  /** No such user. */
  NO_SUCH_USER(0x525),
  /** An account restriction, such as an empty password. */
  ACCOUNT_RESTRICTION(0x52f),
  /** Outside the logon hours. */
  INVALID_LOGON_HOURS(0x530),
  /** Not from this workstation. */
  INVALID_WORKSTATION(0x531),
  /** The password has expired. */
  PASSWORD_EXPIRED(0x532),
  /** The account is disabled. */
  ACCOUNT_DISABLED(0x533),
  /** The account has expired. */
  ACCOUNT_EXPIRED(0x701),
  /** The password must be changed first. */
  PASSWORD_MUST_CHANGE(0x773),
  /** The account is locked out. */
  ACCOUNT_LOCKED_OUT(0x775),
  /** The name cannot be read. */
  INVALID_PARAMETER(0x57);

  private final int code;

  BindSubcode(int code) {
    this.code = code;
  }

  /** The Windows error code. */
  public int code() {
    return code;
  }
}
