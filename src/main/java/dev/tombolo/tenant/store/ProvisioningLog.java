package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.sql.RowMapper;
import dev.tombolo.tenant.model.ValueKind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log of what the sync service did with each object (MS Graph {@code
 * provisioningObjectSummary}). Only facts are kept; the shape is made when somebody looks.
 */
public final class ProvisioningLog implements LogPages {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String COLUMNS =
      "id, occurred_at, connector_id, run_id, action, object_type, object_id, source_anchor,"
          + " display_name, error_code, error_text";
  private static final String SOURCE = "Active Directory";
  private static final String TARGET = "Azure Active Directory";

  /**
   * What was done with an object.
   *
   * @param action {@code create}, {@code update}, {@code delete} or {@code other}
   * @param objectId empty when there is none
   * @param errorCode empty when it was done
   */
  public record Entry(
      String action,
      ObjectType type,
      Optional<UUID> objectId,
      String sourceAnchor,
      String displayName,
      String errorCode,
      String errorText) {}

  private final Unit unit;

  /** Works inside a unit of work. */
  public ProvisioningLog(Unit unit) {
    this.unit = unit;
  }

  /** Adds what a batch of a connector's run did. */
  public void add(String connectorId, String runId, List<Entry> entries) {
    List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      rows.add(
          new Object[] {
            unit.newId(),
            unit.now().toEpochMilli(),
            connectorId,
            runId,
            entry.action,
            Listing.typeCode(entry.type),
            entry.objectId.orElse(null),
            entry.sourceAnchor,
            entry.displayName,
            entry.errorCode,
            entry.errorText
          });
    }
    unit.transaction()
        .batch(
            "INSERT INTO provisioning_entry ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows);
  }

  @Override
  public List<JsonNode> page(Optional<UUID> before, Instant from, Instant to, int limit) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(from.toEpochMilli());
    parameters.add(to.toEpochMilli());
    before.ifPresent(parameters::add);
    return unit.transaction()
        .query(
            "SELECT "
                + COLUMNS
                + " FROM provisioning_entry WHERE occurred_at >= ? AND occurred_at <= ?"
                + (before.isPresent() ? " AND id < ?" : "")
                + " ORDER BY id DESC LIMIT "
                + limit,
            row(),
            parameters.toArray());
  }

  @Override
  public Optional<JsonNode> find(UUID id) {
    return unit.transaction()
        .first("SELECT " + COLUMNS + " FROM provisioning_entry WHERE id = ?", row(), id);
  }

  /** Removes entries from before a moment. */
  public int trim(Instant before) {
    return unit.transaction()
        .update("DELETE FROM provisioning_entry WHERE occurred_at < ?", before.toEpochMilli());
  }

  private RowMapper<JsonNode> row() {
    String tenantId = unit.organization().tenantId().toString();
    return row -> document(row, tenantId);
  }

  private static ObjectNode document(ResultSet row, String tenantId) throws SQLException {
    String type = Listing.typeOfCode(row.getInt(6)).anchorName();
    String name = row.getString(9);
    boolean done = row.getString(10).isEmpty();
    ObjectNode node = NODES.objectNode();
    node.put("id", row.getString(1));
    node.set("activityDateTime", ValueKind.momentOf(Instant.ofEpochMilli(row.getLong(2))));
    node.put("tenantId", tenantId);
    node.put("jobId", guid(row.getString(3)));
    node.put("cycleId", guid(row.getString(4)));
    node.put("changeId", row.getString(1));
    node.put("provisioningAction", row.getString(5));
    node.put("durationInMilliseconds", 0);
    status(node.putObject("provisioningStatusInfo"), row, done);
    steps(node.putArray("provisioningSteps"), row, done);
    node.putArray("modifiedProperties");
    node.putObject("servicePrincipal").put("id", guid(row.getString(3))).put("displayName", SOURCE);
    node.putObject("sourceSystem").putNull("id").put("displayName", SOURCE).putObject("details");
    node.putObject("targetSystem").putNull("id").put("displayName", TARGET).putObject("details");
    node.putObject("initiatedBy")
        .put("id", row.getString(3))
        .put("displayName", row.getString(3))
        .put("initiatorType", "system");
    node.putObject("sourceIdentity")
        .put("id", row.getString(8))
        .put("displayName", name)
        .put("identityType", type)
        .putObject("details");
    node.putObject("targetIdentity")
        .put("id", row.getString(7))
        .put("displayName", name)
        .put("identityType", type)
        .putObject("details");
    return node;
  }

  /** Graph's type for the names of jobs and cycles; what is one already stays. */
  private static String guid(String name) {
    try {
      return UUID.fromString(name).toString();
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
  }

  private static void status(ObjectNode info, ResultSet row, boolean done) throws SQLException {
    info.put("status", done ? "success" : "failure");
    if (done) {
      info.putNull("errorInformation");
      return;
    }
    info.putObject("errorInformation")
        .put("errorCode", row.getString(10))
        .put("reason", row.getString(11))
        .putNull("additionalDetails")
        .put("errorCategory", "nonServiceFailure")
        .putNull("recommendedAction");
  }

  private static void steps(ArrayNode steps, ResultSet row, boolean done) throws SQLException {
    step(steps, "EntryImport", "import", true, "The object was received from its source.");
    step(steps, "EntryMatch", "matching", true, "The object was looked for in the tenant.");
    step(
        steps,
        "EntryExport",
        "export",
        done,
        done ? "The tenant carried out: " + row.getString(5) + "." : row.getString(11));
  }

  private static void step(
      ArrayNode steps, String name, String type, boolean done, String description) {
    steps
        .addObject()
        .put("name", name)
        .put("provisioningStepType", type)
        .put("status", done ? "success" : "failure")
        .put("description", description)
        .putObject("details");
  }
}
