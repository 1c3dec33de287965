package dev.tombolo.web;

/** A request that cannot be served, with the HTTP status that says why. */
public final class WebException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** A failure with a sentence for the caller. */
  public WebException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status, 400 or above. */
  public int status() {
    return status;
  }
}
