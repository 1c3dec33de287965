package dev.tombolo.cli;

import java.util.Locale;

/**
 * What doctor finds about one thing.
 *
 * @param check what was looked at
 * @param detail what was seen
 * @param mend what to do; empty when there is nothing to
 */
record Finding(String check, Status status, String detail, String mend) {
  /** How it stands. */
  enum Status {
    /** As it should be. */
    OK,
    /** Nothing is wrong, but something could be better. */
    ADVICE,
    /** Something will not work. */
    PROBLEM;

    /** The name in output. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Status.OK, detail, "");
  }

  static Finding advice(String check, String detail, String mend) {
    return new Finding(check, Status.ADVICE, detail, mend);
  }

  static Finding problem(String check, String detail, String mend) {
    return new Finding(check, Status.PROBLEM, detail, mend);
  }

  boolean isProblem() {
    return status == Status.PROBLEM;
  }
}
