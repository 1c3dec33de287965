package dev.tombolo.cli;

/** What the program's exit codes mean. */
final class ExitCode {
  /** It was done. */
  static final int DONE = 0;

  /** The operation failed. */
  static final int FAILED = 1;

  /** The command line or a setting is wrong. */
  static final int USAGE = 2;

  /** There is no running lab. */
  static final int NO_LAB = 3;

  private ExitCode() {}
}
