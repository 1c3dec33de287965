package dev.tombolo.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One thing that happened to an object.
 *
 * @param sequence ascending within its journal, from 1
 * @param time by the lab's clock
 * @param part the part that saw it: {@code directory}, {@code connector} or {@code tenant}
 * @param kind a short stable name, such as {@code delete} or {@code export-add}
 * @param subjects every name the part knows the object by: objectGUID, DN, source anchor, object
 *     id, UPN
 * @param summary one sentence for people
 * @param details further facts by name; never a secret
 */
public record JournalEvent(
    long sequence,
    Instant time,
    String part,
    String kind,
    Set<String> subjects,
    String summary,
    Map<String, String> details) {
  /** Copies the collections. */
  public JournalEvent {
    subjects = Set.copyOf(subjects);
    details = Map.copyOf(details);
  }

  /** The event as one line for people: when, where, what. */
  public String line() {
    return String.format(Locale.ROOT, "%s  %-9s  %s", time, part, summary);
  }
}
