package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.data.EvaluationValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values are taken by functions and operators. Texts are compared without regard to case, and
 * NULL is an empty text where a text is wanted, as in Azure AD Connect.
 */
final class Operands {
  private Operands() {}

  static EvaluationValue of(@Nullable String text) {
    return text == null ? EvaluationValue.NULL_VALUE : EvaluationValue.stringValue(text);
  }

  static EvaluationValue of(List<String> values) {
    return switch (values.size()) {
      case 0 -> EvaluationValue.NULL_VALUE;
      case 1 -> EvaluationValue.stringValue(values.get(0));
      default -> several(values);
    };
  }

  static EvaluationValue several(List<String> values) {
    List<EvaluationValue> array = new ArrayList<>();
    values.forEach(value -> array.add(EvaluationValue.stringValue(value)));
    return EvaluationValue.arrayValue(array);
  }

  static EvaluationValue of(long number) {
    return EvaluationValue.numberValue(BigDecimal.valueOf(number));
  }

  static List<EvaluationValue> items(EvaluationValue value) {
    if (value.isNullValue()) {
      return List.of();
    }
    return value.isArrayValue() ? value.getArrayValue() : List.of(value);
  }

  /** What becomes of a result: texts, none of them empty. */
  static List<String> values(EvaluationValue value) {
    if (value.isStringValue()) {
      String text = value.getStringValue();
      return text.isEmpty() ? List.of() : List.of(text);
    }
    List<String> values = new ArrayList<>();
    for (EvaluationValue each : items(value)) {
      String text = text(each);
      if (!text.isEmpty()) {
        values.add(text);
      }
    }
    return values;
  }

  /** The text of a value, of several that of the first; empty for NULL. */
  static String text(EvaluationValue value) {
    List<EvaluationValue> items = items(value);
    if (items.isEmpty()) {
      return "";
    }
    EvaluationValue first = items.get(0);
    return first.isNumberValue()
        ? first.getNumberValue().toPlainString()
        : String.valueOf(first.getStringValue());
  }

  static boolean truth(EvaluationValue value) {
    return value.getDataType() == EvaluationValue.DataType.BOOLEAN
        ? value.getBooleanValue()
        : "true".equalsIgnoreCase(text(value));
  }

  /** A number; 0 for NULL. */
  static BigDecimal number(EvaluationValue value) {
    if (value.isNumberValue()) {
      return value.getNumberValue();
    }
    String text = text(value).trim();
    try {
      return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no number", e);
    }
  }

  static int index(EvaluationValue value) {
    return number(value).intValue();
  }

  static boolean same(EvaluationValue one, EvaluationValue other) {
    if (one.isNullValue() || other.isNullValue()) {
      return one.isNullValue() && other.isNullValue();
    }
    if (one.isNumberValue() || other.isNumberValue()) {
      try {
        return number(one).compareTo(number(other)) == 0;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
    return text(one).equalsIgnoreCase(text(other));
  }

  static int compare(EvaluationValue one, EvaluationValue other) {
    return one.isNumberValue() || other.isNumberValue()
        ? number(one).compareTo(number(other))
        : text(one).compareToIgnoreCase(text(other));
  }
}
