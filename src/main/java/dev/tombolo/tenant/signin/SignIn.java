package dev.tombolo.tenant.signin;

import dev.tombolo.tenant.model.DirectoryObject;

/** How an attempt to sign in with a password ended. */
public sealed interface SignIn {
  /**
   * The user is who they say.
   *
   * @param administrator whether they are a global administrator
   */
  record Success(DirectoryObject user, boolean administrator) implements SignIn {}

  /** They are not, or may not. */
  record Failure(Reason reason) implements SignIn {}

  /** Why not; Entra's sign-in error codes. */
  enum Reason {
    /** There is no such user. */
    UNKNOWN_USER(50034, "The user account does not exist in the directory."),
    /** The password is wrong, or there is none. */
    WRONG_PASSWORD(50126, "Error validating credentials due to invalid username or password."),
    /** The account is disabled. */
    DISABLED(50057, "The user account is disabled."),
    /** The password is right, but another has to be set first. */
    MUST_CHANGE(50055, "The password is expired.");

    private final int code;
    private final String message;

    Reason(int code, String message) {
      this.code = code;
      this.message = message;
    }

    /** The number after {@code AADSTS}. */
    public int code() {
      return code;
    }

    /** The sentence after it. */
    public String message() {
      return message;
    }
  }
}
