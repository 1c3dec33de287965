package dev.tombolo.connector.space;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step has counted, with the names behind each counter. What is done in a transaction that
 * may run twice is counted in a tally of its own, which is added when it has been committed.
 */
public final class StepTally {
  private final Map<Counter, List<String>> objects = new EnumMap<>(Counter.class);
  private final List<ObjectFailure> failures = new ArrayList<>();

  /** Counts an object. */
  public void count(Counter counter, String object) {
    objects.computeIfAbsent(counter, each -> new ArrayList<>()).add(object);
  }

  /** Counts an object that failed. */
  public void fail(Counter counter, ObjectFailure failure) {
    count(counter, failure.object());
    failures.add(failure);
  }

  /** Adds what another tally has counted. */
  public void add(StepTally other) {
    other.objects.forEach(
        (counter, names) ->
            objects.computeIfAbsent(counter, each -> new ArrayList<>()).addAll(names));
    failures.addAll(other.failures);
  }

  /** How many objects a counter has. */
  public int of(Counter counter) {
    return objects.getOrDefault(counter, List.of()).size();
  }

  /** The objects that failed. */
  public List<ObjectFailure> failures() {
    return List.copyOf(failures);
  }

  /** Whether anything was counted but objects that were as before. */
  public boolean anyChange() {
    return objects.keySet().stream()
        .anyMatch(
            counter ->
                counter != Counter.STAGE_NO_CHANGE
                    && counter != Counter.CONNECTOR_NO_FLOW
                    && counter != Counter.DISCONNECTOR_REMAINS
                    && counter != Counter.DISCONNECTOR_FILTERED);
  }

  /** The counts by their names in the run history. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    objects.forEach((counter, names) -> counts.put(counter.xmlName(), (long) names.size()));
    return counts;
  }

  /** The names behind the counters. */
  public Map<String, List<String>> objects() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    objects.forEach((counter, names) -> named.put(counter.xmlName(), List.copyOf(names)));
    return named;
  }
}
