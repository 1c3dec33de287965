package dev.tombolo.directory.ldif;

import dev.tombolo.directory.schema.AttributeType;

/** What cannot be done before an object is there that may still come. */
sealed interface Waiting {
  /** The record it is from. */
  Origin origin();

  /** A record whose object, or the object above it, is not there yet. */
  record Whole(Origin origin, LdifRecord record) implements Waiting {}

  /**
   * A value that names an object that is not there yet.
   *
   * @param id the object that gets the value
   * @param exported whether the object is one that an export brings back as it was
   */
  record Reference(
      Origin origin,
      LdifRecord record,
      int id,
      AttributeType attribute,
      String value,
      boolean exported)
      implements Waiting {}

  /** Where a record came from. */
  record Origin(String file, long line, String dn) {
    LdifProblem problem(String reason) {
      return new LdifProblem(file, line, dn, reason);
    }
  }
}
