package dev.tombolo.tenant.odata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tombolo.tenant.odata.Expression.Operator;
import dev.tombolo.tenant.odata.Expression.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether a JSON object satisfies a filter. Text is compared without regard to case, as
 * Graph's directory does; a comparison with an absent value is true only for {@code eq null} and
 * {@code ne} something.
 */
public final class Evaluator {
  private final Expression expression;

  /** An evaluator of one filter, to be used on many objects. */
  public Evaluator(Expression expression) {
    this.expression = expression;
  }

  /** Whether {@code object} satisfies the filter. */
  public boolean matches(JsonNode object) {
    return matches(expression, object, "", object);
  }

  private static boolean matches(
      Expression expression, JsonNode object, String variable, JsonNode element) {
    if (expression instanceof Expression.And and) {
      return matches(and.left(), object, variable, element)
          && matches(and.right(), object, variable, element);
    }
    if (expression instanceof Expression.Or or) {
      return matches(or.left(), object, variable, element)
          || matches(or.right(), object, variable, element);
    }
    if (expression instanceof Expression.Not not) {
      return !matches(not.operand(), object, variable, element);
    }
    if (expression instanceof Expression.Comparison comparison) {
      JsonNode value = resolve(comparison.path(), object, variable, element);
      return compare(value, comparison.operator(), comparison.value());
    }
    if (expression instanceof Expression.In in) {
      JsonNode value = resolve(in.path(), object, variable, element);
      return in.values().stream().anyMatch(literal -> compare(value, Operator.EQ, literal));
    }
    if (expression instanceof Expression.TextMatch match) {
      return matches(match, resolve(match.path(), object, variable, element));
    }
    if (expression instanceof Expression.Any any) {
      return matchesAny(any, resolve(any.collection(), object, variable, element), object);
    }
    Expression.Count count = (Expression.Count) expression;
    JsonNode collection = resolve(count.collection(), object, variable, element);
    return holds(count.operator(), Long.compare(collection.size(), count.value()));
  }

  private static boolean matchesAny(Expression.Any any, JsonNode collection, JsonNode object) {
    Optional<Expression> predicate = any.predicate();
    if (predicate.isEmpty()) {
      return !collection.isEmpty();
    }
    for (JsonNode element : collection) {
      if (matches(predicate.get(), object, any.variable(), element)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode resolve(Path path, JsonNode object, String variable, JsonNode element) {
    List<String> segments = path.segments();
    boolean ofElement = !variable.isEmpty() && path.first().equals(variable);
    JsonNode node = ofElement ? element : object;
    for (String segment : ofElement ? segments.subList(1, segments.size()) : segments) {
      JsonNode child = node.get(segment);
      if (child == null || child.isNull()) {
        return MissingNode.getInstance();
      }
      node = child;
    }
    return node;
  }

  private static boolean matches(Expression.TextMatch match, JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    String text = fold(value.textValue());
    String part = fold(match.value());
    return switch (match.function()) {
      case STARTS_WITH -> text.startsWith(part);
      case ENDS_WITH -> text.endsWith(part);
      case CONTAINS -> text.contains(part);
      case WORD_STARTS_WITH -> wordStartsWith(text, part);
    };
  }

  private static boolean wordStartsWith(String text, String part) {
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean compare(JsonNode value, Operator operator, Literal literal) {
    boolean absent = value.isMissingNode();
    if (literal instanceof Literal.Null) {
      return operator == Operator.EQ ? absent : operator == Operator.NE && !absent;
    }
    if (absent) {
      return operator == Operator.NE;
    }
    OptionalInt order = order(value, literal);
    return order.isPresent() ? holds(operator, order.getAsInt()) : operator == Operator.NE;
  }

  /** Empty when the two are not of one kind. */
  private static OptionalInt order(JsonNode value, Literal literal) {
    if (literal instanceof Literal.Flag flag) {
      return value.isBoolean()
          ? OptionalInt.of(Boolean.compare(value.booleanValue(), flag.value()))
          : OptionalInt.empty();
    }
    if (literal instanceof Literal.Numeric number) {
      return value.isNumber()
          ? OptionalInt.of(value.decimalValue().compareTo(number.value()))
          : OptionalInt.empty();
    }
    if (!value.isTextual()) {
      return OptionalInt.empty();
    }
    if (literal instanceof Literal.Moment moment) {
      return instant(value.textValue())
          .map(instant -> OptionalInt.of(instant.compareTo(moment.value())))
          .orElseGet(OptionalInt::empty);
    }
    String text = literal instanceof Literal.Text other ? other.value() : "";
    return OptionalInt.of(fold(value.textValue()).compareTo(fold(text)));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
    };
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
