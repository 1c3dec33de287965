package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts every part back. */
@Command(
    name = "reset",
    description = "Put every part back to a snapshot, or to how it was when the lab had started.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;

  @Parameters(paramLabel = "SNAPSHOT", arity = "0..1")
  private @Nullable String snapshot;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    String query = snapshot == null ? "" : "?snapshot=" + LabClient.encode(snapshot);
    JsonNode done = client.lab().post("/reset" + query, Map.of());
    client.print(
        spec.commandLine().getOut(),
        "put back to " + (snapshot == null ? "the start" : snapshot),
        done);
    return ExitCode.DONE;
  }
}
