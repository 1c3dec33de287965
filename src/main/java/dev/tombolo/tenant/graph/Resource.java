package dev.tombolo.tenant.graph;

import dev.tombolo.cloud.ObjectType;

/** How Graph names the types of directory objects. */
final class Resource {
  private Resource() {}

  /** The name of the type, such as {@code orgContact}. */
  static String typeName(ObjectType type) {
    return type == ObjectType.CONTACT ? "orgContact" : type.wireName();
  }

  /** The name of the collection, such as {@code contacts}. */
  static String collection(ObjectType type) {
    return type.wireName() + "s";
  }

  /** The value of {@code @odata.type}. */
  static String odataType(ObjectType type) {
    return "#microsoft.graph." + typeName(type);
  }

  /** The name in messages, such as {@code User}. */
  static String title(ObjectType type) {
    String name = typeName(type);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
