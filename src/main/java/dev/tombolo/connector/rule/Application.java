package dev.tombolo.connector.rule;

import dev.tombolo.connector.rule.expression.ExpressionException;
import dev.tombolo.connector.rule.expression.RuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies rules, in the order of their precedence, to one object. */
final class Application {
  private final List<SyncRule> rules;
  private final RuleSource source;
  private final boolean traced;
  private final IdentityHashMap<SyncRule, String> leftOut = new IdentityHashMap<>();
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, SyncRule> setBy = new HashMap<>();
  private final Set<String> once = new LinkedHashSet<>();
  private final List<SyncRule> applied = new ArrayList<>();
  private final List<RuleTrace> traces = new ArrayList<>();
  private @Nullable SyncRule provisioning;
  private @Nullable SyncRule refusing;

  private Application(List<SyncRule> rules, RuleSource source, boolean traced) {
    this.rules = rules;
    this.source = source;
    this.traced = traced;
  }

  /** Applies them as far as it takes to know the result. */
  static Application of(List<SyncRule> rules, RuleSource source) throws RuleFailure {
    Application application = new Application(rules, source, false);
    application.run();
    return application;
  }

  /** Applies them, and notes what each does. */
  static List<RuleTrace> trace(List<SyncRule> rules, RuleSource source) throws RuleFailure {
    Application application = new Application(rules, source, true);
    application.run();
    return application.traces;
  }

  /** The rule that brings the object into its target, if one does. */
  Optional<SyncRule> provisioning() {
    return Optional.ofNullable(provisioning);
  }

  /** The first rule that could have brought it into its target, and did not. */
  Optional<SyncRule> refusing() {
    return Optional.ofNullable(refusing);
  }

  /** Why that did not. */
  String reason() {
    SyncRule rule = refusing;
    return rule == null ? "" : leftOut.getOrDefault(rule, "");
  }

  Map<String, List<String>> values() {
    return values;
  }

  /** The attributes that flow only while the target has no value. */
  Set<String> once() {
    return once;
  }

  /** The rule that decided about an attribute. */
  Optional<SyncRule> setBy(String attribute) {
    return Optional.ofNullable(setBy.get(attribute));
  }

  List<String> appliedNames() {
    return applied.stream().map(SyncRule::name).toList();
  }

  private void run() throws RuleFailure {
    for (SyncRule rule : rules) {
      if (rule.provisions()) {
        boolean inScope = scope(rule).isEmpty();
        if (inScope && provisioning == null) {
          provisioning = rule;
        } else if (!inScope && refusing == null) {
          refusing = rule;
        }
      }
    }
    SyncRule brings = provisioning;
    if (brings == null && !traced) {
      return;
    }
    for (SyncRule rule : rules) {
      boolean sameType = brings == null || rule.type() == brings.type();
      if (sameType && scope(rule).isEmpty()) {
        applied.add(rule);
        contribute(rule);
      } else if (traced) {
        traces.add(
            new RuleTrace(rule, sameType ? scope(rule) : "it is about another type", List.of()));
      }
    }
  }

  private String scope(SyncRule rule) throws RuleFailure {
    String known = leftOut.get(rule);
    if (known == null) {
      try {
        known = rule.scope().isEmpty() ? "" : rule.leavesOut(source).orElse("");
      } catch (ExpressionException e) {
        throw new RuleFailure(rule.name(), e.reason(), e);
      }
      leftOut.put(rule, known);
    }
    return known;
  }

  private void contribute(SyncRule rule) throws RuleFailure {
    List<RuleTrace.FlowTrace> flows = new ArrayList<>();
    for (Flow flow : rule.flows()) {
      List<String> made;
      try {
        made = flow.from().of(source);
      } catch (ExpressionException e) {
        throw new RuleFailure(rule.name(), flow.target() + ": " + e.reason(), e);
      }
      boolean taken = !made.isEmpty() && take(rule, flow, made);
      if (traced && !made.isEmpty()) {
        flows.add(new RuleTrace.FlowTrace(flow, made, taken));
      }
    }
    if (traced) {
      traces.add(new RuleTrace(rule, "", flows));
    }
  }

  private boolean take(SyncRule rule, Flow flow, List<String> made) {
    List<String> before = values.putIfAbsent(flow.target(), made);
    if (before == null) {
      setBy.put(flow.target(), rule);
      if (flow.once()) {
        once.add(flow.target());
      }
      return true;
    }
    if (flow.merge()) {
      values.put(flow.target(), merged(before, made));
    }
    return flow.merge();
  }

  private static List<String> merged(Collection<String> before, Collection<String> more) {
    Map<String, String> all = new LinkedHashMap<>();
    before.forEach(value -> all.putIfAbsent(value.toLowerCase(Locale.ROOT), value));
    more.forEach(value -> all.putIfAbsent(value.toLowerCase(Locale.ROOT), value));
    return List.copyOf(all.values());
  }
}
