package dev.tombolo.tenant.selfservice;

import dev.tombolo.cloud.writeback.SyncTool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a reset or change of a password ended: done on every side, or on none. */
public sealed interface PasswordOutcome {
  /**
   * It was done.
   *
   * @param writtenBackBy the tool that set the password on-premises; empty for the cloud alone
   */
  record Done(Optional<SyncTool> writtenBackBy) implements PasswordOutcome {}

  /**
   * It was not done.
   *
   * @param eventCode what the agent answered, such as 33008; 0 when no agent did
   * @param message for people
   */
  record Refused(SsprError error, int eventCode, @Nullable String message)
      implements PasswordOutcome {}
}
