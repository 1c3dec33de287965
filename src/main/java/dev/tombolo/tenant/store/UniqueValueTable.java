package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.UniqueValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code unique_value}: the primary key is what makes values unique. */
final class UniqueValueTable {
  private UniqueValueTable() {}

  /** Values released and taken by a unit of work. */
  static final class Changes {
    private record Holding(String key, UUID holder) {}

    private final List<Holding> released = new ArrayList<>();
    private final List<Holding> taken = new ArrayList<>();

    void add(UUID holder, Set<UniqueValue> before, Set<UniqueValue> after) {
      for (UniqueValue value : before) {
        if (!after.contains(value)) {
          released.add(new Holding(value.key(), holder));
        }
      }
      for (UniqueValue value : after) {
        if (!before.contains(value)) {
          taken.add(new Holding(value.key(), holder));
        }
      }
    }

    /**
     * Releases, then takes, each in order of the key: two transactions that want the same values
     * then wait for one another in a line and not in a circle.
     */
    void write(Transaction transaction) {
      transaction.batch(
          "DELETE FROM unique_value WHERE unique_key = ? AND object_id = ?", rows(released));
      transaction.batch(
          "INSERT INTO unique_value (unique_key, object_id) VALUES (?, ?)", rows(taken));
    }

    private static List<@Nullable Object[]> rows(List<Holding> holdings) {
      holdings.sort(Comparator.comparing(Holding::key));
      List<@Nullable Object[]> rows = new ArrayList<>(holdings.size());
      for (Holding holding : holdings) {
        rows.add(new Object[] {holding.key, holding.holder});
      }
      return rows;
    }
  }
}
