package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cli.demo.PlayedChapter;
import dev.tombolo.cli.demo.Step;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows the demo's story: chapter by chapter to people, or whole as JSON. */
final class DemoPrinter {
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean json;
  private final boolean colours;
  private final String tick;
  private final String cross;

  DemoPrinter(PrintWriter out, boolean json, boolean terminal) {
    this.out = out;
    this.json = json;
    String noColour = System.getenv("NO_COLOR");
    this.colours = terminal && (noColour == null || noColour.isEmpty());
    boolean signs = Charset.defaultCharset().newEncoder().canEncode('✔');
    this.tick = signs ? "✔" : "ok";
    this.cross = signs ? "✘" : "NO";
  }

  /** Shows a chapter that has been played. */
  void chapter(PlayedChapter chapter) {
    if (json) {
      return;
    }
    out.println();
    out.println(coloured(BOLD, chapter.number() + ". " + chapter.title()));
    for (Step step : chapter.steps()) {
      out.println(
          "  "
              + (step.held() ? coloured(GREEN, tick) : coloured(RED, cross))
              + " "
              + step.action());
      out.println("      expected: " + step.expected());
      out.println("      seen:     " + step.seen());
    }
    out.flush();
  }

  /** Shows how it went in all; whether every step held. */
  boolean end(List<PlayedChapter> chapters, Duration took) {
    List<Step> steps = chapters.stream().flatMap(chapter -> chapter.steps().stream()).toList();
    long held = steps.stream().filter(Step::held).count();
    boolean all = held == steps.size();
    double seconds = took.toMillis() / 1000.0;
    if (json) {
      ObjectNode story = JsonNodeFactory.instance.objectNode();
      story.put("held", held).put("failed", steps.size() - held).put("seconds", seconds);
      ArrayNode told = story.putArray("chapters");
      chapters.forEach(chapter -> told.add(asJson(chapter)));
      ClientOptions.printJson(out, story);
      return all;
    }
    String line =
        all
            ? String.format(
                Locale.ROOT,
                "All %d steps in %d chapters held, in %.1f s.",
                steps.size(),
                chapters.size(),
                seconds)
            : String.format(
                Locale.ROOT,
                "%d of %d steps in %d chapters did not hold, in %.1f s.",
                steps.size() - held,
                steps.size(),
                chapters.size(),
                seconds);
    out.println();
    out.println(coloured(all ? GREEN : RED, line));
    out.flush();
    return all;
  }

  private String coloured(String colour, String text) {
    return colours ? colour + text + PLAIN : text;
  }

  private static JsonNode asJson(PlayedChapter chapter) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("number", chapter.number()).put("title", chapter.title());
    ArrayNode steps = node.putArray("steps");
    for (Step step : chapter.steps()) {
      steps
          .addObject()
          .put("action", step.action())
          .put("expected", step.expected())
          .put("seen", step.seen())
          .put("held", step.held());
    }
    return node;
  }
}
