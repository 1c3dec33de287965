package dev.tombolo.connector.passwordhash;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.PasswordReplication.Account;
import dev.tombolo.cloud.password.PasswordHash;
import dev.tombolo.cloud.password.PasswordHashUpdate;
import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.OnPremisesObject;
import java.security.SecureRandom;

/** A user whom the tenant knows, and whose turn it is. */
record HashCandidate(QueuedHash item, OnPremisesObject account, String anchor) {
  /** What is sent of an account's hash: never the hash itself. */
  PasswordHashUpdate update(Account read, SecureRandom random) {
    boolean temporary = read.pwdLastSet() == 0;
    return new PasswordHashUpdate(
        anchor,
        PasswordHash.of(new NtHash(read.ntHash().getValue()), random).wire(),
        FileTime.toInstant(temporary ? read.changedAt() : read.pwdLastSet()),
        temporary);
  }

  HashOutcome ended(HashStatus status, String message, Hold hold) {
    return new HashOutcome(item, account, anchor, status, message, hold);
  }
}
