package dev.tombolo.connector.rule;

import dev.tombolo.connector.rule.expression.ExpressionException;
import dev.tombolo.connector.rule.expression.RuleExpression;
import dev.tombolo.connector.rule.expression.RuleSource;
import java.util.List;
import java.util.Set;

/**
 * How one attribute of the target comes by its values.
 *
 * @param target the attribute that is set
 * @param from where the values come from
 * @param once whether it flows only while the target does not have the object yet; afterwards the
 *     attribute belongs to the target
 * @param merge whether values are added to those of rules that go before this one
 */
public record Flow(String target, From from, boolean once, boolean merge) {
  /** The type of a flow. */
  public sealed interface From {
    /** The values of an object; none when the target is to have none. */
    List<String> of(RuleSource source) throws ExpressionException;

    /** The attributes it reads. */
    Set<String> attributes();

    /** For people: the attribute, the constant or the expression. */
    String text();
  }

  /**
   * An attribute as it is.
   *
   * @param all every value; else the first one
   */
  public record Direct(String attribute, boolean all) implements From {
    @Override
    public List<String> of(RuleSource source) {
      List<String> values = source.all(attribute);
      return all || values.size() < 2 ? values : values.subList(0, 1);
    }

    @Override
    public Set<String> attributes() {
      return Set.of(attribute);
    }

    @Override
    public String text() {
      return attribute;
    }
  }

  /** Always the same. */
  public record Constant(List<String> values) implements From {
    /** Copies the list. */
    public Constant {
      values = List.copyOf(values);
    }

    @Override
    public List<String> of(RuleSource source) {
      return values;
    }

    @Override
    public Set<String> attributes() {
      return Set.of();
    }

    @Override
    public String text() {
      return "\"" + String.join("\", \"", values) + "\"";
    }
  }

  /** A value that is computed. */
  public record Computed(RuleExpression expression) implements From {
    @Override
    public List<String> of(RuleSource source) throws ExpressionException {
      return expression.evaluate(source);
    }

    @Override
    public Set<String> attributes() {
      return expression.attributes();
    }

    @Override
    public String text() {
      return expression.text();
    }
  }

  /** The type of the flow, for people: {@code direct}, {@code constant}, {@code expression}. */
  public String type() {
    return from instanceof Direct ? "direct" : from instanceof Constant ? "constant" : "expression";
  }
}
