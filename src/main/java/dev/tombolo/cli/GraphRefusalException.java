package dev.tombolo.cli;

/** The tenant refuses a request; the message is its code and its own words. */
final class GraphRefusalException extends CommandFailedException {
  private static final long serialVersionUID = 1L;

  private final int status;

  GraphRefusalException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Whether what the request names is not there. */
  boolean notFound() {
    return status == 404;
  }
}
