package dev.tombolo.tenant.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.cloud.writeback.WritebackRequest;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.tenant.store.Unit;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code relay_agent} and {@code relay_request}. */
final class RelayTables {
  /** Where a request is in its life; the codes are kept in the database. */
  enum State {
    /** Nobody has it yet. */
    PENDING(1),
    /** An agent has it. */
    DELIVERED(2),
    /** An agent has carried it out. */
    SUCCEEDED(3),
    /** An agent could not. */
    FAILED(4),
    /** Nobody waits for it any more, and nobody has had it: it is never handed over. */
    WITHDRAWN(5),
    /** Nobody waits for it any more, but an agent has it and may still answer. */
    ABANDONED(6);

    private final int code;

    State(int code) {
      this.code = code;
    }

    static State ofCode(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state " + code);
    }
  }

  /** An agent as it registered. */
  record AgentRow(String agentId, WritebackAgent agent, Instant lastSeen) {}

  /**
   * A request; its message is not among the parts, nobody needs it here.
   *
   * @param priorChange when the password there was before had been set
   */
  record RequestRow(
      UUID id,
      UUID userId,
      State state,
      Instant createdAt,
      Optional<String> pendingHash,
      boolean forceChange,
      Optional<WritebackResult> result,
      Optional<Instant> priorChange) {}

  private final Unit unit;

  RelayTables(Unit unit) {
    this.unit = unit;
  }

  void saveAgent(String agentId, WritebackAgent agent) {
    unit.transaction().update("DELETE FROM relay_agent WHERE agent_id = ?", agentId);
    unit.transaction()
        .update(
            "INSERT INTO relay_agent (agent_id, tool, machine_name, key_id, public_key,"
                + " agent_version, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
            agentId,
            agent.tool().name(),
            agent.machineName(),
            agent.keyId(),
            agent.publicKey(),
            agent.version(),
            unit.now().toEpochMilli());
  }

  boolean removeAgent(String agentId) {
    return unit.transaction().update("DELETE FROM relay_agent WHERE agent_id = ?", agentId) > 0;
  }

  boolean touchAgent(String agentId) {
    return unit.transaction()
            .update(
                "UPDATE relay_agent SET last_seen = ? WHERE agent_id = ?",
                unit.now().toEpochMilli(),
                agentId)
        > 0;
  }

  boolean knowsAgent(String agentId) {
    return unit.transaction().number("SELECT COUNT(*) FROM relay_agent WHERE agent_id = ?", agentId)
        > 0;
  }

  /** The agents, the one seen last first. */
  List<AgentRow> agents() {
    return unit.transaction()
        .query(
            "SELECT agent_id, tool, machine_name, key_id, public_key, agent_version, last_seen"
                + " FROM relay_agent ORDER BY last_seen DESC, agent_id",
            row ->
                new AgentRow(
                    row.getString(1),
                    new WritebackAgent(
                        SyncTool.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                    Instant.ofEpochMilli(row.getLong(7))));
  }

  void insert(
      WritebackRequest request,
      String agentId,
      UUID userId,
      Optional<String> pendingHash,
      boolean forceChange,
      Optional<Instant> priorChange) {
    unit.transaction()
        .update(
            "INSERT INTO relay_request (id, agent_id, user_id, state, created_at, expires_at,"
                + " message, pending_hash, force_change, result, prior_changed_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            request.id(),
            agentId,
            userId,
            State.PENDING.code,
            request.createdAt().toEpochMilli(),
            request.expiresAt().toEpochMilli(),
            write(request),
            pendingHash.orElse(null),
            forceChange,
            null,
            priorChange.map(Instant::toEpochMilli).orElse(null));
  }

  /** The ids of an agent's requests that wait and have not expired, oldest first. */
  List<UUID> pending(String agentId, int limit) {
    return unit.transaction()
        .query(
            "SELECT id FROM relay_request WHERE agent_id = ? AND state = ? AND expires_at > ?"
                + " ORDER BY created_at LIMIT ?",
            row -> row.getObject(1, UUID.class),
            agentId,
            State.PENDING.code,
            unit.now().toEpochMilli(),
            limit);
  }

  /** The message of a request, which is handed over. */
  WritebackRequest message(UUID id) {
    String text =
        unit.transaction()
            .first("SELECT message FROM relay_request WHERE id = ?", row -> row.getString(1), id)
            .orElseThrow(() -> new IllegalStateException("a request without message"));
    try {
      return CloudJson.mapper().readValue(text, WritebackRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds a damaged request", e);
    }
  }

  /** Moves a request from one state to another, unless somebody else has moved it. */
  boolean move(UUID id, State from, State to) {
    return unit.transaction()
            .update(
                "UPDATE relay_request SET state = ? WHERE id = ? AND state = ?",
                to.code,
                id,
                from.code)
        > 0;
  }

  /** Ends a request: its answer stays, its secrets go. */
  boolean end(UUID id, State from, State to, @Nullable WritebackResult result) {
    return unit.transaction()
            .update(
                "UPDATE relay_request SET state = ?, result = ?, message = '', pending_hash = NULL"
                    + " WHERE id = ? AND state = ?",
                to.code,
                result == null ? null : write(result),
                id,
                from.code)
        > 0;
  }

  Optional<RequestRow> find(UUID id) {
    return unit.transaction()
        .first(
            "SELECT id, user_id, state, created_at, pending_hash, force_change, result,"
                + " prior_changed_at FROM relay_request WHERE id = ?",
            RelayTables::read,
            id);
  }

  private static RequestRow read(ResultSet row) throws SQLException {
    long prior = row.getLong(8);
    Optional<Instant> priorChange =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(prior));
    return new RequestRow(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        State.ofCode(row.getInt(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        Optional.ofNullable(row.getString(5)),
        row.getBoolean(6),
        Optional.ofNullable(row.getString(7)).map(RelayTables::readResult),
        priorChange);
  }

  private static WritebackResult readResult(String text) {
    try {
      return CloudJson.mapper().readValue(text, WritebackResult.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds a damaged result", e);
    }
  }

  /** Removes requests that ended, or expired, before a moment. */
  int removeExpired(Instant before) {
    return unit.transaction()
        .update("DELETE FROM relay_request WHERE expires_at < ?", before.toEpochMilli());
  }

  private static String write(Object message) {
    try {
      return CloudJson.mapper().writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
