package dev.tombolo.directory.ldif;

/**
 * A record that could not be loaded.
 *
 * @param file the file's name
 * @param line where the record begins, counted from 1
 * @param dn the record's name; empty when it could not be read
 * @param reason why, in one line
 */
public record LdifProblem(String file, long line, String dn, String reason) {
  /** The form {@code file:line: dn: reason}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + (dn.isEmpty() ? "" : dn + ": ") + reason;
  }
}
