package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What became of an operation. */
public enum ProvisioningOutcome {
  /** A new object was made. */
  CREATED("created"),
  /** The object was changed. */
  UPDATED("updated"),
  /** A cloud object with the same immutable id was taken over. */
  MATCHED_HARD("matchedHard"),
  /** A cloud object with the same address was taken over. */
  MATCHED_SOFT("matchedSoft"),
  /** The soft-deleted object with the same immutable id came back. */
  RESTORED("restored"),
  /** The object was deleted, or was gone already. */
  DELETED("deleted"),
  /** Everything asked for was so already. */
  UNCHANGED("unchanged"),
  /** Nothing was changed; the result's error says why. */
  FAILED("failed");

  private final String wireName;

  ProvisioningOutcome(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads the wire's name.
   *
   * @throws IllegalArgumentException when there is no such outcome
   */
  @JsonCreator
  public static ProvisioningOutcome parse(String wireName) {
    for (ProvisioningOutcome outcome : values()) {
      if (outcome.wireName.equals(wireName)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no such outcome: " + wireName);
  }
}
