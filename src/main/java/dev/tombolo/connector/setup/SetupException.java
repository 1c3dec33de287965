package dev.tombolo.connector.setup;

/** Why a feature cannot be switched, in the words an administrator gets. */
public final class SetupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A reason. */
  public SetupException(String message) {
    super(message);
  }

  /** A reason that a wire gave. */
  public SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
