package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.search.EntryRenderer;
import dev.tombolo.directory.store.View;
import java.time.Duration;

/**
 * A search with pages still to come. It goes on in the snapshot it began in, so that pages neither
 * repeat nor miss an object.
 */
final class PagedSearch {
  private final Object fingerprint;
  private final View view;
  private final Matches matches;
  private final Results results;
  private final EntryRenderer renderer;
  private int ahead = -1;

  /**
   * A search whose first page is still to come.
   *
   * @param fingerprint the request but for its cookie; a page of another request is refused
   * @param view the snapshot
   * @param matches what the results come from
   * @param results what is to be sent
   * @param renderer writes it
   */
  PagedSearch(
      Object fingerprint, View view, Matches matches, Results results, EntryRenderer renderer) {
    this.fingerprint = fingerprint;
    this.view = view;
    this.matches = matches;
    this.results = results;
    this.renderer = renderer;
  }

  boolean belongsTo(Object requestFingerprint) {
    return fingerprint.equals(requestFingerprint);
  }

  View view() {
    return view;
  }

  EntryRenderer renderer() {
    return renderer;
  }

  void resume(SearchOutput output, Duration time) {
    matches.resume(output, time);
  }

  /** The id of the next object, or -1. */
  int next() throws DirectoryException {
    int id = ahead >= 0 ? ahead : results.next();
    ahead = -1;
    return id;
  }

  /** How many octets are kept for the pages to come. */
  int kept() {
    return results.kept();
  }

  /** Gives an object back: the next page begins with it. */
  void giveBack(int id) {
    ahead = id;
  }
}
