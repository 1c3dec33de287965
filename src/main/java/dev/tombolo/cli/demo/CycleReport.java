package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** What the run history says of a cycle. */
public record CycleReport(JsonNode cycle) {
  /** How it ended. */
  public String result() {
    return cycle.path("result").asText();
  }

  /** How it ended, as the Synchronization Service Manager shows it. */
  public String shown() {
    return result().equals("success") ? "Success" : result();
  }

  /** Whether the Status line of every step shows Success. */
  public boolean succeeded() {
    for (JsonNode step : cycle.path("steps")) {
      if (!step.path("status").asText().equals("success")) {
        return false;
      }
    }
    return result().equals("success");
  }

  /** What the step of export counted under a name. */
  public int exported(String counter) {
    int count = 0;
    for (JsonNode step : cycle.path("steps")) {
      if (step.path("profile").asText().equals("Export")) {
        count += step.path("counters").path(counter).asInt();
      }
    }
    return count;
  }

  /** The cycle is seen as it shall be when it succeeded and exported so many. */
  public Seen exporting(String counter, int expected) {
    int exported = exported(counter);
    return Seen.that(
        succeeded() && exported == expected, shown() + ", " + counter + "=" + exported);
  }
}
