package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ValueKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directory audit log, kept in Graph's own shape ({@code directoryAudit}). */
public final class AuditLog implements LogPages {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Transaction transaction;
  private final ObjectIds ids;
  private final Actor actor;
  private final Instant now;
  private final UUID correlation;
  private final List<AuditEntry> entries = new ArrayList<>();

  AuditLog(Transaction transaction, ObjectIds ids, Actor actor, Instant now, UUID correlation) {
    this.transaction = transaction;
    this.ids = ids;
    this.actor = actor;
    this.now = now;
    this.correlation = correlation;
  }

  /** Adds an entry, in the name of the unit's actor. */
  public void add(AuditEntry entry) {
    entries.add(entry);
  }

  @Override
  public List<JsonNode> page(Optional<UUID> before, Instant from, Instant to, int limit) {
    String sql =
        "SELECT document FROM audit_entry WHERE occurred_at >= ? AND occurred_at <= ?"
            + (before.isPresent() ? " AND id < ?" : "")
            + " ORDER BY id DESC LIMIT "
            + limit;
    List<Object> parameters = new ArrayList<>();
    parameters.add(from.toEpochMilli());
    parameters.add(to.toEpochMilli());
    before.ifPresent(parameters::add);
    return transaction.query(sql, row -> parse(row.getString(1)), parameters.toArray());
  }

  @Override
  public Optional<JsonNode> find(UUID id) {
    return transaction.first(
        "SELECT document FROM audit_entry WHERE id = ?", row -> parse(row.getString(1)), id);
  }

  /** Removes entries from before a moment. */
  public int trim(Instant before) {
    return transaction.update(
        "DELETE FROM audit_entry WHERE occurred_at < ?", before.toEpochMilli());
  }

  private static JsonNode parse(String document) {
    try {
      return CloudJson.mapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("the database holds a damaged audit entry", e);
    }
  }

  void flush() {
    List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
    for (AuditEntry entry : entries) {
      UUID id = ids.next();
      rows.add(new Object[] {id, now.toEpochMilli(), document(id, entry).toString()});
    }
    transaction.batch("INSERT INTO audit_entry (id, occurred_at, document) VALUES (?, ?, ?)", rows);
    entries.clear();
  }

  private ObjectNode document(UUID id, AuditEntry entry) {
    ObjectNode document = NODES.objectNode();
    document.put("id", id.toString());
    document.put("category", entry.category());
    document.put("correlationId", correlation.toString());
    document.put("result", entry.success() ? "success" : "failure");
    document.put("resultReason", entry.reason());
    document.put("activityDisplayName", entry.activity());
    document.set("activityDateTime", ValueKind.momentOf(now));
    document.put("loggedByService", entry.service());
    document.set("initiatedBy", initiator());
    ArrayNode targets = document.putArray("targetResources");
    entry.targets().forEach(target -> targets.add(target(target)));
    ArrayNode details = document.putArray("additionalDetails");
    entry
        .details()
        .forEach((key, value) -> details.addObject().put("key", key).put("value", value));
    return document;
  }

  private ObjectNode initiator() {
    ObjectNode initiatedBy = NODES.objectNode();
    if (actor.kind() == Actor.Kind.USER) {
      initiatedBy
          .putObject("user")
          .put("id", actor.id().toString())
          .put("userPrincipalName", actor.name());
      initiatedBy.putNull("app");
    } else {
      initiatedBy
          .putObject("app")
          .put("appId", actor.id().toString())
          .put("displayName", actor.name());
      initiatedBy.putNull("user");
    }
    return initiatedBy;
  }

  private static ObjectNode target(AuditEntry.Target target) {
    ObjectNode resource = NODES.objectNode();
    resource.put("id", target.object().id().toString());
    resource.put("displayName", target.object().text(Property.DISPLAY_NAME).orElse(null));
    String type = target.object().type().anchorName();
    resource.put("type", type);
    resource.put(
        "userPrincipalName", target.object().text(Property.USER_PRINCIPAL_NAME).orElse(null));
    ArrayNode modified = resource.putArray("modifiedProperties");
    for (AuditEntry.Modified change : target.modified()) {
      modified
          .addObject()
          .put("displayName", change.property())
          .put("oldValue", change.oldValue())
          .put("newValue", change.newValue());
    }
    return resource;
  }
}
