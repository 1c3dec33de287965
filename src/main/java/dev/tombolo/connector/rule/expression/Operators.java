package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;

/**
 * The operators of expressions: comparison, {@code &&}, {@code ||}, {@code &}, {@code +}, {@code
 * -}.
 */
final class Operators {
  private Operators() {}

  /** What an operator with both its operands does. */
  private interface Body {
    EvaluationValue of(EvaluationValue left, EvaluationValue right);
  }

  static OperatorDictionaryIfc dictionary() {
    OperatorDictionaryIfc dictionary = new MapBasedOperatorDictionary();
    int equality = OperatorIfc.OPERATOR_PRECEDENCE_EQUALITY;
    int comparison = OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON;
    int additive = OperatorIfc.OPERATOR_PRECEDENCE_ADDITIVE;
    dictionary.addOperator("=", new Infix(equality, (a, b) -> truth(Operands.same(a, b))));
    dictionary.addOperator("<>", new Infix(equality, (a, b) -> truth(!Operands.same(a, b))));
    dictionary.addOperator("<", new Infix(comparison, (a, b) -> truth(order(a, b) < 0)));
    dictionary.addOperator("<=", new Infix(comparison, (a, b) -> truth(order(a, b) <= 0)));
    dictionary.addOperator(">", new Infix(comparison, (a, b) -> truth(order(a, b) > 0)));
    dictionary.addOperator(">=", new Infix(comparison, (a, b) -> truth(order(a, b) >= 0)));
    dictionary.addOperator(
        "&",
        new Infix(
            additive, (a, b) -> EvaluationValue.stringValue(Operands.text(a) + Operands.text(b))));
    dictionary.addOperator(
        "+",
        new Infix(
            additive,
            (a, b) -> EvaluationValue.numberValue(Operands.number(a).add(Operands.number(b)))));
    dictionary.addOperator(
        "-",
        new Infix(
            additive,
            (a, b) ->
                EvaluationValue.numberValue(Operands.number(a).subtract(Operands.number(b)))));
    dictionary.addOperator("&&", new Junction(OperatorIfc.OPERATOR_PRECEDENCE_AND, false));
    dictionary.addOperator("||", new Junction(OperatorIfc.OPERATOR_PRECEDENCE_OR, true));
    return dictionary;
  }

  private static EvaluationValue truth(boolean value) {
    return EvaluationValue.booleanValue(value);
  }

  private static int order(EvaluationValue one, EvaluationValue other) {
    return Operands.compare(one, other);
  }

  /** What every infix operator has. */
  private abstract static class Base implements OperatorIfc {
    private final int precedence;

    Base(int precedence) {
      this.precedence = precedence;
    }

    @Override
    public final int getPrecedence() {
      return precedence;
    }

    @Override
    public final int getPrecedence(ExpressionConfiguration configuration) {
      return precedence;
    }

    @Override
    public final boolean isLeftAssociative() {
      return true;
    }

    @Override
    public final boolean isPrefix() {
      return false;
    }

    @Override
    public final boolean isPostfix() {
      return false;
    }

    @Override
    public final boolean isInfix() {
      return true;
    }
  }

  private static final class Infix extends Base {
    private final Body body;

    Infix(int precedence, Body body) {
      super(precedence);
      this.body = body;
    }

    @Override
    public boolean isOperandLazy() {
      return false;
    }

    @Override
    public EvaluationValue evaluate(
        Expression expression, Token token, EvaluationValue... operands) {
      return body.of(operands[0], operands[1]);
    }
  }

  /** And, or: the right side is looked at only when the left one does not decide. */
  private static final class Junction extends Base {
    private final boolean deciding;

    Junction(int precedence, boolean deciding) {
      super(precedence);
      this.deciding = deciding;
    }

    @Override
    public boolean isOperandLazy() {
      return true;
    }

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
        throws EvaluationException {
      for (EvaluationValue operand : operands) {
        if (Operands.truth(expression.evaluateSubtree(operand.getExpressionNode())) == deciding) {
          return truth(deciding);
        }
      }
      return truth(!deciding);
    }
  }
}
