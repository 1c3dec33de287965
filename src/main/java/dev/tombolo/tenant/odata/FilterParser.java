package dev.tombolo.tenant.odata;

import dev.tombolo.tenant.odata.Expression.Operator;
import dev.tombolo.tenant.odata.Expression.Path;
import dev.tombolo.tenant.odata.Expression.TextFunction;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Parses {@code $filter} (OData 4.01 part 2 §5.1.1, the part Graph's directory has): {@code or},
 * {@code and}, {@code not}, comparisons, {@code in}, {@code startsWith}, {@code endsWith}, {@code
 * contains}, {@code any}, {@code $count}.
 */
public final class FilterParser {
  private static final int MAX_LENGTH = 8_000;
  private static final int MAX_DEPTH = 50;

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private FilterParser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * Parses a whole filter.
   *
   * @throws ODataException when it is not one; the message is for the caller
   */
  public static Expression parse(String text) throws ODataException {
    if (text.length() > MAX_LENGTH) {
      throw new ODataException("The filter is longer than " + MAX_LENGTH + " characters.");
    }
    FilterParser parser = new FilterParser(text, Lexer.tokens(text));
    Expression expression = parser.or();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.syntaxError();
    }
    return expression;
  }

  private Expression or() throws ODataException {
    Expression left = and();
    while (peek().isName("or")) {
      next++;
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() throws ODataException {
    Expression left = unary();
    while (peek().isName("and")) {
      next++;
      left = new Expression.And(left, unary());
    }
    return left;
  }

  private Expression unary() throws ODataException {
    if (++depth > MAX_DEPTH) {
      throw new ODataException("The filter is nested too deeply.");
    }
    try {
      if (peek().isName("not")) {
        next++;
        return new Expression.Not(unary());
      }
      if (peek().kind() == Token.Kind.OPEN) {
        next++;
        Expression inner = or();
        expect(Token.Kind.CLOSE);
        return inner;
      }
      return predicate();
    } finally {
      depth--;
    }
  }

  private Expression predicate() throws ODataException {
    Token name = peek();
    Optional<TextFunction> function = textFunction(name);
    if (function.isPresent() && tokens.get(next + 1).kind() == Token.Kind.OPEN) {
      next += 2;
      Path path = path();
      expect(Token.Kind.COMMA);
      Token value = expect(Token.Kind.STRING);
      expect(Token.Kind.CLOSE);
      return trueOrFalse(new Expression.TextMatch(function.get(), path, value.text()));
    }
    Path path = path();
    String last = path.segments().get(path.segments().size() - 1);
    if (peek().kind() == Token.Kind.OPEN && path.segments().size() > 1) {
      return lambda(path, last);
    }
    if (peek().isName("in")) {
      next++;
      return new Expression.In(path, list());
    }
    Operator operator = operator();
    if (last.equals("$count") && path.segments().size() > 1) {
      Path collection = new Path(path.segments().subList(0, path.segments().size() - 1));
      return new Expression.Count(collection, operator, number());
    }
    return new Expression.Comparison(path, operator, literal());
  }

  /** A function may be compared with {@code true} or {@code false}. */
  private Expression trueOrFalse(Expression match) throws ODataException {
    if (!peek().isName("eq")) {
      return match;
    }
    next++;
    return literal() instanceof Literal.Flag flag && flag.value()
        ? match
        : new Expression.Not(match);
  }

  private static Optional<TextFunction> textFunction(Token token) {
    if (token.kind() != Token.Kind.NAME) {
      return Optional.empty();
    }
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "startswith" -> Optional.of(TextFunction.STARTS_WITH);
      case "endswith" -> Optional.of(TextFunction.ENDS_WITH);
      case "contains" -> Optional.of(TextFunction.CONTAINS);
      default -> Optional.empty();
    };
  }

  private Expression lambda(Path path, String name) throws ODataException {
    if (!name.equalsIgnoreCase("any")) {
      throw new ODataException("The function '" + name + "' is not supported.");
    }
    Path collection = new Path(path.segments().subList(0, path.segments().size() - 1));
    next++;
    if (peek().kind() == Token.Kind.CLOSE) {
      next++;
      return new Expression.Any(collection, "", Optional.empty());
    }
    String variable = expect(Token.Kind.NAME).text();
    expect(Token.Kind.COLON);
    Expression predicate = or();
    expect(Token.Kind.CLOSE);
    return new Expression.Any(collection, variable, Optional.of(predicate));
  }

  private Path path() throws ODataException {
    List<String> segments = new ArrayList<>();
    segments.add(expect(Token.Kind.NAME).text());
    while (peek().kind() == Token.Kind.SLASH) {
      next++;
      segments.add(expect(Token.Kind.NAME).text());
    }
    return new Path(segments);
  }

  private Operator operator() throws ODataException {
    Token token = peek();
    if (token.kind() == Token.Kind.NAME) {
      for (Operator operator : Operator.values()) {
        if (operator.name().equalsIgnoreCase(token.text())) {
          next++;
          return operator;
        }
      }
    }
    throw syntaxError();
  }

  private List<Literal> list() throws ODataException {
    expect(Token.Kind.OPEN);
    List<Literal> values = new ArrayList<>();
    values.add(literal());
    while (peek().kind() == Token.Kind.COMMA) {
      next++;
      values.add(literal());
    }
    expect(Token.Kind.CLOSE);
    return values;
  }

  private long number() throws ODataException {
    Literal literal = literal();
    if (literal instanceof Literal.Numeric number) {
      return number.value().longValue();
    }
    throw syntaxError();
  }

  private Literal literal() throws ODataException {
    Token token = peek();
    next++;
    return switch (token.kind()) {
      case STRING -> new Literal.Text(token.text());
      case VALUE -> value(token);
      case NAME -> word(token);
      default -> {
        next--;
        throw syntaxError();
      }
    };
  }

  private Literal word(Token token) throws ODataException {
    return switch (token.text().toLowerCase(Locale.ROOT)) {
      case "true" -> new Literal.Flag(true);
      case "false" -> new Literal.Flag(false);
      case "null" -> new Literal.Null();
      default -> {
        next--;
        throw syntaxError();
      }
    };
  }

  private Literal value(Token token) throws ODataException {
    String value = token.text();
    try {
      if (value.length() == 36 && value.charAt(8) == '-') {
        return new Literal.Text(UUID.fromString(value).toString());
      }
      if (value.indexOf('T') > 0 || value.indexOf('t') > 0) {
        return new Literal.Moment(OffsetDateTime.parse(value).toInstant());
      }
      if (value.length() == 10 && value.charAt(4) == '-') {
        return new Literal.Moment(startOf(LocalDate.parse(value)));
      }
      return new Literal.Numeric(new BigDecimal(value));
    } catch (DateTimeException | IllegalArgumentException e) {
      next--;
      throw syntaxError();
    }
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token expect(Token.Kind kind) throws ODataException {
    if (peek().kind() != kind) {
      throw syntaxError();
    }
    return tokens.get(next++);
  }

  private ODataException syntaxError() {
    return new ODataException(
        "Syntax error at position " + peek().position() + " in '" + text + "'.");
  }
}
