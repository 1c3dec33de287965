package dev.tombolo.directory.schema;

/**
 * A definition that does not fit the schema: an unknown syntax, a missing superclass, a name that
 * is taken.
 */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says which definition and what is wrong with it. */
  public SchemaException(String message) {
    super(message);
  }
}
