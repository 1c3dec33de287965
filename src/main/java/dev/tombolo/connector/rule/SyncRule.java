package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.rule.expression.ExpressionException;
import dev.tombolo.connector.rule.expression.RuleSource;
import dev.tombolo.connector.space.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A synchronization rule.
 *
 * @param name as the Synchronization Rules Editor shows it
 * @param precedence where two rules set the same attribute, the lower number wins
 * @param kinds of an inbound rule, which on-premises objects it is about
 * @param type what they are in the metaverse and in the tenant
 * @param provisions whether it brings objects into its target; else it adds to those that others
 *     bring
 * @param scope groups of clauses: all of one group must hold; without groups everything is in scope
 * @param disabled whether it is out of force
 * @param origin its file and line
 */
public record SyncRule(
    String name,
    Direction direction,
    int precedence,
    Set<ObjectKind> kinds,
    ObjectType type,
    boolean provisions,
    List<List<ScopeClause>> scope,
    List<Flow> flows,
    boolean disabled,
    String origin) {
  /** Which way values flow. */
  public enum Direction {
    /** From the forest into the metaverse. */
    INBOUND,
    /** From the metaverse to the tenant. */
    OUTBOUND
  }

  /** Copies the collections. */
  public SyncRule {
    kinds = Set.copyOf(kinds);
    scope = scope.stream().map(List::copyOf).toList();
    flows = List.copyOf(flows);
  }

  /** The attributes it reads. */
  Set<String> reads() {
    Set<String> attributes = new LinkedHashSet<>();
    scope.forEach(group -> group.forEach(clause -> attributes.addAll(clause.attributes())));
    flows.forEach(flow -> attributes.addAll(flow.from().attributes()));
    return attributes;
  }

  /** Why an object is out of scope; nothing when it is in scope. */
  Optional<String> leavesOut(RuleSource source) throws ExpressionException {
    if (scope.isEmpty()) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    for (List<ScopeClause> group : scope) {
      Optional<ScopeClause> failed = firstFailing(group, source);
      if (failed.isEmpty()) {
        return Optional.empty();
      }
      reasons.add(failed.get().text());
    }
    return Optional.of("not " + String.join(", nor ", reasons));
  }

  private static Optional<ScopeClause> firstFailing(List<ScopeClause> group, RuleSource source)
      throws ExpressionException {
    for (ScopeClause clause : group) {
      if (!clause.holds(source)) {
        return Optional.of(clause);
      }
    }
    return Optional.empty();
  }
}
