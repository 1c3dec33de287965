package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an agent answers.
 *
 * @param eventCode of {@code PasswordResetService}: 31002 or 31007 for success, 33001 … 33009 and
 *     32000 … for failures
 * @param name the code's name, such as {@code ADPasswordPolicyError}
 * @param message for administrators
 */
public record WritebackResult(
    @JsonProperty(required = true) boolean success,
    @JsonProperty(required = true) int eventCode,
    @JsonProperty(required = true) String name,
    @Nullable String message) {
  /** A failure with the code's own name. */
  public static WritebackResult failure(WritebackEvent event, String message) {
    return new WritebackResult(false, event.code(), event.eventName(), message);
  }

  /** A success with the code's own name. */
  public static WritebackResult success(WritebackEvent event) {
    return new WritebackResult(true, event.code(), event.eventName(), null);
  }
}
