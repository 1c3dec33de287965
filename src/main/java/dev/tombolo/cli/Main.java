package dev.tombolo.cli;

import dev.tombolo.lab.LabException;
import dev.tombolo.lab.settings.SettingsException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    // From Java 22 on there is a console without a terminal, unless this one is asked for.
    System.setProperty("jdk.console", "java.base");
    LogSetup.configure();
    int code = run(args);
    if (code != RunCommand.KEEP_RUNNING) {
      System.exit(code);
    }
  }

  /** Runs one command line; the exit code. */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return commandLine(Terminal.ofProcess());
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new TomboloCommand(terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Main::refuseUsage);
    line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    return line;
  }

  private static int refuseUsage(CommandLine.ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tombolo: " + oneLine(failure.getMessage()));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int report(Exception failure, CommandLine command) throws Exception {
    int code;
    if (failure instanceof SettingsException) {
      code = ExitCode.USAGE;
    } else if (failure instanceof NoLabException) {
      code = ExitCode.NO_LAB;
    } else if (failure instanceof LabException || failure instanceof CommandFailedException) {
      code = ExitCode.FAILED;
    } else {
      throw failure;
    }
    command.getErr().println("tombolo: " + oneLine(failure.getMessage()));
    return code;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.replaceAll("\\s+", " ").strip();
  }
}
