package dev.tombolo.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  private static final List<String> MIGRATIONS = List.of("dev/tombolo/sql/V1__ledger.sql");

  private static Database open(String url, String schema) {
    return Database.open(new DatabaseSettings(url, schema, MIGRATIONS, 8));
  }

  private static void insert(Transaction transaction, String name, long amount) {
    transaction.update("INSERT INTO ledger VALUES (?, ?, ?)", UUID.randomUUID(), name, amount);
  }

  private static List<String> names(Database database) {
    return database.read(
        transaction ->
            transaction.query("SELECT name FROM ledger ORDER BY name", row -> row.getString(1)));
  }

  @ParameterizedTest
  @EnumSource
  void partsShareADatabaseEachInItsSchema(TestDatabase kind) {
    String url = kind.freshUrl();
    try (Database one = open(url, "one");
        Database other = open(url, "other");
        Database oneAgain = open(url, "one")) {
      one.inTransaction(
          transaction -> {
            insert(transaction, "a", 1);
            return 0;
          });
      assertThat(names(oneAgain)).containsExactly("a");
      assertThat(names(other)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedTransactionLeavesNothing(TestDatabase kind) {
    try (Database database = open(kind.freshUrl(), "one")) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      transaction -> {
                        insert(transaction, "a", 1);
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
      assertThat(names(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void textIsOrderedByCodePointOnEveryDatabase(TestDatabase kind) {
    try (Database database = open(kind.freshUrl(), "one")) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (String name : List.of("b", "B", "a b", "ab", "ä", "_")) {
        rows.add(new Object[] {UUID.randomUUID(), name, 0L});
      }
      database.inTransaction(
          transaction -> transaction.batch("INSERT INTO ledger VALUES (?, ?, ?)", rows));
      assertThat(names(database)).containsExactly("B", "_", "a b", "ab", "b", "ä");
    }
  }

  @ParameterizedTest
  @EnumSource
  void arraysAreParameters(TestDatabase kind) {
    try (Database database = open(kind.freshUrl(), "one")) {
      List<String> found =
          database.inTransaction(
              transaction -> {
                insert(transaction, "a", 1);
                insert(transaction, "b", 1);
                insert(transaction, "c", 1);
                return transaction.query(
                    "SELECT name FROM ledger WHERE name = ANY(?) ORDER BY name",
                    row -> row.getString(1),
                    (Object) new String[] {"a", "c", "d"});
              });
      assertThat(found).containsExactly("a", "c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void racingTransactionsAreRunAgain(TestDatabase kind) throws Exception {
    try (Database database = open(kind.freshUrl(), "one")) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> racing =
          IntStream.range(0, 40)
              .<Future<?>>mapToObj(i -> threads.submit(() -> addOne(database)))
              .toList();
      for (Future<?> racer : racing) {
        racer.get();
      }
      threads.shutdown();
      long amount = database.read(transaction -> transaction.number("SELECT amount FROM ledger"));
      assertThat(amount).isEqualTo(40);
    }
  }

  /** Reads, then writes only if what was read still holds. */
  private static void addOne(Database database) {
    database.inTransaction(
        transaction -> {
          List<Long> amounts =
              transaction.query(
                  "SELECT amount FROM ledger WHERE name = ?", row -> row.getLong(1), "n");
          if (amounts.isEmpty()) {
            insert(transaction, "n", 1);
          } else if (transaction.update(
                  "UPDATE ledger SET amount = amount + 1 WHERE name = ? AND amount = ?",
                  "n",
                  amounts.get(0))
              == 0) {
            throw new StaleRowException("n");
          }
          return 0;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aCopyPutsBackEveryRow(TestDatabase kind) {
    try (Database database = open(kind.freshUrl(), "one")) {
      database.inTransaction(
          transaction -> {
            insert(transaction, "kept", 1);
            return 0;
          });
      TableCopy copy = TableCopy.of(database, List.of("ledger"));
      database.inTransaction(
          transaction -> {
            transaction.update("UPDATE ledger SET amount = 5");
            insert(transaction, "new", 1);
            return 0;
          });
      copy.restore(database);
      assertThat(names(database)).containsExactly("kept");
      long amount = database.read(transaction -> transaction.number("SELECT amount FROM ledger"));
      assertThat(amount).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyPutsBackRowsThatHaveExchangedTheirUniqueValues(TestDatabase kind) {
    try (Database database = open(kind.freshUrl(), "one")) {
      change(
          database,
          "CREATE TABLE seat (id INTEGER PRIMARY KEY, holder VARCHAR UNIQUE, note VARCHAR)",
          "INSERT INTO seat VALUES (1, 'a', 'x'), (2, 'b', 'x'), (3, 'c', NULL), (4, 'd', 'x')");
      TableCopy copy = TableCopy.of(database, List.of("seat"));
      change(
          database,
          "UPDATE seat SET holder = 'other' WHERE id = 1",
          "UPDATE seat SET holder = 'a' WHERE id = 2",
          "UPDATE seat SET holder = 'b', note = NULL WHERE id = 1",
          "UPDATE seat SET note = 'y' WHERE id = 3",
          "DELETE FROM seat WHERE id = 4",
          "INSERT INTO seat VALUES (5, 'd', 'x')");
      copy.restore(database);
      List<String> rows =
          database.read(
              transaction ->
                  transaction.query(
                      "SELECT id, holder, note FROM seat ORDER BY id",
                      row -> row.getString(1) + row.getString(2) + row.getString(3)));
      assertThat(rows).containsExactly("1ax", "2bx", "3cnull", "4dx");
    }
  }

  private static void change(Database database, String... statements) {
    database.inTransaction(
        transaction -> {
          int changed = 0;
          for (String statement : statements) {
            changed += transaction.update(statement);
          }
          return changed;
        });
  }

  @ParameterizedTest
  @EnumSource
  void closesTwice(TestDatabase kind) {
    Database database = open(kind.freshUrl(), "one");
    database.close();
    database.close();
  }

  @Test
  void anUnreachableDatabaseIsNamedInOneLine() {
    assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:1/none?user=x&password=pw", "one"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none cannot be used")
        .message()
        .doesNotContain("pw")
        .hasLineCount(1);
  }
}
