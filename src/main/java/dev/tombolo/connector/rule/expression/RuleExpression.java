package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An expression of a synchronization rule, such as {@code IIF(IsPresent([displayName]),
 * [displayName], [cn])}: parsed once, evaluated for every object. It may be used by several threads
 * at a time.
 */
public final class RuleExpression {
  private static final Set<String> PARAMETERS = Set.of("domain.fqdn", "domain.netbios");

  private static final ExpressionConfiguration CONFIGURATION =
      ExpressionConfiguration.builder()
          .functionDictionary(Functions.dictionary())
          .operatorDictionary(Operators.dictionary())
          .defaultConstants(
              Map.of(
                  "NULL", EvaluationValue.NULL_VALUE,
                  "True", EvaluationValue.TRUE,
                  "False", EvaluationValue.FALSE))
          .dataAccessorSupplier(SourceAccessor::new)
          .arraysAllowed(false)
          .structuresAllowed(false)
          .implicitMultiplicationAllowed(false)
          .allowOverwriteConstants(false)
          .stripTrailingZeros(false)
          .locale(Locale.ROOT)
          .build();

  private final String text;
  private final Expression parsed;
  private final Map<String, Reference> references;

  private RuleExpression(String text, Expression parsed, Map<String, Reference> references) {
    this.text = text;
    this.parsed = parsed;
    this.references = references;
  }

  /**
   * Parses an expression.
   *
   * @param names gives an attribute the name under which it is kept, whatever its case in the text
   * @throws ExpressionException when it is none
   */
  public static RuleExpression parse(String text, UnaryOperator<String> names)
      throws ExpressionException {
    ReferenceReader reader = new ReferenceReader(text, names);
    Expression expression = new Expression(reader.rewritten(), CONFIGURATION);
    Map<String, Reference> references = reader.references();
    try {
      for (String variable : expression.getUsedVariables()) {
        if (!references.containsKey(variable)) {
          throw new ExpressionException(
              variable + " is unknown; an attribute stands in brackets: [" + variable + "]");
        }
      }
    } catch (ParseException e) {
      throw new ExpressionException(message(e, text), e);
    }
    for (Reference reference : references.values()) {
      if (reference.kind() == Reference.Kind.PARAMETER
          && !PARAMETERS.contains(reference.name().toLowerCase(Locale.ROOT))) {
        throw new ExpressionException(
            "there is no parameter %"
                + reference.name()
                + "%; there are %Domain.FQDN% and"
                + " %Domain.Netbios%");
      }
    }
    return new RuleExpression(text, expression, references);
  }

  private static String message(BaseException e, String text) {
    String token = e.getTokenString();
    return token == null || token.equals(text) || String.valueOf(e.getMessage()).contains(token)
        ? String.valueOf(e.getMessage())
        : e.getMessage() + " at \"" + token + "\"";
  }

  /** The text it was parsed from. */
  public String text() {
    return text;
  }

  /** The attributes it reads. */
  public Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    for (Reference reference : references.values()) {
      if (reference.kind() == Reference.Kind.ATTRIBUTE) {
        attributes.add(reference.name());
      }
    }
    return attributes;
  }

  /**
   * The values for an object; none for NULL and for an empty text.
   *
   * @throws ExpressionException when it fails, or calls {@code Error}
   */
  public List<String> evaluate(RuleSource source) throws ExpressionException {
    return Operands.values(run(source));
  }

  /**
   * Whether it is true of an object.
   *
   * @throws ExpressionException when it fails
   */
  public boolean holds(RuleSource source) throws ExpressionException {
    return Operands.truth(run(source));
  }

  private EvaluationValue run(RuleSource source) throws ExpressionException {
    try {
      Expression fresh = parsed.copy();
      ((SourceAccessor) fresh.getDataAccessor()).see(source, references);
      return fresh.evaluate();
    } catch (BaseException e) {
      throw new ExpressionException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ExpressionException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }
}
