package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads LDIF into a running directory. */
@Command(
    name = "load",
    description = "Load LDIF into the running lab's directory: a file whole, or not at all.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;

  @Option(names = "--keep-going", description = "Leave out records that do not fit, and list them.")
  private boolean keepGoing;

  @Parameters(paramLabel = "F.ldif", arity = "1..*")
  private List<Path> files;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    LabClient lab = client.lab();
    int code = ExitCode.DONE;
    for (Path file : files) {
      JsonNode done =
          lab.postText(
              "/load?name=" + LabClient.encode(file.toString()) + "&keepGoing=" + keepGoing,
              read(file));
      if (client.json()) {
        ClientOptions.printJson(out, done);
      } else {
        out.println(
            file + ": " + done.path("added") + " added, " + done.path("changed") + " changed");
        done.path("leftOut")
            .forEach(
                problem -> spec.commandLine().getErr().println("left out: " + problem.asText()));
      }
      if (!done.path("leftOut").isEmpty()) {
        code = ExitCode.FAILED;
      }
    }
    out.flush();
    return code;
  }

  private static String read(Path file) throws CommandFailedException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage());
    }
  }
}
