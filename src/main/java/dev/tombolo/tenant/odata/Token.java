package dev.tombolo.tenant.odata;

/**
 * A word of a filter.
 *
 * @param text as written; without quotes for a string
 * @param position where it starts, from 0
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    NAME,
    STRING,
    VALUE,
    SLASH,
    COLON,
    COMMA,
    OPEN,
    CLOSE,
    END
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equalsIgnoreCase(name);
  }
}
