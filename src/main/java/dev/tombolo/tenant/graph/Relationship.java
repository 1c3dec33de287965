package dev.tombolo.tenant.graph;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.store.ObjectQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A navigation property of a type: a kind of link, followed forwards or backwards.
 *
 * @param name as Graph has it
 * @param backwards whether the object is the link's target
 */
record Relationship(ObjectType type, String name, LinkKind kind, boolean backwards) {
  private static final List<Relationship> ALL =
      List.of(
          new Relationship(ObjectType.USER, "manager", LinkKind.MANAGER, false),
          new Relationship(ObjectType.USER, "directReports", LinkKind.MANAGER, true),
          new Relationship(ObjectType.USER, "memberOf", LinkKind.MEMBER, true),
          new Relationship(ObjectType.USER, "ownedObjects", LinkKind.OWNER, true),
          new Relationship(ObjectType.USER, "ownedDevices", LinkKind.REGISTERED_OWNER, true),
          new Relationship(ObjectType.USER, "registeredDevices", LinkKind.REGISTERED_USER, true),
          new Relationship(ObjectType.GROUP, "members", LinkKind.MEMBER, false),
          new Relationship(ObjectType.GROUP, "owners", LinkKind.OWNER, false),
          new Relationship(ObjectType.GROUP, "memberOf", LinkKind.MEMBER, true),
          new Relationship(ObjectType.CONTACT, "manager", LinkKind.MANAGER, false),
          new Relationship(ObjectType.CONTACT, "directReports", LinkKind.MANAGER, true),
          new Relationship(ObjectType.CONTACT, "memberOf", LinkKind.MEMBER, true),
          new Relationship(ObjectType.DEVICE, "registeredOwners", LinkKind.REGISTERED_OWNER, false),
          new Relationship(ObjectType.DEVICE, "registeredUsers", LinkKind.REGISTERED_USER, false),
          new Relationship(ObjectType.DEVICE, "memberOf", LinkKind.MEMBER, true));

  /** The relationships of every type. */
  static List<Relationship> all() {
    return ALL;
  }

  /** The relationship of a type with a name. */
  static Optional<Relationship> find(ObjectType type, String name) {
    return ALL.stream()
        .filter(relationship -> relationship.type == type && relationship.name.equals(name))
        .findFirst();
  }

  /** Where the related objects of an object are found. */
  ObjectQuery.Scope scope(UUID id, Set<ObjectType> types) {
    return backwards
        ? new ObjectQuery.LinkedTo(id, kind, types)
        : new ObjectQuery.LinkedFrom(id, kind, types);
  }
}
