package dev.tombolo.tenant.model;

import dev.tombolo.cloud.ObjectType;
import org.jspecify.annotations.Nullable;

/** What the table of properties says of one; built once, when {@link Property} is loaded. */
final class PropertySpec {
  /** The longest text a property takes when nothing else is said. */
  static final int DEFAULT_LENGTH = 256;

  final String name;
  final ValueKind kind;
  int types;
  Authority authority = Authority.SERVICE;
  boolean basic;
  boolean hidden;
  boolean computed;
  boolean provisioned;
  int maxLength = DEFAULT_LENGTH;
  @Nullable KeyColumn column;

  private PropertySpec(String name, ValueKind kind) {
    this.name = name;
    this.kind = kind;
  }

  static PropertySpec text(String name) {
    return new PropertySpec(name, ValueKind.TEXT);
  }

  static PropertySpec flag(String name) {
    return new PropertySpec(name, ValueKind.FLAG);
  }

  static PropertySpec moment(String name) {
    return new PropertySpec(name, ValueKind.MOMENT);
  }

  static PropertySpec number(String name) {
    return new PropertySpec(name, ValueKind.NUMBER);
  }

  static PropertySpec texts(String name) {
    return new PropertySpec(name, ValueKind.TEXTS);
  }

  static PropertySpec structure(String name) {
    return new PropertySpec(name, ValueKind.STRUCTURE);
  }

  PropertySpec of(ObjectType first, ObjectType... others) {
    types = bit(first);
    for (ObjectType other : others) {
      types |= bit(other);
    }
    return this;
  }

  PropertySpec ofAll() {
    return of(ObjectType.USER, ObjectType.GROUP, ObjectType.CONTACT, ObjectType.DEVICE);
  }

  /** A type's place in a set of types. */
  static int bit(ObjectType type) {
    return switch (type) {
      case USER -> 1;
      case GROUP -> 2;
      case CONTACT -> 4;
      case DEVICE -> 8;
    };
  }

  /** Written by the source once the object is synchronized. */
  PropertySpec mastered() {
    provisioned = true;
    return by(Authority.ON_PREMISES);
  }

  /** Written by the cloud. */
  PropertySpec cloud() {
    return by(Authority.CLOUD);
  }

  PropertySpec by(Authority who) {
    authority = who;
    return this;
  }

  /** Part of a user as Graph gives it when nothing is selected. */
  PropertySpec basic() {
    basic = true;
    return this;
  }

  /** Kept for the service's own use and never shown. */
  PropertySpec hidden() {
    hidden = true;
    return this;
  }

  /** Not kept with the object but made when it is shown. */
  PropertySpec computed() {
    computed = true;
    return this;
  }

  /** The sync wire may set it. */
  PropertySpec provisioned() {
    provisioned = true;
    return this;
  }

  PropertySpec length(int max) {
    maxLength = max;
    return this;
  }

  PropertySpec column(KeyColumn key) {
    column = key;
    return this;
  }
}
