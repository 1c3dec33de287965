package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what has happened to an object on every side. */
@Command(
    name = "timeline",
    description = "Tell what has happened to an object on every side, in time order.",
    mixinStandardHelpOptions = true)
final class TimelineCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;

  @Parameters(
      paramLabel = "ID",
      description = "An objectGUID, DN, source anchor, object id or UPN.")
  private String id;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonNode events = client.lab().get("/timeline/" + LabClient.encode(id));
    PrintWriter out = spec.commandLine().getOut();
    if (client.json()) {
      ClientOptions.printJson(out, events);
    } else {
      for (JsonNode event : events) {
        out.printf(
            "%s  %-9s  %s%n",
            event.path("time").asText(),
            event.path("part").asText(),
            event.path("summary").asText());
      }
    }
    out.flush();
    if (events.isEmpty()) {
      throw new CommandFailedException("nothing is known of \"" + id + "\"");
    }
    return ExitCode.DONE;
  }
}
