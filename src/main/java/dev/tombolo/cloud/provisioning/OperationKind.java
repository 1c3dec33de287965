package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an operation of a batch asks for. */
public enum OperationKind {
  /** Create the object, or match it to one that exists; repeated, it is an update. */
  ADD,
  /** Change an object that was added before. */
  UPDATE,
  /** Delete the object; success when it is gone already. */
  DELETE;

  /** The name on the wire, in lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name in any case.
   *
   * @throws IllegalArgumentException when there is no such kind
   */
  @JsonCreator
  public static OperationKind parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
