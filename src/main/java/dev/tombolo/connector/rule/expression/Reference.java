package dev.tombolo.connector.rule.expression;

/**
 * What a variable of a parsed expression stands for.
 *
 * @param name of the attribute, parameter or item
 */
record Reference(Kind kind, String name) {
  /** What it refers to. */
  enum Kind {
    /** {@code [attribute]}. */
    ATTRIBUTE,
    /** {@code %Parameter%}. */
    PARAMETER,
    /** {@code $item}, bound by {@code Select} and {@code Where}. */
    ITEM
  }
}
