package dev.tombolo.directory.ldif;

import java.util.List;

/**
 * What a load has done.
 *
 * @param added objects that are new
 * @param changed objects that were there and were changed, renamed or deleted
 * @param leftOut records that could not be loaded
 */
public record LdifReport(long added, long changed, List<LdifProblem> leftOut) {
  /** Copies the list. */
  public LdifReport {
    leftOut = List.copyOf(leftOut);
  }
}
