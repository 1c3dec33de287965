package dev.tombolo.lab.client;

/** A request to the tenant that was refused or not answered. */
public final class GraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  GraphException(int status, String message) {
    super(message);
    this.status = status;
  }

  GraphException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }
}
