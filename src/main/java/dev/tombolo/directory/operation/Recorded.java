package dev.tombolo.directory.operation;

import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Snapshot;
import java.util.Map;
import java.util.Set;

/** Tells the journal what has happened, once it is visible. */
final class Recorded {
  private Recorded() {}

  static Commit<Integer> add(DirectoryContext context, Commit<Integer> commit, String dn) {
    return new Commit<>(
        commit.value(),
        commit.visible().thenRun(() -> record(context, commit.value(), "add", dn, "Added " + dn)));
  }

  static <T> Commit<T> change(
      DirectoryContext context, Commit<T> commit, int id, String kind, String dn, String summary) {
    return new Commit<>(
        commit.value(), commit.visible().thenRun(() -> record(context, id, kind, dn, summary)));
  }

  private static void record(
      DirectoryContext context, int id, String kind, String dn, String summary) {
    Snapshot view = context.store().snapshot();
    Entry entry = view.entry(id);
    Set<String> subjects = entry == null ? Set.of(dn) : Set.of(dn, Names.guid(entry).toString());
    context.journal().record(kind, subjects, summary, Map.of());
  }
}
