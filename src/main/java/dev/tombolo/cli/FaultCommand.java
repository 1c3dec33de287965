package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the armed fault points, arms and disarms them. */
@Command(
    name = "fault",
    description = "Show what is armed to go wrong, arm it or disarm it.",
    mixinStandardHelpOptions = true,
    subcommands = {FaultCommand.Add.class, FaultCommand.Remove.class})
final class FaultCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    print(spec, client, client.lab().get("/faults"));
    return ExitCode.DONE;
  }

  private static void print(CommandSpec spec, ClientOptions client, JsonNode faults) {
    PrintWriter out = spec.commandLine().getOut();
    if (client.json()) {
      ClientOptions.printJson(out, faults);
    } else if (faults.isEmpty()) {
      out.println("nothing is armed");
    } else {
      for (JsonNode fault : faults) {
        String times =
            fault.path("times").asInt() == 0 ? "always" : fault.path("times").asInt() + " times";
        String about = fault.path("about").asText();
        out.println(
            fault.path("point").asText()
                + ": "
                + fault.path("fault").asText().toLowerCase(Locale.ROOT)
                + ", "
                + times
                + (about.isEmpty() ? "" : ", about " + about));
      }
    }
    out.flush();
  }

  /** Arms a fault point. */
  @Command(name = "add", description = "Arm a fault point.", mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "POINT", description = "Such as connector.export.before-commit.")
    private String point;

    @Option(
        names = "--fault",
        paramLabel = "KIND",
        defaultValue = "fail",
        description = "fail, delay or halt (default: ${DEFAULT-VALUE}).")
    private String fault;

    @Option(
        names = "--times",
        paramLabel = "N",
        defaultValue = "1",
        description = "How often; 0 for always (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
        names = "--delay",
        paramLabel = "DURATION",
        defaultValue = "PT1S",
        description = "How long a delay holds up (default: ${DEFAULT-VALUE}).")
    private String delay;

    @Option(
        names = "--about",
        paramLabel = "TEXT",
        description = "Only for subjects that contain this.")
    private @Nullable String about;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("point", point);
      body.put("fault", fault);
      body.put("times", times);
      body.put("delay", delay);
      body.put("about", about == null ? "" : about);
      print(spec, client, client.lab().post("/faults", body));
      return ExitCode.DONE;
    }
  }

  /** Disarms a fault point, or all of them. */
  @Command(
      name = "remove",
      description = "Disarm a fault point, or all.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "POINT", arity = "0..1", description = "All when it is left out.")
    private @Nullable String point;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      String query = point == null ? "" : "?point=" + LabClient.encode(point);
      print(spec, client, client.lab().delete("/faults" + query));
      return ExitCode.DONE;
    }
  }
}
