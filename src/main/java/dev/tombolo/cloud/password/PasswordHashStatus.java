package dev.tombolo.cloud.password;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a password hash; the names are those of the sync engine's object log. */
public enum PasswordHashStatus {
  /** The hash is the user's password now. */
  @JsonProperty("Success")
  SUCCESS,
  /** A temporary password, and the tenant does not take those; or the feature is off. */
  @JsonProperty("FilteredByTarget")
  FILTERED_BY_TARGET,
  /** The tenant has no live user with this anchor. */
  @JsonProperty("TargetNotExportedToDirectory")
  TARGET_NOT_EXPORTED_TO_DIRECTORY,
  /** The update was malformed. */
  @JsonProperty("Error")
  ERROR,
  /** Something passing was in the way: send it again. */
  @JsonProperty("RetryRequestedByTarget")
  RETRY_REQUESTED_BY_TARGET
}
