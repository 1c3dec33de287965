package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The mailboxes and telephones of the lab's users: nothing is sent anywhere, it can be read here.
 */
final class Inbox {
  private static final int SHOWN = 50;

  /**
   * A message.
   *
   * @param owner the reset or the user whose challenge it belongs to
   * @param code empty for a notification that is to be approved
   */
  record Message(
      UUID id, UUID owner, VerificationMethod method, String contact, String code, Instant sent) {}

  private final Unit unit;

  Inbox(Unit unit) {
    this.unit = unit;
  }

  void send(UUID user, UUID owner, VerificationMethod method, String contact, String code) {
    unit.transaction()
        .update(
            "INSERT INTO sspr_inbox (id, user_id, owner_id, method, contact, code, sent_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            unit.newId(),
            user,
            owner,
            method.wireName(),
            contact,
            code,
            unit.now().toEpochMilli());
  }

  /** A user's messages, the newest first. */
  List<Message> of(UUID user) {
    return unit.transaction()
        .query(
            "SELECT id, owner_id, method, contact, code, sent_at FROM sspr_inbox"
                + " WHERE user_id = ? ORDER BY sent_at DESC, id DESC LIMIT ?",
            row ->
                new Message(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    VerificationMethod.find(row.getString(3)).orElseThrow(),
                    row.getString(4),
                    row.getString(5),
                    Instant.ofEpochMilli(row.getLong(6))),
            user,
            SHOWN);
  }
}
