package dev.tombolo.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The databases that everything on JDBC is tested with. */
public enum TestDatabase {
  /** H2 in memory. */
  H2 {
    @Override
    public String freshUrl() {
      return DatabaseSettings.embedded(Optional.empty(), "test");
    }
  },
  /** A real PostgreSQL server, started once for all tests of the JVM. */
  POSTGRESQL {
    @Override
    public String freshUrl() {
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
        connection.createStatement().execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return Server.INSTANCE.getJdbcUrl("postgres", name);
    }
  };

  /** The URL of a new empty database. */
  public abstract String freshUrl();

  private static final class Server {
    private static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        // It stops, and takes its files with it, when the Java virtual machine ends.
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "400")
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
