package dev.tombolo.connector.wire;

/** A request to the tenant that failed as a whole. */
public final class TenantException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, which decides what a run makes of it. */
  public enum Kind {
    /** Nobody answers, or the answer broke off. */
    UNREACHABLE,
    /** The application's secret, or its permission, is refused. */
    CREDENTIALS,
    /** The position in the changes is too old; only a full import helps. */
    STALE_TOKEN,
    /** The tenant asks for patience. */
    BUSY,
    /** The request is not accepted. */
    REFUSED,
    /** What was asked for is not there. */
    NOT_FOUND,
    /** The tenant failed. */
    BROKEN
  }

  private final Kind kind;

  TenantException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  TenantException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The kind of an HTTP status; this is the one place where that is decided. */
  static Kind kindOf(int status) {
    return switch (status) {
      case 401, 403 -> Kind.CREDENTIALS;
      case 404 -> Kind.NOT_FOUND;
      case 410 -> Kind.STALE_TOKEN;
      case 429, 503 -> Kind.BUSY;
      default -> status >= 500 ? Kind.BROKEN : Kind.REFUSED;
    };
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }
}
