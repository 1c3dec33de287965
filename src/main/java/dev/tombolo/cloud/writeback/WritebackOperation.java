package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is to be done to the on-premises account. */
public enum WritebackOperation {
  /** Set a new password without the old one. */
  @JsonProperty("reset")
  RESET,
  /** Exchange the old password, which is proven, for a new one. */
  @JsonProperty("change")
  CHANGE,
  /** Clear the lockout and leave the password. */
  @JsonProperty("unlock")
  UNLOCK
}
