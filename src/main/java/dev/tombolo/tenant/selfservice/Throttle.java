package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has tried too much: five times within an hour with the same telephone number, the questions,
 * or the account are allowed; one time more, and the user waits a day (reference §8.5).
 */
final class Throttle {
  static final int ALLOWED = 5;
  static final Duration WITHIN = Duration.ofHours(1);
  static final Duration BLOCKED = Duration.ofHours(24);

  private final Unit unit;

  Throttle(Unit unit) {
    this.unit = unit;
  }

  /** Until when a user has to wait, if they have to. */
  Optional<Instant> blockedUntil(UUID user) {
    return unit.transaction()
        .first(
            "SELECT blocked_until FROM sspr_block WHERE user_id = ? AND blocked_until > ?",
            row -> Instant.ofEpochMilli(row.getLong(1)),
            user,
            unit.now().toEpochMilli());
  }

  /**
   * Notes an attempt.
   *
   * @param subject what is tried, such as a telephone number
   * @return whether it was one too many, so that the user is blocked from now on
   */
  boolean exceeds(UUID user, String subject) {
    long now = unit.now().toEpochMilli();
    long before =
        unit.transaction()
            .number(
                "SELECT COUNT(*) FROM sspr_attempt"
                    + " WHERE user_id = ? AND subject = ? AND attempted_at > ?",
                user,
                subject,
                now - WITHIN.toMillis());
    unit.transaction()
        .update(
            "INSERT INTO sspr_attempt (id, user_id, subject, attempted_at) VALUES (?, ?, ?, ?)",
            unit.newId(),
            user,
            subject,
            now);
    if (before < ALLOWED) {
      return false;
    }
    lift(user);
    unit.transaction()
        .update(
            "INSERT INTO sspr_block (user_id, blocked_until) VALUES (?, ?)",
            user,
            now + BLOCKED.toMillis());
    return true;
  }

  /** Ends a user's waiting. */
  boolean lift(UUID user) {
    return unit.transaction().update("DELETE FROM sspr_block WHERE user_id = ?", user) > 0;
  }
}
