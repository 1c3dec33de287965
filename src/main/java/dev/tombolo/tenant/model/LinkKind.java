package dev.tombolo.tenant.model;

import dev.tombolo.cloud.ObjectType;
import java.util.Arrays;
import java.util.Optional;

/** The references between directory objects, kept as links of ids. */
public enum LinkKind {
  /** From a group to who is in it. */
  MEMBER(1, "members"),
  /** From a group to who manages it. */
  OWNER(2, "owners"),
  /** From a user or contact to the one manager. */
  MANAGER(3, "manager"),
  /** From a device to who registered it. */
  REGISTERED_OWNER(4, "registeredOwners"),
  /** From a device to who uses it. */
  REGISTERED_USER(5, "registeredUsers");

  private final int code;
  private final String wireName;

  LinkKind(int code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  /** The number it is kept as. */
  public int code() {
    return code;
  }

  /** The name on the wires. */
  public String wireName() {
    return wireName;
  }

  /** Whether an object has at most one. */
  public boolean single() {
    return this == MANAGER;
  }

  /** Whether an object of one type may refer to one of another so. */
  public boolean joins(ObjectType source, ObjectType target) {
    return heldBy(source)
        && switch (this) {
          case MEMBER -> true;
          case MANAGER -> target == ObjectType.USER || target == ObjectType.CONTACT;
          case OWNER, REGISTERED_OWNER, REGISTERED_USER -> target == ObjectType.USER;
        };
  }

  private boolean heldBy(ObjectType source) {
    return switch (this) {
      case MEMBER, OWNER -> source == ObjectType.GROUP;
      case MANAGER -> source == ObjectType.USER || source == ObjectType.CONTACT;
      case REGISTERED_OWNER, REGISTERED_USER -> source == ObjectType.DEVICE;
    };
  }

  /** The kind with a number. */
  public static LinkKind ofCode(int code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no link kind " + code));
  }

  /** The kind a type's reference on the wire means. */
  public static Optional<LinkKind> find(ObjectType source, String wireName) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(wireName) && kind.heldBy(source))
        .findFirst();
  }
}
