package dev.tombolo.connector.rule.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Replaces what Azure AD Connect writes its own way by what the parser knows: {@code [attribute]},
 * {@code %Parameter%} and {@code $item} become variables, {@code &H1F} becomes {@code 0x1F}. Texts
 * in quotes stay as they are.
 */
final class ReferenceReader {
  private final String text;
  private final UnaryOperator<String> names;
  private final StringBuilder rewritten = new StringBuilder();
  private final Map<Reference, String> variables = new LinkedHashMap<>();
  private final Map<String, Reference> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ReferenceReader(String text, UnaryOperator<String> names) throws ExpressionException {
    this.text = text;
    this.names = names;
    int at = 0;
    while (at < text.length()) {
      at = read(at);
    }
  }

  String rewritten() {
    return rewritten.toString();
  }

  Map<String, Reference> references() {
    return references;
  }

  private int read(int at) throws ExpressionException {
    char c = text.charAt(at);
    return switch (c) {
      case '"' -> quoted(at);
      case '[' -> enclosed(at, ']', Reference.Kind.ATTRIBUTE);
      case '%' -> enclosed(at, '%', Reference.Kind.PARAMETER);
      case '$' -> item(at);
      case '&' -> ampersand(at);
      default -> {
        rewritten.append(c);
        yield at + 1;
      }
    };
  }

  private int quoted(int from) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    int end = Math.min(text.length(), at + 1);
    rewritten.append(text, from, end);
    return end;
  }

  private int enclosed(int from, char closing, Reference.Kind kind) throws ExpressionException {
    int end = text.indexOf(closing, from + 1);
    String name = end < 0 ? "" : text.substring(from + 1, end).trim();
    if (!name.matches("[A-Za-z][A-Za-z0-9.-]*")) {
      throw new ExpressionException(
          "there must be a name and a \"" + closing + "\" after the \"" + text.charAt(from) + "\"");
    }
    boolean attribute = kind == Reference.Kind.ATTRIBUTE;
    variable(new Reference(kind, attribute ? names.apply(name) : name));
    return end + 1;
  }

  private int item(int from) throws ExpressionException {
    int end = from + 1;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    if (end == from + 1) {
      throw new ExpressionException("there must be a name after the \"$\"");
    }
    variable(new Reference(Reference.Kind.ITEM, text.substring(from + 1, end)));
    return end;
  }

  private int ampersand(int from) {
    boolean hexadecimal =
        text.regionMatches(true, from, "&H", 0, 2)
            && from + 2 < text.length()
            && Character.digit(text.charAt(from + 2), 16) >= 0;
    rewritten.append(hexadecimal ? "0x" : "&");
    return from + (hexadecimal ? 2 : 1);
  }

  private void variable(Reference reference) {
    String variable = variables.computeIfAbsent(reference, each -> "ref_" + variables.size());
    references.put(variable, reference);
    rewritten.append(variable);
  }
}
