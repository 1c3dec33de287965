package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The guard against mass deletion (MS Graph {@code onPremisesAccidentalDeletionPrevention}); the
 * connector keeps to it.
 *
 * @param alertThreshold an export with more deletions than this does not run: a count, or a
 *     percentage
 */
public record AccidentalDeletionPrevention(
    @JsonProperty("synchronizationPreventionType") Type type, int alertThreshold) {
  /** The default: at most 500 deletions. */
  public static final AccidentalDeletionPrevention DEFAULT =
      new AccidentalDeletionPrevention(Type.ENABLED_FOR_COUNT, 500);

  /** How the threshold is meant. */
  public enum Type {
    /** No guard. */
    @JsonProperty("disabled")
    DISABLED,
    /** A number of objects. */
    @JsonProperty("enabledForCount")
    ENABLED_FOR_COUNT,
    /** A percentage of the objects. */
    @JsonProperty("enabledForPercentage")
    ENABLED_FOR_PERCENTAGE
  }
}
