package dev.tombolo.connector.space;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of on-premises objects that the connector imports. */
public enum ObjectKind {
  /** A naming context's head, container or organizational unit: imported for its place only. */
  CONTAINER(0, "container", "organizationalUnit", "domainDNS", "builtinDomain"),
  /** A user account. */
  USER(1, "user"),
  /** A user account of the class {@code inetOrgPerson}. */
  INET_ORG_PERSON(2, "inetOrgPerson"),
  /** A group. */
  GROUP(3, "group"),
  /** A contact. */
  CONTACT(4, "contact"),
  /** A computer account. */
  COMPUTER(5, "computer"),
  /** A registered device, {@code msDS-Device}. */
  DEVICE(6, "msDS-Device");

  private static final ObjectKind[] VALUES = values();

  private final int number;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> classes;

  ObjectKind(int number, String... classes) {
    this.number = number;
    this.classes = List.of(classes);
  }

  /** The classes that are imported as this kind. */
  public List<String> classes() {
    return classes;
  }

  /**
   * The kind of an object, by the most specific of its classes that is known.
   *
   * @param objectClass the values, {@code top} first
   */
  public static Optional<ObjectKind> of(List<String> objectClass) {
    for (int i = objectClass.size() - 1; i >= 0; i--) {
      for (ObjectKind kind : VALUES) {
        if (kind.classes.stream().anyMatch(objectClass.get(i)::equalsIgnoreCase)) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }

  int number() {
    return number;
  }

  static ObjectKind ofNumber(int number) {
    return Numbered.find(VALUES, ObjectKind::number, number);
  }

  /** The name for people: {@code user}, {@code inet-org-person}, … */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
