package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.parser.Token;
import java.util.ArrayList;
import java.util.List;

/** A function of expressions. */
final class RuleFunction implements FunctionIfc {
  /** What it does. */
  interface Body {
    EvaluationValue of(Call call) throws EvaluationException;
  }

  /** A call of it; lazy arguments are evaluated when they are asked for. */
  static final class Call {
    private final Expression expression;
    private final Token token;
    private final EvaluationValue[] arguments;

    private Call(Expression expression, Token token, EvaluationValue... arguments) {
      this.expression = expression;
      this.token = token;
      this.arguments = arguments;
    }

    int count() {
      return arguments.length;
    }

    EvaluationValue argument(int index) throws EvaluationException {
      EvaluationValue argument = arguments[index];
      return argument.isExpressionNode()
          ? expression.evaluateSubtree(argument.getExpressionNode())
          : argument;
    }

    String text(int index) throws EvaluationException {
      return Operands.text(argument(index));
    }

    /** The name of the variable a lazy argument is. */
    String variable(int index) {
      return arguments[index].getExpressionNode().getToken().getValue();
    }

    SourceAccessor accessor() {
      return (SourceAccessor) expression.getDataAccessor();
    }

    EvaluationException failure(String message) {
      return new EvaluationException(token, message);
    }
  }

  private final List<FunctionParameterDefinition> parameters;
  private final boolean more;
  private final Body body;

  /**
   * A function.
   *
   * @param count how many arguments it has at least
   * @param more whether it may have more
   * @param lazy whether they are evaluated only when they are asked for
   */
  RuleFunction(int count, boolean more, boolean lazy, Body body) {
    List<FunctionParameterDefinition> all = new ArrayList<>();
    for (int i = 0; i < count + (more ? 1 : 0); i++) {
      all.add(
          FunctionParameterDefinition.builder()
              .name("argument" + (i + 1))
              .isLazy(lazy)
              .isVarArg(i == count)
              .build());
    }
    this.parameters = List.copyOf(all);
    this.more = more;
    this.body = body;
  }

  @Override
  public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
    return parameters;
  }

  @Override
  public EvaluationValue evaluate(
      Expression expression, Token functionToken, EvaluationValue... parameterValues)
      throws EvaluationException {
    return body.of(new Call(expression, functionToken, parameterValues));
  }

  @Override
  public void validatePreEvaluation(Token token, EvaluationValue... parameterValues) {
    // Every body checks its own arguments.
  }

  @Override
  public boolean hasVarArgs() {
    return more;
  }
}
