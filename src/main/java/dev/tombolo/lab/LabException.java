package dev.tombolo.lab;

/** A lab that could not be started or used; the message says why in one line. */
public final class LabException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public LabException(String message) {
    super(message);
  }

  /** Says why, with what went wrong below. */
  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
