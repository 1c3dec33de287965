package dev.tombolo.tenant.selfservice;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.tenant.api.ApiResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a change, reset or unlock ended, as whoever asked is told.
 *
 * @param code such as {@code SSPR_0030}; absent when it was done
 * @param eventCode what the agent answered, if one did
 * @param onPremisesAgent who wrote the password back; {@code None} for the cloud alone
 */
record PasswordAnswer(
    boolean success,
    @Nullable String code,
    @Nullable String name,
    @Nullable Integer eventCode,
    @Nullable String message,
    @Nullable String onPremisesAgent) {
  static PasswordAnswer of(PasswordOutcome outcome) {
    if (outcome instanceof PasswordOutcome.Done done) {
      String agent = done.writtenBackBy().map(SyncTool::auditName).orElse("None");
      return new PasswordAnswer(true, null, null, null, null, agent);
    }
    PasswordOutcome.Refused refused = (PasswordOutcome.Refused) outcome;
    return new PasswordAnswer(
        false,
        refused.error().code(),
        refused.error().errorName(),
        refused.eventCode() == 0 ? null : refused.eventCode(),
        refused.message(),
        null);
  }

  static ApiResponse response(PasswordOutcome outcome) {
    int status = outcome instanceof PasswordOutcome.Done ? 200 : 400;
    return new ApiResponse(status, Map.of(), Optional.of(of(outcome)));
  }
}
