package dev.tombolo.tenant.store;

import dev.tombolo.tenant.model.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a filter that the database decides.
 *
 * @param sql over the row {@code o} of an object
 * @param parameters of {@code sql}
 * @param driver the column whose index finds the rows, if it can be found so
 * @param rank how few rows the index is likely to find: the lower the fewer
 */
record Condition(String sql, List<Object> parameters, Optional<KeyColumn> driver, int rank) {
  static final int EQUAL = 1;
  static final int PREFIX = 2;
  static final int RANGE = 3;
  static final int FLAG = 4;
  static final int NONE = 9;

  static Condition of(String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters), Optional.empty(), NONE);
  }

  static Condition on(KeyColumn column, int rank, String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters), Optional.of(column), rank);
  }

  /** Holds for no row. */
  static Condition never() {
    return of("1 = 0");
  }

  /** Whether an index finds few rows. */
  boolean selective() {
    return rank <= PREFIX;
  }

  /** The same condition as a set of ids, so that it can be united with others. */
  Condition asIds(int listing) {
    List<Object> all = new ArrayList<>();
    all.add(listing);
    all.addAll(parameters);
    return new Condition(
        "SELECT o.id FROM directory_object o WHERE o.listing = ? AND " + sql,
        all,
        Optional.empty(),
        NONE);
  }
}
