package dev.tombolo.connector.passwordhash;

import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.OnPremisesObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one user's turn ended.
 *
 * @param account absent when it is not in the connector space
 * @param anchor the source anchor; empty when there is none
 * @param hold what the user has to wait for before another try
 */
record HashOutcome(
    QueuedHash item,
    @Nullable OnPremisesObject account,
    String anchor,
    HashStatus status,
    String message,
    Hold hold) {

  static HashOutcome of(
      QueuedHash item, @Nullable OnPremisesObject account, HashStatus status, String message) {
    return new HashOutcome(item, account, "", status, message, Hold.NONE);
  }

  String dn() {
    return account == null ? "" : account.dn();
  }

  PasswordHashLog.Entry entry(Instant now) {
    return new PasswordHashLog.Entry(now, item.guid(), dn(), status, message);
  }
}
