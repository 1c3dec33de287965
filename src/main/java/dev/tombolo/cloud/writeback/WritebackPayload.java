package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.cloud.CloudAnchor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link WritebackRequest} says once decrypted.
 *
 * @param newPassword absent for an unlock
 * @param oldPassword present for a change only
 * @param forceChange whether the user must change the password at the next sign-in
 * @param initiatedBy the object id of the user or administrator who asked
 */
public record WritebackPayload(
    @JsonProperty(required = true) WritebackOperation operation,
    @JsonProperty(required = true) CloudAnchor cloudAnchor,
    @JsonProperty(required = true) String sourceAnchor,
    @Nullable String newPassword,
    @Nullable String oldPassword,
    boolean forceChange,
    @JsonProperty(required = true) String initiatedBy) {
  /** Does not show the passwords. */
  @Override
  public String toString() {
    return "WritebackPayload[" + operation + ", " + cloudAnchor + "]";
  }
}
