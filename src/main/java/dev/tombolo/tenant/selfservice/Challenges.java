package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.store.Unit;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Codes that were sent to users and are waited for; each is good once, for a while. */
final class Challenges {
  /** How long a code is good for, by the lab's clock. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final int MAX_TRIES = 5;
  private static final int CODES = 1_000_000;

  private record Challenge(
      String contact, String codeHash, Instant expires, int tries, boolean approved) {}

  private final Unit unit;
  private final SecureRandom random;

  Challenges(Unit unit, SecureRandom random) {
    this.unit = unit;
    this.random = random;
  }

  /**
   * Sends a code, or a notification to approve, in place of an earlier one.
   *
   * @param owner the reset or the user it belongs to
   */
  void send(UUID user, UUID owner, VerificationMethod method, String contact) {
    boolean notification = method == VerificationMethod.MOBILE_APP_NOTIFICATION;
    String code = notification ? "" : String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
    forget(owner, method);
    unit.transaction()
        .update(
            "INSERT INTO sspr_challenge (owner_id, method, contact, code_hash, expires_at, tries,"
                + " approved) VALUES (?, ?, ?, ?, ?, 0, FALSE)",
            owner,
            method.wireName(),
            contact,
            notification ? "" : hash(owner, code),
            unit.now().plus(LIFETIME).toEpochMilli());
    new Inbox(unit).send(user, owner, method, contact, code);
  }

  /** Approves a notification; returns whether one waits. */
  boolean approve(UUID owner) {
    return unit.transaction()
            .update(
                "UPDATE sspr_challenge SET approved = TRUE"
                    + " WHERE owner_id = ? AND method = ? AND expires_at > ?",
                owner,
                VerificationMethod.MOBILE_APP_NOTIFICATION.wireName(),
                unit.now().toEpochMilli())
        > 0;
  }

  /**
   * Whether a challenge is met; if so it is used up.
   *
   * @return the contact it had been sent to; empty when the code is wrong, late, or was tried too
   *     often
   */
  Optional<String> meet(UUID owner, VerificationMethod method, String code) {
    Optional<Challenge> challenge = find(owner, method);
    boolean met =
        challenge
            .filter(waiting -> waiting.expires().isAfter(unit.now()))
            .filter(waiting -> waiting.tries() < MAX_TRIES)
            .filter(
                waiting ->
                    waiting.approved()
                        || (!waiting.codeHash().isEmpty() && same(waiting, hash(owner, code))))
            .isPresent();
    if (met) {
      forget(owner, method);
    } else {
      unit.transaction()
          .update(
              "UPDATE sspr_challenge SET tries = tries + 1 WHERE owner_id = ? AND method = ?",
              owner,
              method.wireName());
    }
    return met ? challenge.map(Challenge::contact) : Optional.empty();
  }

  private static boolean same(Challenge waiting, String hash) {
    return MessageDigest.isEqual(
        waiting.codeHash().getBytes(StandardCharsets.US_ASCII),
        hash.getBytes(StandardCharsets.US_ASCII));
  }

  private Optional<Challenge> find(UUID owner, VerificationMethod method) {
    return unit.transaction()
        .first(
            "SELECT contact, code_hash, expires_at, tries, approved FROM sspr_challenge"
                + " WHERE owner_id = ? AND method = ?",
            row ->
                new Challenge(
                    row.getString(1),
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getInt(4),
                    row.getBoolean(5)),
            owner,
            method.wireName());
  }

  private void forget(UUID owner, VerificationMethod method) {
    unit.transaction()
        .update(
            "DELETE FROM sspr_challenge WHERE owner_id = ? AND method = ?",
            owner,
            method.wireName());
  }

  private static String hash(UUID owner, String code) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest((owner + " " + code).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
