package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.ObjectKind;
import java.util.List;
import java.util.Set;

/**
 * A rule from the forest into the metaverse.
 *
 * @param name as the Synchronization Rules Editor shows it
 * @param precedence the lower wins where two contribute the same attribute
 * @param kinds which objects it is about
 * @param type what they are in the metaverse
 * @param scope when it does not apply
 * @param flows what it contributes
 */
record InboundRule(
    String name,
    int precedence,
    Set<ObjectKind> kinds,
    ObjectType type,
    List<ScopeClause> scope,
    List<Flow<ForestObject>> flows) {}
