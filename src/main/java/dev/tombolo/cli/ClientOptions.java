package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that talk to a running lab. */
final class ClientOptions {
  @Option(
      names = "--ready-file",
      paramLabel = "F",
      description = "The ready file of the lab to talk to (default: that of your latest lab).")
  private @Nullable Path readyFile;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  Ready ready() throws LabException, NoLabException {
    Path file = readyFile == null ? ReadyFile.latest() : readyFile;
    Optional<Ready> ready = ReadyFile.read(file);
    if (ready.isEmpty()) {
      throw new NoLabException(
          "no lab is running (there is no " + file + "); start one with: tombolo up");
    }
    return ready.get();
  }

  LabClient lab() throws LabException, NoLabException {
    return new LabClient(ready());
  }

  /** Prints what was done: a sentence for people, or the lab's answer as JSON. */
  void print(PrintWriter out, String sentence, JsonNode answer) {
    if (json) {
      printJson(out, answer);
    } else {
      out.println(sentence);
      out.flush();
    }
  }

  /** Prints an answer as JSON. */
  static void printJson(PrintWriter out, JsonNode answer) {
    out.println(answer.toPrettyString());
    out.flush();
  }
}
