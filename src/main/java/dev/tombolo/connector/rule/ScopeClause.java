package dev.tombolo.connector.rule;

import dev.tombolo.connector.rule.expression.ExpressionException;
import dev.tombolo.connector.rule.expression.RuleExpression;
import dev.tombolo.connector.rule.expression.RuleSource;
import java.util.Set;

/** A condition that an object must meet to be in a rule's scope. */
public sealed interface ScopeClause {
  /** Whether an object meets it. */
  boolean holds(RuleSource source) throws ExpressionException;

  /** The attributes it reads. */
  Set<String> attributes();

  /** In the words of the rules, such as {@code isCriticalSystemObject NOTEQUAL True}. */
  String text();

  /**
   * An attribute is compared with a value.
   *
   * @param value what it is compared with; empty for operators without one
   */
  record Comparison(String attribute, ScopeOperator operator, String value) implements ScopeClause {
    @Override
    public boolean holds(RuleSource source) {
      return operator.holds(source.all(attribute), value);
    }

    @Override
    public Set<String> attributes() {
      return Set.of(attribute);
    }

    @Override
    public String text() {
      return attribute + " " + operator + (value.isEmpty() ? "" : " " + value);
    }
  }

  /**
   * An expression must be true.
   *
   * @param because what it means, for people
   */
  record Condition(RuleExpression expression, String because) implements ScopeClause {
    @Override
    public boolean holds(RuleSource source) throws ExpressionException {
      return expression.holds(source);
    }

    @Override
    public Set<String> attributes() {
      return expression.attributes();
    }

    @Override
    public String text() {
      return because.isEmpty() ? expression.text() : because;
    }
  }
}
