package dev.tombolo.sql;

import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/**
 * Brings a part's schema up to date by Flyway.
 *
 * <p>One script runs on every database. What they spell differently is a placeholder: {@code
 * ${key}} is the type of a text column that is compared and ordered by code point ({@code COLLATE
 * "C"} in PostgreSQL, plain elsewhere).
 */
final class Migrations {
  private Migrations() {}

  static void run(DatabaseSettings settings, boolean embedded) {
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
