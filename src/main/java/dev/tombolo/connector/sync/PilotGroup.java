package dev.tombolo.connector.sync;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Space;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The filter for a pilot: only the direct members of one group are synchronized (reference §4.1).
 * The containers' filter goes before it: the group itself must be in scope to be seen.
 */
public final class PilotGroup {
  private final Optional<String> group;

  /**
   * A filter.
   *
   * @param group the group's distinguished name; empty for no filter
   */
  public PilotGroup(Optional<String> group) {
    this.group = group;
  }

  /** Whether there is a filter at all. */
  boolean filters() {
    return group.isPresent();
  }

  /** Makes those pending who have come into the group or left it since they were synchronized. */
  void markChanged(Space space) {
    space.onPremisesLinks().markTargetsPending(id(space), LinkKind.MEMBER);
  }

  /** Of some objects those that may be synchronized. */
  public Set<UUID> allowed(Space space, Collection<UUID> guids) {
    return group.isEmpty()
        ? Set.copyOf(guids)
        : space.onPremisesLinks().targetsAmong(id(space), LinkKind.MEMBER, guids);
  }

  /** What the inbound rules made of an object, or that the filter leaves it out. */
  public Inbound of(Inbound made, boolean allowed) {
    return allowed || !(made instanceof Inbound.Contribution)
        ? made
        : new Inbound.Filtered(
            "(group filter)", "not a direct member of " + group.orElse("the group"));
  }

  private UUID id(Space space) {
    String name = group.orElseThrow();
    return space
        .onPremises()
        .named(name)
        .filter(object -> object.kind() == ObjectKind.GROUP)
        .map(OnPremisesObject::guid)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "connector.scope.group: there is no group "
                        + name
                        + " in scope; nothing is synchronized"));
  }
}
