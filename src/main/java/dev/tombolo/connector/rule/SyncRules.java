package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules in force. An object that any join rule leaves out is filtered; of the others every rule
 * that applies contributes, and where two set the same attribute the lower precedence number wins.
 */
public final class SyncRules {
  private static final String ANCHOR = "sourceAnchor";

  private final List<InboundRule> inbound;
  private final Map<ObjectType, OutboundRule> outbound = new EnumMap<>(ObjectType.class);
  private final Map<ObjectType, Set<String>> governed = new EnumMap<>(ObjectType.class);

  private SyncRules(List<InboundRule> inbound, List<OutboundRule> outbound) {
    this.inbound =
        inbound.stream().sorted(Comparator.comparingInt(InboundRule::precedence)).toList();
    for (OutboundRule rule : outbound) {
      this.outbound.put(rule.type(), rule);
      Set<String> properties = new LinkedHashSet<>();
      rule.flows().forEach(flow -> properties.add(flow.target()));
      governed.put(rule.type(), Set.copyOf(properties));
    }
  }

  /** The rules a new installation has. */
  public static SyncRules standard() {
    List<InboundRule> inbound = new ArrayList<>(UserRules.rules());
    inbound.addAll(OtherRules.rules());
    return new SyncRules(inbound, OutboundRules.rules());
  }

  /** The on-premises attributes the rules read. */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    for (InboundRule rule : inbound) {
      rule.flows().forEach(flow -> sources.addAll(flow.sources()));
    }
    sources.addAll(
        Set.of("isCriticalSystemObject", "adminDescription", "adminCount", "userAccountControl"));
    sources.remove("objectGUID");
    return sources;
  }

  /** The properties of the tenant's objects of a type that the rules set or clear. */
  public Set<String> governed(ObjectType type) {
    return governed.getOrDefault(type, Set.of());
  }

  /** What the inbound rules make of an object. */
  public Inbound inbound(ForestObject object) {
    ObjectKind kind = object.object().kind();
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    List<String> applied = new ArrayList<>();
    ObjectType type = null;
    for (InboundRule rule : inbound) {
      if (!rule.kinds().contains(kind)) {
        continue;
      }
      boolean join = type == null;
      type = rule.type();
      ScopeClause out = null;
      for (ScopeClause clause : rule.scope()) {
        if (clause.concerns(object)) {
          out = clause;
          break;
        }
      }
      if (out != null && join) {
        return new Inbound.Filtered(rule.name(), out.reason());
      }
      if (out == null) {
        applied.add(rule.name());
        contribute(rule, object, attributes);
      }
    }
    List<String> anchor = attributes.getOrDefault(ANCHOR, List.of());
    return type == null || anchor.isEmpty()
        ? new Inbound.Filtered("(none)", "no rule is about objects of this kind")
        : new Inbound.Contribution(type, anchor.get(0), attributes, applied);
  }

  private static void contribute(
      InboundRule rule, ForestObject object, Map<String, List<String>> attributes) {
    for (Flow<ForestObject> flow : rule.flows()) {
      List<String> values = flow.of(object);
      if (!values.isEmpty()) {
        attributes.putIfAbsent(flow.target(), values);
      }
    }
  }

  /** What the tenant shall show of an object, by Graph property name. */
  public Map<String, List<String>> outbound(MetaverseObject object) {
    Map<String, List<String>> properties = new LinkedHashMap<>();
    OutboundRule rule = outbound.get(object.type());
    if (rule != null) {
      for (Flow<MetaverseObject> flow : rule.flows()) {
        List<String> values = flow.of(object);
        if (!values.isEmpty()) {
          properties.put(flow.target(), values);
        }
      }
    }
    return properties;
  }

  /** The name of the rule that takes objects of a type to the tenant. */
  public String outboundRule(ObjectType type) {
    OutboundRule rule = outbound.get(type);
    return rule == null ? "(none)" : rule.name();
  }
}
