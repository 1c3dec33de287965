package dev.tombolo.tenant.store;

import dev.tombolo.event.Journal;
import dev.tombolo.sql.Database;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.sql.TableCopy;
import dev.tombolo.tenant.model.Actor;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The tenant's state, read and changed in units of work. */
public final class TenantStore implements AutoCloseable {
  private record Done<T>(Unit unit, T result) {}

  private static final String SCHEMA = "tenant";
  private static final List<String> MIGRATIONS =
      List.of(
          "dev/tombolo/tenant/store/V1__tenant.sql",
          "dev/tombolo/tenant/store/V2__self_service.sql",
          "dev/tombolo/tenant/store/V3__graph.sql");
  private static final int POOL_SIZE = 16;
  private static final List<String> TABLES =
      List.of(
          "directory_object",
          "unique_value",
          "directory_link",
          "change_counter",
          "directory_change",
          "credential",
          "sku",
          "licence",
          "provisioning_error",
          "tenant_domain",
          "tenant_setting",
          "application",
          "role_assignment",
          "audit_entry",
          "password_operation",
          "device_sign_in",
          "group_licence",
          "inherited_licence",
          "mailbox",
          "provisioning_entry",
          "relay_agent",
          "relay_request",
          "sspr_method",
          "sspr_challenge",
          "sspr_inbox",
          "sspr_flow",
          "sspr_attempt",
          "sspr_block");

  private final Database database;
  private final Clock clock;
  private final Journal journal;
  private final ObjectIds ids;
  private volatile Runnable groupLicensing = () -> {};

  private TenantStore(Database database, Clock clock, Journal journal) {
    this.database = database;
    this.clock = clock;
    this.journal = journal;
    this.ids = new ObjectIds(clock);
  }

  /**
   * Opens the database and brings it up to date.
   *
   * @throws IllegalStateException when it cannot be used
   */
  public static TenantStore open(String url, Clock clock, Journal journal) {
    Database database = Database.open(new DatabaseSettings(url, SCHEMA, MIGRATIONS, POOL_SIZE));
    return new TenantStore(database, clock, journal);
  }

  /**
   * Makes a change in the name of {@code actor}. When it loses a race against another one, {@code
   * work} runs again from its start.
   */
  public <T> T write(Actor actor, Function<Unit, T> work) {
    Done<T> done =
        database.inTransaction(
            transaction -> {
              Unit unit = new Unit(transaction, ids, actor, clock.instant());
              T result = work.apply(unit);
              unit.flush();
              return new Done<>(unit, result);
            });
    done.unit.committed(journal);
    if (done.unit.concernsLicences()) {
      groupLicensing.run();
    }
    return done.result;
  }

  /** Has {@code work} run after each commit that changes what groups give their members. */
  public void onGroupLicences(Runnable work) {
    groupLicensing = work;
  }

  /** Reads; changes made by {@code work} are lost. */
  public <T> T read(Function<Unit, T> work) {
    return database.read(
        transaction -> work.apply(new Unit(transaction, ids, Actor.SERVICE, clock.instant())));
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
