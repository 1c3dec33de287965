package dev.tombolo.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which database a part keeps its state in, and how its schema is made.
 *
 * <p>Two parts may share one database: each has a schema, with its own migration history, of its
 * own.
 *
 * @param url a JDBC URL of H2 or PostgreSQL (or of a database that speaks PostgreSQL's protocol)
 * @param schema the name of the part's schema, lower case
 * @param migrations class path resources in Flyway's naming, such as {@code
 *     dev/tombolo/tenant/store/V1__tenant.sql}; listed, not searched for, because searching costs
 *     start-up time
 * @param poolSize the most connections held at a time
 */
public record DatabaseSettings(String url, String schema, List<String> migrations, int poolSize) {
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64";

  /** Copies the list. */
  public DatabaseSettings {
    migrations = List.copyOf(migrations);
  }

  /** Whether the database is in memory, and ends with its last connection. */
  boolean inMemory() {
    return url.startsWith("jdbc:h2:mem:");
  }

  /**
   * An H2 database in a file, or in memory for as long as it is open.
   *
   * <p>A commit in the file survives the end of the process at any moment.
   *
   * @param folder where {@code name.mv.db} is made; empty means in memory
   */
  public static String embedded(Optional<Path> folder, String name) {
    return folder
        .map(
            path ->
                "jdbc:h2:file:"
                    + path.toAbsolutePath().resolve(name)
                    + H2_OPTIONS
                    + ";WRITE_DELAY=0;RETENTION_TIME=1000")
        .orElseGet(
            () ->
                "jdbc:h2:mem:"
                    + name
                    + "-"
                    + UUID.randomUUID()
                    + H2_OPTIONS
                    + ";DB_CLOSE_DELAY=-1");
  }
}
