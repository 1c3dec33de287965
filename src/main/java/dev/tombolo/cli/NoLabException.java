package dev.tombolo.cli;

/** There is no running lab for a command that needs one. */
final class NoLabException extends Exception {
  private static final long serialVersionUID = 1L;

  NoLabException(String message) {
    super(message);
  }
}
