package dev.tombolo.cli;

import java.io.IOException;

/** Whoever answers questions: a person at a terminal, or a program's standard input. */
interface Terminal {
  /** Whether a person can be asked. */
  boolean interactive();

  /**
   * What the person answers.
   *
   * @return empty at the end of input
   */
  String ask(String question);

  /**
   * A secret: typed by a person without being shown, or the next line of standard input.
   *
   * @return empty at the end of input
   */
  String secret(String question) throws IOException;

  /** The process's own. */
  static Terminal ofProcess() {
    return new ProcessTerminal();
  }
}
