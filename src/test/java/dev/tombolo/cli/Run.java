package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;

/** How a command line ended, and what it wrote. */
public record Run(int code, String out, String err) {
  /** Runs a command line in this process, without a terminal and with nothing to read. */
  public static Run of(String... args) {
    return with(new Script(false), args);
  }

  /** Runs a command line in this process. */
  static Run with(Terminal terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(terminal);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(args);
    return new Run(code, out.toString(), err.toString());
  }

  /** Fails unless the code is as expected; shows what was written then. */
  public Run expect(int expected) {
    assertThat(code).as("%s%n%s", out, err).isEqualTo(expected);
    return this;
  }

  /** Fails unless it was refused with one line on stderr and nothing on stdout. */
  public Run expectRefusal(int expected, String message) {
    expect(expected);
    assertThat(err).isEqualTo("tombolo: " + message + System.lineSeparator());
    assertThat(out).isEmpty();
    return this;
  }

  /** What was written, as JSON. */
  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(out, e);
    }
  }

  /** The lines written. */
  public List<String> lines() {
    return out.lines().toList();
  }
}
