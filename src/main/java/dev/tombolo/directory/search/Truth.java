package dev.tombolo.directory.search;

/**
 * The three values of filters (RFC 4511 4.5.1.7): what cannot be said is undefined, and so is its
 * negation.
 */
enum Truth {
  TRUE,
  FALSE,
  UNDEFINED;

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  Truth negated() {
    return this == TRUE ? FALSE : this == FALSE ? TRUE : UNDEFINED;
  }
}
