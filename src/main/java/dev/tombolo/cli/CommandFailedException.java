package dev.tombolo.cli;

/** A command that could not do its work; the message says why in one line. */
class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
