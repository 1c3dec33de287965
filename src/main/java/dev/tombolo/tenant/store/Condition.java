package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of a filter that the database decides.
 *
 * @param sql over the row {@code o} of an object
 * @param parameters of {@code sql}
 * @param driver the column whose index finds the rows, if it can be found so
 * @param rank how few rows the index is likely to find: the lower the fewer
 * @param ids a query of the ids of the rows, if that is all that the condition says
 */
record Condition(
    String sql,
    List<Object> parameters,
    Optional<KeyColumn> driver,
    int rank,
    Optional<String> ids) {
  private static final String BY_IDS = "o.id = ANY(?)";

  static final int EQUAL = 1;
  static final int PREFIX = 2;
  static final int RANGE = 3;
  static final int FLAG = 4;
  static final int NONE = 9;

  static Condition of(String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters), Optional.empty(), NONE, Optional.empty());
  }

  static Condition on(KeyColumn column, int rank, String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters), Optional.of(column), rank, Optional.empty());
  }

  /** Holds for the rows whose ids a query finds. */
  static Condition among(String query, List<Object> parameters) {
    return new Condition(
        "o.id IN (" + query + ")", parameters, Optional.empty(), NONE, Optional.of(query));
  }

  /** Holds for the rows with some ids. */
  static Condition among(List<UUID> ids) {
    return ids.isEmpty() ? never() : of(BY_IDS, (Object) ids.toArray(UUID[]::new));
  }

  /** Holds for no row. */
  static Condition never() {
    return of("1 = 0");
  }

  /** Whether it names the rows by their ids, so that the primary key finds them. */
  boolean byIds() {
    return sql.equals(BY_IDS);
  }

  /** Whether an index finds few rows. */
  boolean selective() {
    return rank <= PREFIX;
  }

  /** The same condition as a query of ids, so that it can be united with others. */
  Condition asIds(int listing) {
    if (ids.isPresent()) {
      return among(ids.get(), parameters);
    }
    List<Object> all = new ArrayList<>();
    all.add(listing);
    all.addAll(parameters);
    return among("SELECT o.id FROM directory_object o WHERE o.listing = ? AND " + sql, all);
  }

  /**
   * The same condition with the ids instead of their query, unless they are many. A database may
   * not see that the query finds a few rows, and try it on every row.
   */
  Condition resolved(Transaction transaction, int most) {
    if (ids.isEmpty()) {
      return this;
    }
    List<UUID> found =
        transaction.query(
            "SELECT * FROM (" + ids.get() + ") found LIMIT " + (most + 1),
            row -> row.getObject(1, UUID.class),
            parameters.toArray());
    return found.size() > most ? this : among(found);
  }
}
