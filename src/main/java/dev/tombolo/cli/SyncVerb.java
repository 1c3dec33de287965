package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb on a running lab's connector. */
abstract class SyncVerb implements Callable<Integer> {
  @Mixin private ClientOptions client;
  @Spec private CommandSpec spec;

  /** Asks the lab. */
  abstract JsonNode ask(LabClient lab) throws Exception;

  /** Shows the answer to people. */
  abstract void show(JsonNode answer, PrintWriter out);

  /** The exit code an answer means. */
  int exitCode(JsonNode answer) {
    return ExitCode.DONE;
  }

  @Override
  public final Integer call() throws Exception {
    JsonNode answer = ask(client.lab());
    PrintWriter out = spec.commandLine().getOut();
    if (client.json()) {
      ClientOptions.printJson(out, answer);
    } else {
      show(answer, out);
      out.flush();
    }
    return exitCode(answer);
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Prints a cycle: a table of its steps, then what stopped or failed. */
  static void printCycle(JsonNode cycle, PrintWriter out) {
    out.println(
        "Cycle "
            + cycle.path("id").asText()
            + ", "
            + cycle.path("policy").asText()
            + ", by "
            + cycle.path("origin").asText()
            + ", "
            + cycle.path("started").asText()
            + ": "
            + shown(cycle.path("result").asText()));
    printSteps(cycle, out);
  }

  /** Prints the steps of a cycle: a table, then what stopped or failed. */
  static void printSteps(JsonNode cycle, PrintWriter out) {
    Table table = new Table("STEP", "CONNECTOR", "PROFILE", "STATUS", "COUNTS");
    for (JsonNode step : cycle.path("steps")) {
      table.row(
          List.of(
              step.path("id").asText(""),
              step.path("connector").asText(),
              step.path("profile").asText(),
              shown(step.path("status").asText()),
              counts(step.path("counters"))));
    }
    table.print(out);
    for (JsonNode step : cycle.path("steps")) {
      if (!step.path("detail").asText().isEmpty()) {
        out.println(step.path("profile").asText() + ": " + step.path("detail").asText());
      }
      for (JsonNode failure : step.path("failures")) {
        out.println(
            failure.path("dn").asText()
                + ": "
                + failure.path("failure").path("code").asText()
                + ": "
                + failure.path("failure").path("message").asText());
      }
    }
  }

  /** The Synchronization Service Manager shows the literal of success with a capital. */
  private static String shown(String status) {
    return status.equals("success") ? "Success" : status;
  }

  private static String counts(JsonNode counters) {
    StringBuilder text = new StringBuilder();
    counters
        .properties()
        .forEach(
            counter ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append(counter.getKey())
                    .append('=')
                    .append(counter.getValue().asText()));
    return text.toString();
  }
}
