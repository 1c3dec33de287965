package dev.tombolo.connector.export;

import dev.tombolo.cloud.provisioning.AccidentalDeletionPrevention;
import java.util.Optional;

/** The guard against mass deletion, which the tenant keeps and the connector obeys. */
final class DeletionGuard {
  private DeletionGuard() {}

  /**
   * What the guard says of an export, or nothing when it lets it pass.
   *
   * @param pending how many deletions it has
   * @param objects how many objects there are in all
   */
  static Optional<String> refusal(AccidentalDeletionPrevention guard, long pending, long objects) {
    boolean stops =
        switch (guard.type()) {
          case DISABLED -> false;
          case ENABLED_FOR_COUNT -> pending > guard.alertThreshold();
          case ENABLED_FOR_PERCENTAGE -> pending * 100 > guard.alertThreshold() * objects;
        };
    if (!stops) {
      return Optional.empty();
    }
    String threshold =
        guard.alertThreshold()
            + (guard.type() == AccidentalDeletionPrevention.Type.ENABLED_FOR_PERCENTAGE
                ? " percent"
                : "");
    return Optional.of(
        "Prevent Accidental Deletes: The number of deletions for this sync cycle ("
            + pending
            + " pending deletes) has exceeded the current threshold of "
            + threshold
            + " objects. Deletions will be suppressed for this sync cycle.");
  }
}
