package dev.tombolo.tenant.signin;

/** A token request that is refused, in OAuth's terms and with Entra's number. */
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final int code;

  OAuthException(int status, String error, int code, String message) {
    super(message);
    this.status = status;
    this.error = error;
    this.code = code;
  }

  int status() {
    return status;
  }

  /** The {@code error} of RFC 6749 section 5.2. */
  String error() {
    return error;
  }

  /** The number after {@code AADSTS}. */
  int code() {
    return code;
  }

  static OAuthException invalidGrant(int code, String message) {
    return new OAuthException(400, "invalid_grant", code, message);
  }

  static OAuthException missing(String parameter) {
    return new OAuthException(
        400,
        "invalid_request",
        900144,
        "The request body must contain the following parameter: '" + parameter + "'.");
  }
}
