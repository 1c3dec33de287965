package dev.tombolo.directory.search;

import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;

/** A filter at work on one view of the directory. */
public final class Finder {
  private final CompiledFilter filter;
  private final long estimate;

  /**
   * Makes a filter ready that sees active links only.
   *
   * @throws DirectoryException inappropriateMatching when it asks for a constructed attribute
   */
  public Finder(View view, Filter filter) throws DirectoryException {
    this(view, filter, new LinkReader(view, false, false));
  }

  /**
   * Makes a filter ready.
   *
   * @param links which links it sees
   * @throws DirectoryException inappropriateMatching when it asks for a constructed attribute
   */
  public Finder(View view, Filter filter, LinkReader links) throws DirectoryException {
    this.filter = new FilterCompiler(view, links).compile(filter);
    this.estimate = this.filter.plan().estimate();
  }

  /** Whether the filter is true of an object; undefined is not. */
  public boolean matches(View view, int id, Entry entry, ReadableAttributes readable) {
    return filter.matcher().matches(view, id, entry, readable) == Truth.TRUE;
  }

  /**
   * How many objects an index leaves to look at, at the most; {@link Long#MAX_VALUE} when none
   * serves.
   */
  public long estimate() {
    return estimate;
  }

  /** Starts yielding the objects an index leaves to look at, ascending, until -1. */
  public Candidates candidates() {
    return filter.plan().ids()::next;
  }

  /** Yields ids until it says -1. */
  @FunctionalInterface
  public interface Candidates {
    /** The next id, or -1. */
    int next();
  }
}
