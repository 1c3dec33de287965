package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tombolo.connector.rule.RuleMistake;
import dev.tombolo.connector.rule.RulesException;
import dev.tombolo.connector.rule.SyncRules;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The synchronization rules. */
@Command(
    name = "rules",
    description = "The synchronization rules: list them, show one, check a folder of them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SyncRulesCommand.ListRules.class,
      SyncRulesCommand.Show.class,
      SyncRulesCommand.Check.class
    })
final class SyncRulesCommand extends ParentCommand {
  /** Lists the rules in force. */
  @Command(
      name = "list",
      description = "List the rules of the running connector.",
      mixinStandardHelpOptions = true)
  static final class ListRules extends SyncVerb {
    @Override
    JsonNode ask(LabClient lab) throws Exception {
      return lab.get("/sync/rules");
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
      Table table = new Table("DIRECTION", "PRECEDENCE", "NAME", "TYPE", "LINK", "FLOWS", "FROM");
      for (JsonNode rule : answer) {
        table.row(
            List.of(
                rule.path("direction").asText(),
                rule.path("precedence").asText(),
                rule.path("name").asText(),
                rule.path("type").asText(),
                rule.path("disabled").asBoolean() ? "disabled" : rule.path("link").asText(),
                Integer.toString(rule.path("flows").size()),
                rule.path("origin").asText()));
      }
      table.print(out);
    }
  }

  /** Shows one rule. */
  @Command(
      name = "show",
      description = "Show a rule of the running connector.",
      mixinStandardHelpOptions = true)
  static final class Show extends SyncVerb {
    @Parameters(paramLabel = "NAME", description = "The rule's name.")
    private String name;

    @Override
    JsonNode ask(LabClient lab) throws Exception {
      for (JsonNode rule : lab.get("/sync/rules")) {
        if (rule.path("name").asText().equalsIgnoreCase(name)) {
          return rule;
        }
      }
      throw new CommandFailedException(
          "there is no rule \"" + name + "\"; see tombolo sync rules list");
    }

    @Override
    void show(JsonNode rule, PrintWriter out) {
      out.println(rule.path("name").asText());
      out.println(
          "  "
              + rule.path("direction").asText()
              + ", "
              + rule.path("link").asText()
              + ", precedence "
              + rule.path("precedence").asText()
              + (rule.path("disabled").asBoolean() ? ", disabled" : "")
              + ", from "
              + rule.path("origin").asText());
      boolean first = true;
      for (JsonNode group : rule.path("scope")) {
        out.println(first ? "Scope" : "  or");
        group.forEach(clause -> out.println("  " + clause.asText()));
        first = false;
      }
      out.println("Flows");
      Table table = new Table("  TO", "TYPE", "FROM");
      for (JsonNode flow : rule.path("flows")) {
        table.row(
            List.of(
                "  " + flow.path("to").asText(),
                flow.path("type").asText()
                    + (flow.path("once").asBoolean() ? ", once" : "")
                    + (flow.path("merge").asBoolean() ? ", merge" : ""),
                flow.path("from").asText()));
      }
      table.print(out);
    }
  }

  /** Checks a folder of rules; no lab needs to run. */
  @Command(
      name = "check",
      description = "Check a folder of rules together with the default ones; no lab is needed.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "The folder of *.yaml files.")
    private Path folder;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
      }
      List<RuleMistake> mistakes = List.of();
      int rules = 0;
      try {
        rules = SyncRules.with(folder).all().size();
      } catch (RulesException e) {
        mistakes = e.mistakes();
      }
      print(mistakes, rules);
      return mistakes.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(List<RuleMistake> mistakes, int rules) {
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        mistakes.forEach(
            mistake ->
                all.addObject()
                    .put("file", mistake.file())
                    .put("line", mistake.line())
                    .put("reason", mistake.reason()));
        ClientOptions.printJson(out, all);
        return;
      }
      mistakes.forEach(out::println);
      if (mistakes.isEmpty()) {
        out.println("There is no mistake in the " + rules + " rules.");
      }
      out.flush();
    }
  }
}
