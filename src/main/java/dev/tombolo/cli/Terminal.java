package dev.tombolo.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

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
    return new Terminal() {
      private @Nullable BufferedReader input;

      @Override
      public boolean interactive() {
        return System.console() != null;
      }

      @Override
      public String ask(String question) {
        Console console = System.console();
        String answer = console == null ? null : console.readLine("%s", question);
        return answer == null ? "" : answer;
      }

      @Override
      public String secret(String question) throws IOException {
        Console console = System.console();
        if (console != null) {
          char[] typed = console.readPassword("%s", question);
          return typed == null ? "" : new String(typed);
        }
        if (input == null) {
          input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        }
        String line = input.readLine();
        return line == null ? "" : line;
      }
    };
  }
}
