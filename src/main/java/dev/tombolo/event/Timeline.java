package dev.tombolo.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What happened on every side, to one object or to all, in time order. */
public final class Timeline {
  private static final Comparator<JournalEvent> ORDER =
      Comparator.comparing(JournalEvent::time).thenComparing(JournalEvent::sequence);

  private Timeline() {}

  /**
   * The events that concern the object known as {@code id}. The parts name an object differently;
   * an event that carries two names joins them, so the whole story is found from any one of them.
   */
  public static List<JournalEvent> of(String id, Collection<Journal> journals) {
    List<JournalEvent> all = new ArrayList<>();
    journals.forEach(journal -> all.addAll(journal.events()));
    Set<String> names = new HashSet<>(Set.of(fold(id)));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (JournalEvent event : all) {
        List<String> folded = event.subjects().stream().map(Timeline::fold).toList();
        if (!Collections.disjoint(names, folded)) {
          grown |= names.addAll(folded);
        }
      }
    }
    return all.stream()
        .filter(event -> event.subjects().stream().map(Timeline::fold).anyMatch(names::contains))
        .sorted(ORDER)
        .toList();
  }

  /** Everything that happened on every side, in time order. */
  public static List<JournalEvent> of(Collection<Journal> journals) {
    return journals.stream().flatMap(journal -> journal.events().stream()).sorted(ORDER).toList();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
