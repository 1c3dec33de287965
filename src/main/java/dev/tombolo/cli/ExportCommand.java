package dev.tombolo.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the directory as LDIF. */
@Command(
    name = "export",
    description = "Print the running lab's directory as LDIF, deleted objects included.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.print(client.lab().getText("/export"));
    out.flush();
    return ExitCode.DONE;
  }
}
