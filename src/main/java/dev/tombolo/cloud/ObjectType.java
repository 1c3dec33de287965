package dev.tombolo.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of object that are synchronized. */
public enum ObjectType {
  /** A person's account. */
  USER,
  /** A security group, distribution group or Microsoft 365 group. */
  GROUP,
  /** An organizational contact, Graph's {@code orgContact}. */
  CONTACT,
  /** A computer or other device. */
  DEVICE;

  /** The name on the wire: {@code user}, {@code group}, {@code contact}, {@code device}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in a cloud anchor: {@code User}, {@code Group}, {@code Contact}, {@code Device}. */
  public String anchorName() {
    return name().charAt(0) + wireName().substring(1);
  }

  /**
   * Reads a name in any case.
   *
   * @throws IllegalArgumentException when there is no such type
   */
  @JsonCreator
  public static ObjectType parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
