package dev.tombolo.tenant.odata;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into words. */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ODataException {
    Lexer lexer = new Lexer(text);
    while (lexer.position < text.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
    return lexer.tokens;
  }

  private void next() throws ODataException {
    char c = text.charAt(position);
    if (Character.isWhitespace(c)) {
      position++;
      return;
    }
    switch (c) {
      case '/' -> single(Token.Kind.SLASH);
      case ':' -> single(Token.Kind.COLON);
      case ',' -> single(Token.Kind.COMMA);
      case '(' -> single(Token.Kind.OPEN);
      case ')' -> single(Token.Kind.CLOSE);
      case '\'' -> string();
      default -> word(c);
    }
  }

  private void single(Token.Kind kind) {
    tokens.add(new Token(kind, text.substring(position, position + 1), position));
    position++;
  }

  /** A string; two quotes inside stand for one. */
  private void string() throws ODataException {
    int start = position++;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '\'') {
        value.append(c);
      } else if (position < text.length() && text.charAt(position) == '\'') {
        value.append('\'');
        position++;
      } else {
        tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
        return;
      }
    }
    throw new ODataException(
        "There is an unterminated string literal at position " + start + " in '" + text + "'.");
  }

  /** A name, a number, a moment or a GUID: these may hold colons and signs. */
  private void word(char first) throws ODataException {
    int start = position;
    boolean value = Character.isDigit(first) || first == '-' || first == '+' || looksLikeGuid();
    while (position < text.length() && belongs(text.charAt(position), value)) {
      position++;
    }
    if (position == start) {
      throw new ODataException(
          "Syntax error: character '"
              + first
              + "' is not valid at position "
              + start
              + " in '"
              + text
              + "'.");
    }
    String word = text.substring(start, position);
    tokens.add(new Token(value ? Token.Kind.VALUE : Token.Kind.NAME, word, start));
  }

  private boolean looksLikeGuid() {
    int end = position + 36;
    return end <= text.length()
        && text.charAt(position + 8) == '-'
        && text.charAt(position + 13) == '-'
        && text.substring(position, end).chars().allMatch(c -> c == '-' || isHex(c));
  }

  private static boolean isHex(int c) {
    return Character.digit(c, 16) >= 0;
  }

  private static boolean belongs(char c, boolean value) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '.'
        || c == '$'
        || c == '@'
        || (value && (c == '-' || c == '+' || c == ':'));
  }
}
