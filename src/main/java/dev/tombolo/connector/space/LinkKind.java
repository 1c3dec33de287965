package dev.tombolo.connector.space;

import java.util.Arrays;
import java.util.Optional;

/** The references that are synchronized. */
public enum LinkKind {
  /** {@code member} of a group. */
  MEMBER(0, "member", "members"),
  /** {@code manager} of a user or contact. */
  MANAGER(1, "manager", "manager");

  private static final LinkKind[] VALUES = values();

  private final int number;
  private final String attribute;
  private final String property;

  LinkKind(int number, String attribute, String property) {
    this.number = number;
    this.attribute = attribute;
    this.property = property;
  }

  /** The on-premises attribute. */
  public String attribute() {
    return attribute;
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
