package dev.tombolo.connector.rule;

import static dev.tombolo.connector.rule.RuleReader.items;
import static dev.tombolo.connector.rule.RuleReader.required;
import static dev.tombolo.connector.rule.RuleReader.text;

import dev.tombolo.connector.rule.RuleNode.Fields;
import dev.tombolo.connector.rule.RuleNode.Items;
import dev.tombolo.connector.rule.RuleReader.MistakeException;
import dev.tombolo.connector.rule.expression.ExpressionException;
import dev.tombolo.connector.rule.expression.RuleExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the flows and the scope of a rule. */
final class FlowReader {
  private static final Set<String> FLOW =
      Set.of("to", "from", "constant", "expression", "all", "once", "merge");
  private static final Set<String> CONDITION = Set.of("when", "because");

  private final UnaryOperator<String> sources;
  private final UnaryOperator<String> targets;

  /**
   * A reader.
   *
   * @param sources gives the attributes it reads their names
   * @param targets gives the attributes it sets their names
   */
  FlowReader(UnaryOperator<String> sources, UnaryOperator<String> targets) {
    this.sources = sources;
    this.targets = targets;
  }

  /** Attributes that flow under the same name. */
  List<Flow> copies(@Nullable RuleNode node, boolean all) throws MistakeException {
    List<Flow> flows = new ArrayList<>();
    for (RuleNode each : items(node)) {
      String name = text(each);
      flows.add(
          new Flow(targets.apply(name), new Flow.Direct(sources.apply(name), all), false, false));
    }
    return flows;
  }

  List<Flow> flows(@Nullable RuleNode node) throws MistakeException {
    List<Flow> flows = new ArrayList<>();
    for (RuleNode each : items(node)) {
      if (!(each instanceof Fields fields)) {
        throw new MistakeException(
            each, "a flow must have named parts: to, and from, constant or expression");
      }
      RuleReader.known(fields, FLOW, "flow");
      flows.add(
          new Flow(
              targets.apply(text(required(fields, "to"))),
              from(fields),
              RuleReader.flag(fields, "once"),
              RuleReader.flag(fields, "merge")));
    }
    return flows;
  }

  private Flow.From from(Fields node) throws MistakeException {
    RuleNode direct = node.nodes().get("from");
    RuleNode constant = node.nodes().get("constant");
    RuleNode expression = node.nodes().get("expression");
    int given =
        (direct == null ? 0 : 1) + (constant == null ? 0 : 1) + (expression == null ? 0 : 1);
    if (given != 1) {
      throw new MistakeException(
          node,
          "a flow has one of from, constant and expression, not "
              + (given == 0 ? "none" : "several"));
    }
    boolean all = RuleReader.flag(node, "all");
    if (direct != null) {
      return new Flow.Direct(sources.apply(text(direct)), all);
    }
    if (all) {
      throw new MistakeException(node, "all goes with from only");
    }
    if (constant != null) {
      List<String> values = new ArrayList<>();
      for (RuleNode each : items(constant)) {
        values.add(text(each));
      }
      return new Flow.Constant(values);
    }
    return new Flow.Computed(expression(expression == null ? node : expression));
  }

  private RuleExpression expression(RuleNode node) throws MistakeException {
    try {
      return RuleExpression.parse(text(node), sources);
    } catch (ExpressionException e) {
      throw new MistakeException(node, e.reason());
    }
  }

  /** Groups of clauses. */
  List<List<ScopeClause>> scope(@Nullable RuleNode node) throws MistakeException {
    List<List<ScopeClause>> groups = new ArrayList<>();
    for (RuleNode group : items(node)) {
      if (!(group instanceof Items)) {
        throw new MistakeException(
            group, "scope is a list of groups, and a group a list of clauses that must all hold");
      }
      List<ScopeClause> clauses = new ArrayList<>();
      for (RuleNode each : items(group)) {
        clauses.add(each instanceof Fields fields ? condition(fields) : comparison(each));
      }
      groups.add(clauses);
    }
    return groups;
  }

  private ScopeClause condition(Fields node) throws MistakeException {
    RuleReader.known(node, CONDITION, "clause");
    RuleNode because = node.nodes().get("because");
    return new ScopeClause.Condition(
        expression(required(node, "when")), because == null ? "" : text(because));
  }

  private ScopeClause comparison(RuleNode node) throws MistakeException {
    String[] words = text(node).split("\\s+", 3);
    if (words.length < 2) {
      throw new MistakeException(node, "a clause is an attribute, an operator and a value");
    }
    ScopeOperator operator =
        ScopeOperator.find(words[1])
            .orElseThrow(
                () ->
                    new MistakeException(
                        node,
                        "there is no operator \""
                            + words[1]
                            + "\"; there are "
                            + ScopeOperator.names()));
    if (operator.takesValue() != (words.length == 3)) {
      throw new MistakeException(
          node, operator + (operator.takesValue() ? " needs a value" : " takes no value"));
    }
    String value = words.length == 3 ? words[2] : "";
    if (operator.takesNumber() && ScopeOperator.number(value).isEmpty()) {
      throw new MistakeException(node, operator + " needs a number, not \"" + value + "\"");
    }
    return new ScopeClause.Comparison(sources.apply(words[0]), operator, value);
  }
}
