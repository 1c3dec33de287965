package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** What of users' mailboxes only the cloud has, by names of Exchange's and Graph's. */
public final class Mailboxes {
  private final Unit unit;

  /** Works inside a unit of work. */
  public Mailboxes(Unit unit) {
    this.unit = unit;
  }

  /** The settings of a user's mailbox that are not as they are by default. */
  public ObjectNode find(UUID user) {
    return unit.transaction()
        .first("SELECT document FROM mailbox WHERE user_id = ?", row -> row.getString(1), user)
        .map(Mailboxes::parse)
        .orElseGet(() -> CloudJson.mapper().createObjectNode());
  }

  /** The same, while nobody else changes them, until the unit ends. */
  public ObjectNode edit(UUID user) {
    unit.objects().lock(user);
    return find(user);
  }

  private static ObjectNode parse(String document) {
    try {
      return (ObjectNode) CloudJson.mapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("the database holds damaged mailbox settings", e);
    }
  }

  /** Keeps the settings of a user's mailbox in place of any other. */
  public void save(UUID user, ObjectNode settings) {
    String document = settings.toString();
    if (unit.transaction()
            .update("UPDATE mailbox SET document = ? WHERE user_id = ?", document, user)
        == 0) {
      unit.transaction()
          .update("INSERT INTO mailbox (user_id, document) VALUES (?, ?)", user, document);
    }
  }
}
