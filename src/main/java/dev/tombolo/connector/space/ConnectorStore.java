package dev.tombolo.connector.space;

import dev.tombolo.sql.Database;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.sql.TableCopy;
import java.util.List;
import java.util.function.Function;

/** The connector's database. What is done in one {@link #write} is committed together. */
public final class ConnectorStore implements AutoCloseable {
  private static final String SCHEMA = "connector";
  private static final List<String> MIGRATIONS =
      List.of(
          "dev/tombolo/connector/space/V1__connector.sql",
          "dev/tombolo/connector/space/V2__password_hash.sql");
  private static final int POOL_SIZE = 8;
  private static final List<String> TABLES =
      List.of(
          "on_premises_object",
          "on_premises_link",
          "metaverse_object",
          "cloud_object",
          "cloud_link",
          "watermark",
          "engine_setting",
          "run_cycle",
          "run_step",
          "run_object",
          "run_failure",
          "event_entry",
          "password_hash_queue",
          "password_hash_log",
          "writeback_answer");

  private final Database database;

  private ConnectorStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the database and brings it up to date.
   *
   * @throws IllegalStateException when it cannot be used
   */
  public static ConnectorStore open(String url) {
    return new ConnectorStore(
        Database.open(new DatabaseSettings(url, SCHEMA, MIGRATIONS, POOL_SIZE)));
  }

  /** Makes a change; when it loses a race, {@code work} runs again from its start. */
  public <T> T write(Function<Space, T> work) {
    return database.inTransaction(transaction -> work.apply(new Space(transaction)));
  }

  /** Reads. */
  public <T> T read(Function<Space, T> work) {
    return database.read(transaction -> work.apply(new Space(transaction)));
  }

  /** A copy of the whole state, which can be put back by {@link #restore}. */
  public TableCopy copy() {
    return TableCopy.of(database, TABLES);
  }

  /** Puts a copied state back. */
  public void restore(TableCopy copy) {
    copy.restore(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
