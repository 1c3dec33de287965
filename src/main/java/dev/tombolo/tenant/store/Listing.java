package dev.tombolo.tenant.store;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.DirectoryObject;

/**
 * A list that objects are found in: those of one type that are live, or that are in the recycle
 * bin. Every index of objects begins with it.
 */
public record Listing(ObjectType type, boolean deleted) {
  /** The live objects of a type. */
  public static Listing live(ObjectType type) {
    return new Listing(type, false);
  }

  /** The objects of a type in the recycle bin. */
  public static Listing recycleBin(ObjectType type) {
    return new Listing(type, true);
  }

  static Listing of(DirectoryObject object) {
    return new Listing(object.type(), object.deleted());
  }

  int code() {
    return typeCode(type) * 2 + (deleted ? 1 : 0);
  }

  static Listing ofCode(int code) {
    return new Listing(typeOfCode(code / 2), code % 2 == 1);
  }

  static int typeCode(ObjectType type) {
    return switch (type) {
      case USER -> 1;
      case GROUP -> 2;
      case CONTACT -> 3;
      case DEVICE -> 4;
    };
  }

  static ObjectType typeOfCode(int code) {
    return switch (code) {
      case 1 -> ObjectType.USER;
      case 2 -> ObjectType.GROUP;
      case 3 -> ObjectType.CONTACT;
      case 4 -> ObjectType.DEVICE;
      default -> throw new IllegalArgumentException("no object type " + code);
    };
  }
}
