package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the lab's clock, and moves it. */
@Command(
    name = "clock",
    description = "Show the lab's clock, or move it forward.",
    mixinStandardHelpOptions = true,
    subcommands = ClockCommand.Advance.class)
final class ClockCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    print(spec, client, client.lab().get("/clock"));
    return ExitCode.DONE;
  }

  private static void print(CommandSpec spec, ClientOptions client, JsonNode clock) {
    PrintWriter out = spec.commandLine().getOut();
    if (client.json()) {
      ClientOptions.printJson(out, clock);
    } else {
      out.println(clock.path("now").asText() + " (ahead by " + clock.path("ahead").asText() + ")");
    }
    out.flush();
  }

  /** Moves the clock. */
  @Command(
      name = "advance",
      description = "Move the clock forward; what becomes due is done when this returns.",
      mixinStandardHelpOptions = true)
  static final class Advance implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "DURATION", description = "Such as P31D or PT30M.")
    private String by;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      print(spec, client, client.lab().post("/clock/advance", Map.of("by", by)));
      return ExitCode.DONE;
    }
  }
}
