package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Remembers the state of every part. */
@Command(
    name = "snapshot",
    description = "Remember the state of every part under a name, for reset.",
    mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;

  @Parameters(paramLabel = "NAME")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonNode done = client.lab().post("/snapshots/" + LabClient.encode(name), Map.of());
    client.print(spec.commandLine().getOut(), "remembered as " + name, done);
    return ExitCode.DONE;
  }
}
