package dev.tombolo.cloud.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A user's new password hash.
 *
 * @param sourceAnchor the user's immutable key
 * @param hash in the wire's text form; malformed text fails this update only
 * @param changedAt when the password was set on-premises ({@code pwdLastSet})
 * @param temporary whether the user must change it at the next sign-in
 */
public record PasswordHashUpdate(
    @JsonProperty(required = true) String sourceAnchor,
    @JsonProperty(required = true) String hash,
    @JsonProperty(required = true) Instant changedAt,
    boolean temporary) {
  /** Does not show the hash. */
  @Override
  public String toString() {
    return "PasswordHashUpdate[sourceAnchor=" + sourceAnchor + ", changedAt=" + changedAt + "]";
  }
}
