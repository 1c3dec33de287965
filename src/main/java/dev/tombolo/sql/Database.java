package dev.tombolo.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections to one database, with transactions that run again when they lose a race.
 *
 * <p>Isolation is the database's READ COMMITTED (or stronger): whoever changes a row because of
 * what it read checks that in the changing statement. Closing twice does no harm.
 */
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final int ATTEMPTS = 12;
  private static final long CONNECT_TIMEOUT_MILLIS = 10_000;

  private final HikariDataSource pool;
  // An embedded database lives as long as somebody is connected to it.
  private final Connection held;
  private final boolean embedded;

  private Database(HikariDataSource pool, Connection held, boolean embedded) {
    this.pool = pool;
    this.held = held;
    this.embedded = embedded;
  }

  /**
   * Connects and migrates.
   *
   * @throws IllegalStateException with one line that names the database when it cannot be reached,
   *     is in use by another process, or was migrated by a newer version
   */
  public static Database open(DatabaseSettings settings) {
    boolean embedded = settings.url().startsWith("jdbc:h2:");
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.schema());
    config.setJdbcUrl(settings.url());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setSchema(settings.schema());
    if (!embedded) {
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
    }
    Connection held = null;
    try {
      held = DriverManager.getConnection(settings.url());
      log.debug("Connected to {}", held.getMetaData().getDatabaseProductVersion());
      Migrations.run(settings, embedded);
      return new Database(new HikariDataSource(config), held, embedded);
    } catch (SQLException | RuntimeException e) {
      close(held);
      throw e instanceof IllegalStateException told ? told : unusable(settings, e);
    }
  }

  static IllegalStateException unusable(DatabaseSettings settings, Exception cause) {
    String url = settings.url().replaceAll("[?;].*", "");
    return new IllegalStateException(
        "the database " + url + " cannot be used: " + firstLine(cause), cause);
  }

  private static String firstLine(Throwable cause) {
    Throwable root = cause;
    for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
      root = next;
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
  }

  /** Whether the database lives in this process (H2). */
  public boolean embedded() {
    return embedded;
  }

  /**
   * Runs {@code work} in a transaction and commits. When the transaction loses a race it is rolled
   * back and {@code work} runs again, from the start, several times.
   */
  public <T> T inTransaction(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (DatabaseException e) {
        if (!e.worthRetrying() || attempt == ATTEMPTS) {
          throw e;
        }
        log.debug("A transaction lost a race (attempt {})", attempt, e);
        pause(attempt);
      }
    }
  }

  private <T> T attempt(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.in(new Transaction(connection));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs queries, each seeing what is committed when it starts. */
  public <T> T read(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.in(new Transaction(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  // Random, so that two losers do not meet again; real time, because it is the database's.
  private static void pause(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1 << Math.min(attempt, 6)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two attempts of a transaction", e);
    }
  }

  @Override
  public void close() {
    pool.close();
    close(held);
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      log.warn("A database connection did not close cleanly", e);
    }
  }
}
