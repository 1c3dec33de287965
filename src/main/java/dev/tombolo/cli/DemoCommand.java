package dev.tombolo.cli;

import dev.tombolo.cli.demo.Outcome;
import dev.tombolo.cli.demo.PlayedChapter;
import dev.tombolo.cli.demo.Story;
import dev.tombolo.cli.demo.World;
import dev.tombolo.lab.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the seed's story on a lab of its own. */
@Command(
    name = "demo",
    description = {
      "Play the whole story on a lab of its own, on the real wires, step by step:",
      "what is done, what is expected, and what is seen."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--chapter",
      paramLabel = "N",
      split = ",",
      description = "Only these chapters, by their numbers (default: all).")
  private Set<Integer> only = new TreeSet<>();

  @Option(
      names = "--fault",
      hidden = true,
      paramLabel = "POINT",
      description = "A fault point to arm, once, when a lab has synchronized for the first time.")
  private @Nullable String fault;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    for (int number : only) {
      if (number < 1 || number > Story.chapters().size()) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no chapter " + number + "; there are 1 to " + Story.chapters().size());
      }
    }
    long start = System.nanoTime();
    Terminal terminal = ((TomboloCommand) spec.root().userObject()).terminal();
    DemoPrinter printer =
        new DemoPrinter(spec.commandLine().getOut(), json, terminal.interactive());
    List<PlayedChapter> played =
        new Story(Story.chapters(), this::open).play(only, printer::chapter);
    boolean held = printer.end(played, Duration.ofNanos(System.nanoTime() - start));
    return held ? ExitCode.DONE : ExitCode.FAILED;
  }

  private World open(List<String> settings) throws Exception {
    DemoWorld world = DemoWorld.open(EnumSet.allOf(Part.class), settings);
    try {
      require(world, "sync", "start", "--policy", "initial");
      require(world, "sync", "start", "--policy", "delta");
      if (fault != null) {
        require(world, "fault", "add", fault);
      }
      return world;
    } catch (IOException | RuntimeException e) {
      world.close();
      throw e;
    }
  }

  private static void require(DemoWorld world, String... verb) throws IOException {
    Outcome outcome = world.tombolo(verb);
    if (outcome.code() != ExitCode.DONE) {
      throw new IOException(outcome.err().isBlank() ? outcome.out() : outcome.err());
    }
  }
}
