package dev.tombolo.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The process's terminal, if it has one, and its standard input. */
final class ProcessTerminal implements Terminal {
  private @Nullable BufferedReader input;

  // From Java 22 on there would always be a console, had Main not asked for the one of before.
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console console() {
    return System.console();
  }

  @Override
  public boolean interactive() {
    return console() != null;
  }

  @Override
  public String ask(String question) {
    Console console = console();
    String answer = console == null ? null : console.readLine("%s", question);
    return answer == null ? "" : answer;
  }

  @Override
  public String secret(String question) throws IOException {
    Console console = console();
    if (console != null) {
      char[] typed = console.readPassword("%s", question);
      return typed == null ? "" : new String(typed);
    }
    BufferedReader reader = input;
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      input = reader;
    }
    String line = reader.readLine();
    return line == null ? "" : line;
  }
}
