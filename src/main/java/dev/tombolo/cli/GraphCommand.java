package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.lab.LabException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb on a running lab's tenant. */
abstract class GraphCommand implements Callable<Integer> {
  @Mixin private ClientOptions client;
  @Spec private CommandSpec spec;

  /** Does the work. */
  abstract void run(GraphClient graph, CloudObjects objects) throws Exception;

  @Override
  public final Integer call() throws Exception {
    check();
    GraphClient graph = GraphClient.of(client.ready());
    try {
      run(graph, new CloudObjects(graph));
    } finally {
      out().flush();
    }
    return ExitCode.DONE;
  }

  /** Refuses options that do not go together. */
  void check() {}

  /** The lab's control interface. */
  LabClient lab() throws LabException, NoLabException {
    return client.lab();
  }

  boolean json() {
    return client.json();
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  Terminal terminal() {
    return ((TomboloCommand) spec.root().userObject()).terminal();
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Prints objects: a table for people. */
  void print(List<Column> columns, List<JsonNode> objects) {
    if (json()) {
      ClientOptions.printJson(out(), JsonNodeFactory.instance.arrayNode().addAll(objects));
    } else {
      Column.table(columns, objects).print(out());
    }
  }

  /** Prints one object: for people its properties that have a value, one a line. */
  void print(JsonNode object) {
    if (json()) {
      ClientOptions.printJson(out(), object);
      return;
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      String text = Column.text(property.getValue());
      if (!text.isEmpty() && property.getKey().indexOf('@') < 0) {
        out().printf("%-30s %s%n", property.getKey(), text);
      }
    }
  }

  /** Says what was done: a sentence for people. */
  void done(String sentence, JsonNode result) {
    client.print(out(), sentence, result);
  }

  /** A result that names an object and what was done with it. */
  static ObjectNode result(String id, String action) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("action", action);
  }

  /** Has a person agree to what cannot be taken back lightly. */
  void confirm(boolean forced, String question) throws CommandFailedException {
    if (forced) {
      return;
    }
    requireTerminal();
    String answer = terminal().ask(question + " [y/N] ").strip();
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw new CommandFailedException("not agreed to; nothing was done");
    }
  }

  /** Refuses a command that has to ask when nobody can be asked. */
  void requireForce(boolean forced) {
    if (!forced) {
      requireTerminal();
    }
  }

  private void requireTerminal() {
    if (!terminal().interactive()) {
      throw usage("there is no terminal to ask for consent on; say --force");
    }
  }
}
