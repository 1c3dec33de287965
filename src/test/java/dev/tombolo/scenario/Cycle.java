package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A cycle as the run history tells it. */
record Cycle(JsonNode json) {
  static final String FOREST = "adatum.com";
  static final String TENANT = "adatum.onmicrosoft.com - AAD";

  /** The line that the seed's administrator looks for, on every step. */
  Cycle expectSuccess() {
    assertThat(json.path("result").asText()).as(toString()).isEqualTo("success");
    assertThat(json.path("steps")).as(toString()).isNotEmpty();
    for (JsonNode step : json.path("steps")) {
      assertThat(step.path("status").asText()).as(toString()).isEqualTo("success");
    }
    return this;
  }

  /** How the cycle ended. */
  String result() {
    return json.path("result").asText();
  }

  /** A step of the cycle. */
  JsonNode step(String connector, String profile) {
    for (JsonNode step : json.path("steps")) {
      if (step.path("connector").asText().equals(connector)
          && step.path("profile").asText().equals(profile)) {
        return step;
      }
    }
    throw new AssertionError(connector + ", " + profile + " is not in " + this);
  }

  /** What a step counted, less what it did not see. */
  Map<String, Integer> counts(String connector, String profile) {
    Map<String, Integer> counts = new TreeMap<>();
    step(connector, profile)
        .path("counters")
        .properties()
        .forEach(
            counter -> {
              if (counter.getValue().asInt() != 0) {
                counts.put(counter.getKey(), counter.getValue().asInt());
              }
            });
    return counts;
  }

  /** What was exported to the tenant. */
  Map<String, Integer> exported() {
    return counts(TENANT, "Export");
  }

  @Override
  public String toString() {
    return json.toPrettyString();
  }
}
