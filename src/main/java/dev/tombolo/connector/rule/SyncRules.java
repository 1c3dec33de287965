package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.rule.SyncRule.Direction;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. An object is in scope when a rule that provisions objects of its kind is;
 * then every rule in whose scope it is contributes, and where two set the same attribute the lower
 * precedence number wins.
 */
public final class SyncRules {
  private static final String NONE = "(none)";
  private static final String ANCHOR = "sourceAnchor";
  private static final String CLOUD_FILTERED = "cloudFiltered";

  /** What the engine itself wants to know of objects, whatever the rules say. */
  private static final Set<String> ALWAYS =
      Set.of("isCriticalSystemObject", "adminDescription", "adminCount", "userAccountControl");

  private final List<SyncRule> all;
  private final Map<ObjectKind, List<SyncRule>> inbound = new EnumMap<>(ObjectKind.class);
  private final Map<ObjectType, List<SyncRule>> outbound = new EnumMap<>(ObjectType.class);
  private final Map<ObjectType, Set<String>> governed = new EnumMap<>(ObjectType.class);

  SyncRules(List<SyncRule> rules) {
    this.all =
        rules.stream()
            .sorted(Comparator.comparing(SyncRule::direction).thenComparing(SyncRule::precedence))
            .toList();
    List<SyncRule> enabled = all.stream().filter(rule -> !rule.disabled()).toList();
    for (ObjectKind kind : ObjectKind.values()) {
      inbound.put(
          kind,
          enabled.stream()
              .filter(rule -> rule.direction() == Direction.INBOUND)
              .filter(rule -> rule.kinds().contains(kind))
              .toList());
    }
    for (ObjectType type : ObjectType.values()) {
      List<SyncRule> some =
          enabled.stream()
              .filter(rule -> rule.direction() == Direction.OUTBOUND && rule.type() == type)
              .toList();
      outbound.put(type, some);
      Set<String> properties = new LinkedHashSet<>();
      some.forEach(
          rule ->
              rule.flows().stream()
                  .filter(flow -> !flow.once())
                  .forEach(flow -> properties.add(flow.target())));
      governed.put(type, Set.copyOf(properties));
    }
  }

  /** The rules a new installation has. */
  public static SyncRules standard() {
    return RuleFiles.standard();
  }

  /**
   * The rules a new installation has, with those of a folder's {@code *.yaml} in addition or in
   * their place.
   *
   * @throws RulesException when there is a mistake in them
   */
  public static SyncRules with(Path folder) throws RulesException {
    return RuleFiles.with(folder);
  }

  /** All of them, by direction and precedence, those that are disabled included. */
  public List<SyncRule> all() {
    return all;
  }

  /** The on-premises attributes the rules read. */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(ALWAYS);
    inbound.values().forEach(rules -> rules.forEach(rule -> sources.addAll(rule.reads())));
    sources.removeAll(ForestObject.KNOWN);
    return sources;
  }

  /** The properties of the tenant's objects of a type that the rules set or clear. */
  public Set<String> governed(ObjectType type) {
    return governed.getOrDefault(type, Set.of());
  }

  /** What the inbound rules make of an object. */
  public Inbound inbound(ForestObject object) {
    List<SyncRule> rules = inboundOf(object);
    if (rules.isEmpty()) {
      return new Inbound.Filtered(NONE, "no rule is about objects of this kind");
    }
    Application applied;
    try {
      applied = Application.of(rules, object);
    } catch (RuleFailure e) {
      return new Inbound.Failed(e.rule(), e.reason());
    }
    Optional<SyncRule> provisioning = applied.provisioning();
    if (provisioning.isEmpty()) {
      return new Inbound.Filtered(name(applied.refusing()), applied.reason());
    }
    Map<String, List<String>> attributes = applied.values();
    if (isTrue(attributes.get(CLOUD_FILTERED))) {
      return new Inbound.Filtered(name(applied.setBy(CLOUD_FILTERED)), CLOUD_FILTERED + " = True");
    }
    List<String> anchor = attributes.getOrDefault(ANCHOR, List.of());
    return anchor.isEmpty()
        ? new Inbound.Filtered(name(provisioning), "it has no " + ANCHOR)
        : new Inbound.Contribution(
            provisioning.get().type(),
            anchor.get(0),
            attributes,
            applied.once(),
            applied.appliedNames());
  }

  private List<SyncRule> inboundOf(ForestObject object) {
    return inbound.getOrDefault(object.object().kind(), List.of());
  }

  private static boolean isTrue(@Nullable List<String> values) {
    return values != null && values.size() == 1 && values.get(0).equalsIgnoreCase("true");
  }

  private static String name(Optional<SyncRule> rule) {
    return rule.map(SyncRule::name).orElse(NONE);
  }

  /**
   * What every inbound rule about objects of its kind does with an object.
   *
   * @throws RuleFailure when one fails
   */
  public List<RuleTrace> trace(ForestObject object) throws RuleFailure {
    return Application.trace(inboundOf(object), object);
  }

  /**
   * What the tenant shall show of an object.
   *
   * @param imported what the tenant showed when it was last imported
   * @throws RuleFailure when a rule fails
   */
  public Outbound outbound(MetaverseObject object, Map<String, List<String>> imported)
      throws RuleFailure {
    List<SyncRule> rules = outbound.getOrDefault(object.type(), List.of());
    if (rules.isEmpty()) {
      return new Outbound.Filtered(NONE, "no rule is about objects of this type");
    }
    Application applied = Application.of(rules, new MetaverseSource(object.attributes(), imported));
    if (applied.provisioning().isEmpty()) {
      return new Outbound.Filtered(name(applied.refusing()), applied.reason());
    }
    Map<String, List<String>> properties = applied.values();
    if (applied.once().isEmpty()) {
      return new Outbound.Wanted(properties, Map.of());
    }
    Map<String, List<String>> first = new LinkedHashMap<>();
    for (String property : applied.once()) {
      List<String> values = properties.remove(property);
      if (values != null) {
        first.put(property, values);
      }
    }
    return new Outbound.Wanted(properties, first);
  }

  /**
   * What every outbound rule about objects of its type does with an object.
   *
   * @throws RuleFailure when one fails
   */
  public List<RuleTrace> trace(MetaverseObject object, Map<String, List<String>> imported)
      throws RuleFailure {
    return Application.trace(
        outbound.getOrDefault(object.type(), List.of()),
        new MetaverseSource(object.attributes(), imported));
  }
}
