package dev.tombolo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.lab.settings.SettingsPage;
import dev.tombolo.lab.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows settings. */
@Command(
    name = "config",
    description = "Show the settings.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ConfigCommand.Show.class,
      ConfigCommand.Defaults.class,
      ConfigCommand.Reference.class
    })
final class ConfigCommand extends ParentCommand {

  /** Shows each value and where it comes from. */
  @Command(
      name = "show",
      description = "Show each setting, its value and where that comes from.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "F", description = "A file of settings.")
    private @Nullable Path config;

    @Option(
        names = "--set",
        paramLabel = "K=V",
        arity = "1..*",
        description = "Settings, such as directory.ldap.port=0.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Settings settings =
          SettingsReader.read(Optional.ofNullable(config), System.getenv(), assignments);
      PrintWriter out = spec.commandLine().getOut();
      ObjectNode all = new ObjectMapper().createObjectNode();
      for (Settings.Value value : settings.all()) {
        if (json) {
          all.putObject(value.setting().name())
              .put("value", value.shown())
              .put("source", value.source());
        } else {
          out.printf("%-34s %-42s %s%n", value.setting().name(), value.shown(), value.source());
        }
      }
      if (json) {
        ClientOptions.printJson(out, all);
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  /** Prints a file with every default. */
  @Command(
      name = "defaults",
      description = "Print a settings file with every default and its comment.",
      mixinStandardHelpOptions = true)
  static final class Defaults implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(SettingsPage.yaml());
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
  }

  /** Prints the reference page. */
  @Command(
      name = "reference",
      description = "Print the reference page of the settings, in Markdown.",
      mixinStandardHelpOptions = true)
  static final class Reference implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(SettingsPage.markdown());
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
  }
}
