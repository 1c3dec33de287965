package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import dev.tombolo.connector.rule.expression.RuleFunction.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The functions of expressions, by the names of Azure AD Connect's function reference. Positions
 * count from 1.
 */
final class Functions {
  private Functions() {}

  static FunctionDictionaryIfc dictionary() {
    FunctionDictionaryIfc functions = new MapBasedFunctionDictionary();
    decisions(functions);
    texts(functions);
    lists(functions);
    OctetFunctions.addTo(functions);
    TimeFunctions.addTo(functions);
    return functions;
  }

  private static void decisions(FunctionDictionaryIfc functions) {
    lazy(
        functions,
        "IIF",
        3,
        false,
        call -> call.argument(Operands.truth(call.argument(0)) ? 1 : 2));
    lazy(functions, "Switch", 2, true, Functions::choose);
    add(functions, "Not", 1, call -> truth(!Operands.truth(call.argument(0))));
    add(functions, "IsPresent", 1, call -> truth(!call.text(0).isEmpty()));
    add(functions, "IsNullOrEmpty", 1, call -> truth(call.text(0).isEmpty()));
    add(functions, "IsNull", 1, call -> truth(call.argument(0).isNullValue()));
    add(functions, "CBool", 1, call -> truth(Operands.truth(call.argument(0))));
    add(functions, "CStr", 1, call -> EvaluationValue.stringValue(call.text(0)));
    add(
        functions,
        "CNum",
        1,
        call -> EvaluationValue.numberValue(Operands.number(call.argument(0))));
    add(functions, "BitAnd", 2, call -> Operands.of(bits(call, 0) & bits(call, 1)));
    add(functions, "BitOr", 2, call -> Operands.of(bits(call, 0) | bits(call, 1)));
    add(
        functions,
        "Error",
        1,
        call -> {
          throw call.failure(call.text(0));
        });
    add(functions, "ImportedValue", 1, call -> Operands.of(call.accessor().imported(call.text(0))));
  }

  private static void texts(FunctionDictionaryIfc functions) {
    add(functions, "Left", 2, call -> slice(call, 0, Operands.index(call.argument(1))));
    add(
        functions,
        "Right",
        2,
        call -> slice(call, call.text(0).length() - Operands.index(call.argument(1)), -1));
    add(
        functions,
        "Mid",
        3,
        call -> {
          int from = Math.max(1, Operands.index(call.argument(1))) - 1;
          return slice(call, from, from + Operands.index(call.argument(2)));
        });
    add(functions, "Len", 1, call -> Operands.of(call.text(0).length()));
    add(functions, "Trim", 1, call -> EvaluationValue.stringValue(call.text(0).strip()));
    add(
        functions,
        "LCase",
        1,
        call -> EvaluationValue.stringValue(call.text(0).toLowerCase(Locale.ROOT)));
    add(
        functions,
        "UCase",
        1,
        call -> EvaluationValue.stringValue(call.text(0).toUpperCase(Locale.ROOT)));
    add(
        functions,
        "InStr",
        2,
        call -> Operands.of(folded(call.text(0)).indexOf(folded(call.text(1))) + 1));
    add(functions, "Word", 3, Functions::word);
    add(
        functions,
        "Replace",
        3,
        call -> EvaluationValue.stringValue(call.text(0).replace(call.text(1), call.text(2))));
  }

  private static void lists(FunctionDictionaryIfc functions) {
    add(functions, "Count", 1, call -> Operands.of(Operands.items(call.argument(0)).size()));
    add(functions, "Item", 2, Functions::item);
    add(functions, "Contains", 2, call -> Operands.of(position(call)));
    add(functions, "RemoveDuplicates", 1, Functions::withoutDuplicates);
    lazy(functions, "Where", 3, false, call -> each(call, true));
    lazy(functions, "Select", 3, false, call -> each(call, false));
  }

  static void add(FunctionDictionaryIfc to, String name, int arguments, RuleFunction.Body body) {
    to.addFunction(name, new RuleFunction(arguments, false, false, body));
  }

  private static void lazy(
      FunctionDictionaryIfc to, String name, int arguments, boolean more, RuleFunction.Body body) {
    to.addFunction(name, new RuleFunction(arguments, more, true, body));
  }

  private static EvaluationValue truth(boolean value) {
    return EvaluationValue.booleanValue(value);
  }

  private static long bits(Call call, int index) throws EvaluationException {
    return Operands.number(call.argument(index)).longValue();
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Pairs of a condition and a value; NULL when no condition holds. */
  private static EvaluationValue choose(Call call) throws EvaluationException {
    if (call.count() % 2 != 0) {
      throw call.failure("every condition must have a value");
    }
    for (int i = 0; i < call.count(); i += 2) {
      if (Operands.truth(call.argument(i))) {
        return call.argument(i + 1);
      }
    }
    return EvaluationValue.NULL_VALUE;
  }

  private static EvaluationValue slice(Call call, int from, int to) throws EvaluationException {
    String text = call.text(0);
    int start = Math.max(0, Math.min(from, text.length()));
    int end = to < 0 ? text.length() : Math.max(start, Math.min(to, text.length()));
    return EvaluationValue.stringValue(text.substring(start, end));
  }

  /** The n-th word of a text; any of the delimiters' characters ends a word. */
  private static EvaluationValue word(Call call) throws EvaluationException {
    String text = call.text(0);
    String delimiters = call.text(2);
    int wanted = Operands.index(call.argument(1));
    int start = 0;
    for (int word = 1; start <= text.length(); word++) {
      int end = start;
      while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (word == wanted) {
        return EvaluationValue.stringValue(text.substring(start, end));
      }
      start = end + 1;
    }
    return EvaluationValue.stringValue("");
  }

  private static EvaluationValue item(Call call) throws EvaluationException {
    List<EvaluationValue> items = Operands.items(call.argument(0));
    int index = Operands.index(call.argument(1));
    return index < 1 || index > items.size() ? EvaluationValue.NULL_VALUE : items.get(index - 1);
  }

  private static int position(Call call) throws EvaluationException {
    List<EvaluationValue> items = Operands.items(call.argument(0));
    EvaluationValue wanted = call.argument(1);
    for (int i = 0; i < items.size(); i++) {
      if (Operands.same(items.get(i), wanted)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static EvaluationValue withoutDuplicates(Call call) throws EvaluationException {
    Map<String, EvaluationValue> kept = new LinkedHashMap<>();
    for (EvaluationValue each : Operands.items(call.argument(0))) {
      kept.putIfAbsent(folded(Operands.text(each)), each);
    }
    return EvaluationValue.arrayValue(new ArrayList<>(kept.values()));
  }

  /** Goes through the values with {@code $item} bound to each: filters them, or replaces them. */
  private static EvaluationValue each(Call call, boolean filter) throws EvaluationException {
    String variable = call.variable(0);
    List<EvaluationValue> result = new ArrayList<>();
    for (EvaluationValue item : Operands.items(call.argument(1))) {
      call.accessor().setData(variable, item);
      EvaluationValue made = call.argument(2);
      if (!filter) {
        result.add(made);
      } else if (Operands.truth(made)) {
        result.add(item);
      }
    }
    return EvaluationValue.arrayValue(result);
  }
}
