package dev.tombolo.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.h2.tools.RunScript;
import org.jspecify.annotations.Nullable;

/**
 * Brings a part's schema up to date, by Flyway where it outlives the process.
 *
 * <p>One script runs on every database. What they spell differently is a placeholder: {@code
 * ${key}} is the type of a text column that is compared and ordered by code point ({@code COLLATE
 * "C"} in PostgreSQL, plain elsewhere).
 */
final class Migrations {
  private Migrations() {}

  static void run(DatabaseSettings settings, boolean embedded) {
    if (settings.inMemory()) {
      runAll(settings);
    } else {
      runPending(settings, embedded);
    }
  }

  /**
   * A database in memory has no older version, so every script runs, once, and no history is kept:
   * Flyway's start would be a third of a lab's.
   */
  private static void runAll(DatabaseSettings settings) {
    try (Connection connection = DriverManager.getConnection(settings.url());
        Statement statement = connection.createStatement()) {
      try (ResultSet known = connection.getMetaData().getSchemas(null, settings.schema())) {
        if (known.next()) {
          return;
        }
      }
      statement.execute("CREATE SCHEMA \"" + settings.schema() + "\"");
      statement.execute("SET SCHEMA \"" + settings.schema() + "\"");
      for (String script : settings.migrations()) {
        RunScript.execute(connection, new StringReader(text(script).replace("${key}", "VARCHAR")));
      }
    } catch (SQLException e) {
      throw Database.unusable(settings, e);
    }
  }

  private static String text(String script) {
    try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("missing " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable: " + script, e);
    }
  }

  private static void runPending(DatabaseSettings settings, boolean embedded) {
    try {
      Flyway.configure()
          .dataSource(settings.url(), null, null)
          .loggers("slf4j")
          .defaultSchema(settings.schema())
          .createSchemas(true)
          .resourceProvider(new Listed(settings.migrations()))
          .javaMigrationClassProvider(new None())
          .placeholders(Map.of("key", embedded ? "VARCHAR" : "VARCHAR COLLATE \"C\""))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw Database.unusable(settings, e);
    }
  }

  /** The listed scripts and nothing else: the class path is not searched. */
  private record Listed(List<String> scripts) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return find(name).orElse(null);
    }

    private static Optional<LoadableResource> find(String name) {
      ClassLoader loader = Migrations.class.getClassLoader();
      return loader.getResource(name) == null
          ? Optional.empty()
          : Optional.of(new ClassPathResource(null, name, loader, StandardCharsets.UTF_8));
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return scripts.stream()
          .filter(script -> script.substring(script.lastIndexOf('/') + 1).startsWith(prefix))
          .map(
              script ->
                  find(script).orElseThrow(() -> new IllegalStateException("missing " + script)))
          .toList();
    }
  }

  private static final class None implements ClassProvider<JavaMigration> {
    @Override
    public Collection<Class<? extends JavaMigration>> getClasses() {
      return List.of();
    }
  }
}
