package dev.tombolo.connector.rule;

import java.util.function.Predicate;

/**
 * A condition under which a rule leaves an object out.
 *
 * @param reason in the words of the rules, such as {@code isCriticalSystemObject = True}
 */
record ScopeClause(String reason, Predicate<ForestObject> leavesOut) {
  /** Whether the object is left out because of this. */
  boolean concerns(ForestObject object) {
    return leavesOut.test(object);
  }
}
