package dev.tombolo.connector.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run history: cycles, their steps, and the objects behind the steps' counters. */
public final class RunHistory {
  /** The status of what is still running. */
  public static final String IN_PROGRESS = "in-progress";

  private static final int NAMES_PER_ROW = 500;
  private static final String CYCLE =
      "SELECT id, policy, origin, started, ended, result FROM run_cycle ";
  private static final String STEP =
      "SELECT id, cycle, connector, profile, status, started, ended, counters, detail"
          + " FROM run_step ";
  private static final TypeReference<Map<String, Long>> COUNTERS = new TypeReference<>() {};

  private final Transaction transaction;

  RunHistory(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Begins a cycle; returns its number. */
  public long begin(String policy, String origin, Instant now) {
    long id = transaction.number("SELECT COALESCE(MAX(id), 0) + 1 FROM run_cycle");
    transaction.update(
        "INSERT INTO run_cycle (id, policy, origin, started, result) VALUES (?, ?, ?, ?, ?)",
        id,
        policy,
        origin,
        now.toEpochMilli(),
        IN_PROGRESS);
    return id;
  }

  /** Ends a cycle. */
  public void end(long cycle, String result, Instant now) {
    transaction.update(
        "UPDATE run_cycle SET ended = ?, result = ? WHERE id = ?",
        now.toEpochMilli(),
        result,
        cycle);
  }

  /** Begins a step; returns its number. */
  public long beginStep(long cycle, String connector, String profile, Instant now) {
    long id = transaction.number("SELECT COALESCE(MAX(id), 0) + 1 FROM run_step");
    transaction.update(
        "INSERT INTO run_step (id, cycle, connector, profile, status, started, counters, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?, '{}', '')",
        id,
        cycle,
        connector,
        profile,
        IN_PROGRESS,
        now.toEpochMilli());
    return id;
  }

  /**
   * Ends a step.
   *
   * @param objects the names behind each counter
   */
  public void endStep(
      long step,
      String status,
      Instant now,
      Map<String, Long> counters,
      Map<String, List<String>> objects,
      List<ObjectFailure> failures,
      String detail) {
    transaction.update(
        "UPDATE run_step SET status = ?, ended = ?, counters = ?, detail = ? WHERE id = ?",
        status,
        now.toEpochMilli(),
        Rows.json(counters),
        detail,
        step);
    List<@Nullable Object[]> rows = new ArrayList<>();
    objects.forEach(
        (counter, names) -> {
          for (int from = 0, part = 0; from < names.size(); from += NAMES_PER_ROW, part++) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_PER_ROW));
            rows.add(new @Nullable Object[] {step, counter, part, String.join("\n", some)});
          }
        });
    transaction.batch(
        "INSERT INTO run_object (step, counter, part, objects) VALUES (?, ?, ?, ?)", rows);
    List<@Nullable Object[]> failed = new ArrayList<>();
    for (int i = 0; i < failures.size(); i++) {
      failed.add(new @Nullable Object[] {step, i, Rows.json(failures.get(i))});
    }
    transaction.batch("INSERT INTO run_failure (step, ordinal, failure) VALUES (?, ?, ?)", failed);
  }

  /** What a connector that died left running has stopped with it. */
  public void abandonRunning(String status, Instant now) {
    transaction.update(
        "UPDATE run_step SET status = ?, ended = ? WHERE status = ?",
        status,
        now.toEpochMilli(),
        IN_PROGRESS);
    transaction.update(
        "UPDATE run_cycle SET result = ?, ended = ? WHERE result = ?",
        status,
        now.toEpochMilli(),
        IN_PROGRESS);
  }

  /** The latest cycles, newest first. */
  public List<RunCycle> cycles(int limit) {
    return transaction.query(CYCLE + "ORDER BY id DESC LIMIT ?", RunHistory::cycle, limit);
  }

  /** A cycle. */
  public Optional<RunCycle> cycle(long id) {
    return transaction.first(CYCLE + "WHERE id = ?", RunHistory::cycle, id);
  }

  /** The steps of a cycle, in their order. */
  public List<RunStep> steps(long cycle) {
    return transaction.query(STEP + "WHERE cycle = ? ORDER BY id", RunHistory::step, cycle);
  }

  /** A step. */
  public Optional<RunStep> step(long id) {
    return transaction.first(STEP + "WHERE id = ?", RunHistory::step, id);
  }

  /** The objects behind a counter of a step. */
  public List<String> objects(long step, String counter) {
    return transaction
        .query(
            "SELECT objects FROM run_object WHERE step = ? AND counter = ? ORDER BY part",
            row -> row.getString("objects"),
            step,
            counter)
        .stream()
        .flatMap(String::lines)
        .toList();
  }

  /** The objects that failed in a step. */
  public List<ObjectFailure> failures(long step) {
    return transaction.query(
        "SELECT failure FROM run_failure WHERE step = ? ORDER BY ordinal",
        row -> read(row.getString("failure")),
        step);
  }

  /**
   * Removes cycles that ended before a moment; returns how many. The latest one stays, so that no
   * number is given twice.
   */
  public int purge(Instant before) {
    String old =
        "SELECT id FROM run_cycle WHERE ended < ? AND id < (SELECT MAX(id) FROM run_cycle)";
    String oldSteps = "SELECT id FROM run_step WHERE cycle IN (" + old + ")";
    long limit = before.toEpochMilli();
    transaction.update("DELETE FROM run_object WHERE step IN (" + oldSteps + ")", limit);
    transaction.update("DELETE FROM run_failure WHERE step IN (" + oldSteps + ")", limit);
    transaction.update("DELETE FROM run_step WHERE cycle IN (" + old + ")", limit);
    return transaction.update("DELETE FROM run_cycle WHERE id IN (" + old + ")", limit);
  }

  private static RunCycle cycle(ResultSet row) throws SQLException {
    return new RunCycle(
        row.getLong("id"),
        row.getString("policy"),
        row.getString("origin"),
        Instant.ofEpochMilli(row.getLong("started")),
        moment(row, "ended"),
        row.getString("result"));
  }

  private static RunStep step(ResultSet row) throws SQLException {
    try {
      return new RunStep(
          row.getLong("id"),
          row.getLong("cycle"),
          row.getString("connector"),
          row.getString("profile"),
          row.getString("status"),
          Instant.ofEpochMilli(row.getLong("started")),
          moment(row, "ended"),
          CloudJson.mapper().readValue(row.getString("counters"), COUNTERS),
          row.getString("detail"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a damaged row in the run history", e);
    }
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static ObjectFailure read(String json) {
    try {
      return CloudJson.mapper().readValue(json, ObjectFailure.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a damaged row in the run history", e);
    }
  }
}
