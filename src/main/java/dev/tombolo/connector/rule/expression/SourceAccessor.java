package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks an expression's variables up in the object it is evaluated for. */
final class SourceAccessor implements DataAccessorIfc {
  private @Nullable RuleSource source;
  private Map<String, Reference> references = Map.of();
  private final Map<String, EvaluationValue> items = new HashMap<>();

  void see(RuleSource object, Map<String, Reference> variables) {
    source = object;
    references = variables;
  }

  @Override
  public EvaluationValue getData(String variable) {
    Reference reference = references.get(variable);
    RuleSource object = source;
    if (reference == null || object == null) {
      return EvaluationValue.NULL_VALUE;
    }
    return switch (reference.kind()) {
      case ATTRIBUTE -> Operands.of(object.all(reference.name()));
      case PARAMETER -> Operands.of(object.parameter(reference.name()));
      case ITEM -> {
        EvaluationValue item = items.get(variable);
        if (item == null) {
          throw new IllegalArgumentException(
              "$" + reference.name() + " stands outside the Select or Where that names it");
        }
        yield item;
      }
    };
  }

  @Override
  public void setData(String variable, EvaluationValue value) {
    items.put(variable, value);
  }

  List<String> imported(String attribute) {
    RuleSource object = source;
    return object == null ? List.of() : object.imported(attribute);
  }
}
