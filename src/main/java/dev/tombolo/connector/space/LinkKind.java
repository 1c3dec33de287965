package dev.tombolo.connector.space;

import dev.tombolo.cloud.ObjectType;
import java.util.Arrays;
import java.util.Optional;

/** The references that are synchronized. */
public enum LinkKind {
  /** {@code member} of a group. */
  MEMBER(0, "member", "memberOf", "members"),
  /** {@code manager} of a user or contact. */
  MANAGER(1, "manager", "directReports", "manager");

  private static final LinkKind[] VALUES = values();

  private final int number;
  private final String attribute;
  private final String backAttribute;
  private final String property;

  LinkKind(int number, String attribute, String backAttribute, String property) {
    this.number = number;
    this.attribute = attribute;
    this.backAttribute = backAttribute;
    this.property = property;
  }

  /** The on-premises attribute. */
  public String attribute() {
    return attribute;
  }

  /** The on-premises attribute that shows the same references at their targets. */
  public String backAttribute() {
    return backAttribute;
  }

  /** Whether an object has at most one. */
  public boolean single() {
    return this == MANAGER;
  }

  /** Whether the tenant lets an object of one type refer to one of another so. */
  public boolean joins(ObjectType source, ObjectType target) {
    return switch (this) {
      case MEMBER -> source == ObjectType.GROUP;
      case MANAGER -> isPerson(source) && isPerson(target);
    };
  }

  private static boolean isPerson(ObjectType type) {
    return type == ObjectType.USER || type == ObjectType.CONTACT;
  }

  /** The tenant's reference. */
  public String property() {
    return property;
  }

  /** The kind of an on-premises attribute. */
  public static Optional<LinkKind> ofAttribute(String attribute) {
    return Arrays.stream(VALUES)
        .filter(kind -> kind.attribute.equalsIgnoreCase(attribute))
        .findFirst();
  }

  /** The kind whose references an on-premises attribute shows at their targets. */
  public static Optional<LinkKind> ofBackAttribute(String attribute) {
    return Arrays.stream(VALUES)
        .filter(kind -> kind.backAttribute.equalsIgnoreCase(attribute))
        .findFirst();
  }

  /** The kind of a reference of the tenant. */
  public static Optional<LinkKind> ofProperty(String property) {
    return Arrays.stream(VALUES).filter(kind -> kind.property.equals(property)).findFirst();
  }

  int number() {
    return number;
  }

  static LinkKind ofNumber(int number) {
    return Numbered.find(VALUES, LinkKind::number, number);
  }
}
