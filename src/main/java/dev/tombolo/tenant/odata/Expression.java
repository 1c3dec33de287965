package dev.tombolo.tenant.odata;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A filter's syntax tree. */
public sealed interface Expression {
  /** The properties that are looked at, without those of a lambda's variable. */
  default Set<String> properties() {
    Set<String> names = new HashSet<>();
    collect(this, "", names);
    return names;
  }

  private static void collect(Expression expression, String variable, Set<String> names) {
    if (expression instanceof And and) {
      collect(and.left(), variable, names);
      collect(and.right(), variable, names);
    } else if (expression instanceof Or or) {
      collect(or.left(), variable, names);
      collect(or.right(), variable, names);
    } else if (expression instanceof Not not) {
      collect(not.operand(), variable, names);
    } else if (expression instanceof Comparison comparison) {
      collect(comparison.path(), variable, names);
    } else if (expression instanceof In in) {
      collect(in.path(), variable, names);
    } else if (expression instanceof TextMatch match) {
      collect(match.path(), variable, names);
    } else if (expression instanceof Count count) {
      collect(count.collection(), variable, names);
    } else if (expression instanceof Any any) {
      collect(any.collection(), variable, names);
      any.predicate().ifPresent(predicate -> collect(predicate, any.variable(), names));
    }
  }

  private static void collect(Path path, String variable, Set<String> names) {
    if (!path.first().equals(variable)) {
      names.add(path.first());
    }
  }

  /** How two values are compared. */
  enum Operator {
    /** Equal. */
    EQ,
    /** Not equal. */
    NE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GE,
    /** Less. */
    LT,
    /** Less or equal. */
    LE
  }

  /** How text is matched. */
  enum TextFunction {
    /** {@code startsWith}. */
    STARTS_WITH,
    /** {@code endsWith}. */
    ENDS_WITH,
    /** {@code contains}. */
    CONTAINS,
    /** A word that starts so; of {@code $search}, not of {@code $filter}. */
    WORD_STARTS_WITH
  }

  /**
   * A property, or a property of one, such as {@code skuId} of {@code x} in {@code x/skuId}.
   *
   * @param segments not empty; a lambda's variable is a segment of its own
   */
  record Path(List<String> segments) {
    /** Copies the list. */
    public Path {
      segments = List.copyOf(segments);
    }

    /** The property named first. */
    public String first() {
      return segments.get(0);
    }

    @Override
    public String toString() {
      return String.join("/", segments);
    }
  }

  /** Both hold. */
  record And(Expression left, Expression right) implements Expression {}

  /** At least one holds. */
  record Or(Expression left, Expression right) implements Expression {}

  /** It does not hold. */
  record Not(Expression operand) implements Expression {}

  /** A property compared with a constant. */
  record Comparison(Path path, Operator operator, Literal value) implements Expression {}

  /** A property that has one of several values. */
  record In(Path path, List<Literal> values) implements Expression {
    /** Copies the list. */
    public In {
      values = List.copyOf(values);
    }
  }

  /** A property whose text matches. */
  record TextMatch(TextFunction function, Path path, String value) implements Expression {}

  /**
   * A collection with an element that satisfies the predicate, or that is not empty.
   *
   * @param variable names the element inside the predicate
   */
  record Any(Path collection, String variable, Optional<Expression> predicate)
      implements Expression {}

  /** The size of a collection compared with a number. */
  record Count(Path collection, Operator operator, long value) implements Expression {}
}
