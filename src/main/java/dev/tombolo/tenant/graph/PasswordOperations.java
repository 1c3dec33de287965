package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.model.ValueKind;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The operations of {@code resetPassword}, for clients that poll them. */
final class PasswordOperations {
  private final Unit unit;

  PasswordOperations(Unit unit) {
    this.unit = unit;
  }

  UUID save(UUID user, boolean succeeded, String detail) {
    UUID id = unit.newId();
    unit.transaction()
        .update(
            "INSERT INTO password_operation (id, user_id, created_at, status, detail)"
                + " VALUES (?, ?, ?, ?, ?)",
            id,
            user,
            unit.now().toEpochMilli(),
            succeeded ? "succeeded" : "failed",
            detail);
    return id;
  }

  Optional<ObjectNode> find(UUID user, UUID id) {
    return unit.transaction()
        .first(
            "SELECT created_at, status, detail FROM password_operation"
                + " WHERE id = ? AND user_id = ?",
            row -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              Instant created = Instant.ofEpochMilli(row.getLong(1));
              node.put("id", id.toString());
              node.set("createdDateTime", ValueKind.momentOf(created));
              node.set("lastActionDateTime", ValueKind.momentOf(created));
              node.put("status", row.getString(2));
              node.put("statusDetail", row.getString(3));
              return node;
            },
            id,
            user);
  }
}
