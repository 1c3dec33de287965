package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.search.Finder;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Walks the objects a search finds: those in its scope that the client may see and the filter is
 * true of. It takes whichever is smaller of the filter's plan and the scope itself.
 */
final class Matches {
  private static final int CHECK_EVERY = 256;

  private final Scope scope;
  private final Finder finder;
  private final RequestControls controls;
  private final Session session;
  private final AccessControl access;
  private final Finder.Candidates candidates;
  private SearchOutput output;
  private long deadline;
  private int looked;

  Matches(
      Scope scope,
      Finder finder,
      RequestControls controls,
      Session session,
      AccessControl access,
      SearchOutput output,
      Duration time) {
    this.scope = scope;
    this.finder = finder;
    this.controls = controls;
    this.session = session;
    this.access = access;
    this.candidates = candidates();
    this.output = output;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** Goes on for a further request, which may take this long. */
  void resume(SearchOutput newOutput, Duration time) {
    output = newOutput;
    deadline = System.nanoTime() + time.toNanos();
  }

  /**
   * The id of the next object, or -1 when there is none or the client has given up.
   *
   * @throws DirectoryException timeLimitExceeded
   */
  int next() throws DirectoryException {
    View view = scope.view();
    for (int id = candidates.next(); id >= 0; id = candidates.next()) {
      Entry entry = view.entry(id);
      if (entry != null
          && scope.contains(id, entry)
          && controls.shows(entry, view.recycleBin())
          && access.maySee(session.caller(), view, id, entry)
          && finder.matches(view, id, entry, session.readable(access, view, id, entry))) {
        return id;
      }
      if (++looked % CHECK_EVERY == 0) {
        if (System.nanoTime() - deadline > 0) {
          throw AdError.TIME_LIMIT.exception();
        }
        if (output.isAbandoned()) {
          return -1;
        }
      }
    }
    return -1;
  }

  private Finder.Candidates candidates() {
    View view = scope.view();
    if (scope.named().isPresent()) {
      Iterator<Integer> each = scope.named().get().iterator();
      return () -> each.hasNext() ? each.next() : -1;
    }
    if (scope.isBase()) {
      int[] left = {scope.base()};
      return () -> {
        int id = left[0];
        left[0] = -1;
        return id;
      };
    }
    if (finder.estimate() < scope.size()) {
      return finder.candidates();
    }
    if (scope.isOneLevel()) {
      return children(view, scope.base());
    }
    return scope.isWholeDirectory() ? everything(view) : subtree(view, scope.base());
  }

  private static Finder.Candidates everything(View view) {
    int[] at = {0};
    return () -> at[0] < view.limit() ? at[0]++ : -1;
  }

  private static Finder.Candidates children(View view, int parent) {
    byte[] prefix = Keys.namesBelow(parent);
    OctetCursor cursor = view.names().ascend(prefix);
    return () -> cursor.next() && cursor.keyStartsWith(prefix) ? cursor.valueHead() : -1;
  }

  private static Finder.Candidates subtree(View view, int base) {
    Deque<Finder.Candidates> open = new ArrayDeque<>();
    int[] first = {base};
    return () -> {
      if (first[0] >= 0) {
        int id = first[0];
        first[0] = -1;
        open.push(children(view, id));
        return id;
      }
      while (!open.isEmpty()) {
        int id = open.element().next();
        if (id >= 0) {
          open.push(children(view, id));
          return id;
        }
        open.pop();
      }
      return -1;
    };
  }
}
