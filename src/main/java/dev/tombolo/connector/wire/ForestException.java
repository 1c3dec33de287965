package dev.tombolo.connector.wire;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** An LDAP operation of the connector that failed. */
public final class ForestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, which decides what a run makes of it. */
  public enum Kind {
    /** Nobody answers, or the connection broke. */
    UNREACHABLE,
    /** The connector's account or password is wrong. */
    CREDENTIALS,
    /** The account lacks a right. */
    DENIED,
    /** The position in the changes is refused; only a full read helps. */
    BAD_COOKIE,
    /** Anything else; the result code tells. */
    REFUSED
  }

  private final Kind kind;
  private final ResultCode resultCode;

  private ForestException(Kind kind, ResultCode resultCode, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.resultCode = resultCode;
  }

  /** Classifies what the LDAP client says; this is the one place where that is decided. */
  public static ForestException of(ForestEndpoint forest, LDAPException e) {
    String text = e.getDiagnosticMessage() == null ? e.getMessage() : e.getDiagnosticMessage();
    String message = forest.name() + ": " + e.getResultCode().getName() + ": " + text;
    return new ForestException(kindOf(e), e.getResultCode(), message, e);
  }

  /** A refusal of the position in the changes. */
  public static ForestException badCookie(ForestException refusal) {
    return new ForestException(
        Kind.BAD_COOKIE, refusal.resultCode, String.valueOf(refusal.getMessage()), refusal);
  }

  private static Kind kindOf(LDAPException e) {
    return switch (e.getResultCode().intValue()) {
      case ResultCode.INVALID_CREDENTIALS_INT_VALUE -> Kind.CREDENTIALS;
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE -> Kind.DENIED;
      case ResultCode.BUSY_INT_VALUE,
          ResultCode.UNAVAILABLE_INT_VALUE,
          ResultCode.SERVER_DOWN_INT_VALUE,
          ResultCode.CONNECT_ERROR_INT_VALUE,
          ResultCode.LOCAL_ERROR_INT_VALUE,
          ResultCode.ENCODING_ERROR_INT_VALUE,
          ResultCode.DECODING_ERROR_INT_VALUE,
          ResultCode.TIMEOUT_INT_VALUE ->
          Kind.UNREACHABLE;
      default -> Kind.REFUSED;
    };
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** The LDAP result code. */
  public ResultCode resultCode() {
    return resultCode;
  }
}
