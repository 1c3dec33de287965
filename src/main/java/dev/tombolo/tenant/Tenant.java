package dev.tombolo.tenant;

import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.DatabaseException;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.sql.TableCopy;
import dev.tombolo.tenant.api.ApiEndpoint;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.device.EnrollmentEndpoint;
import dev.tombolo.tenant.graph.GraphApi;
import dev.tombolo.tenant.licence.GroupLicensing;
import dev.tombolo.tenant.lifecycle.PurgeJob;
import dev.tombolo.tenant.lifecycle.SyncDisableJob;
import dev.tombolo.tenant.mailbox.ExchangeEndpoint;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.provisioning.ChangeExport;
import dev.tombolo.tenant.provisioning.DuplicateRepair;
import dev.tombolo.tenant.provisioning.PasswordHashSync;
import dev.tombolo.tenant.provisioning.ProvisioningEndpoint;
import dev.tombolo.tenant.provisioning.ProvisioningService;
import dev.tombolo.tenant.relay.RelayEndpoint;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.selfservice.PasswordService;
import dev.tombolo.tenant.selfservice.SelfServiceEndpoint;
import dev.tombolo.tenant.selfservice.SelfServiceSweep;
import dev.tombolo.tenant.signin.OAuthEndpoint;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.signin.SigningKey;
import dev.tombolo.tenant.signin.Tokens;
import dev.tombolo.tenant.store.NoSeatsException;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.time.Jobs;
import dev.tombolo.time.LabClock;
import dev.tombolo.web.HttpRoutes;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated cloud tenant. It is reached by HTTP alone: mount {@link #routes()} on a {@link
 * dev.tombolo.web.WebServer}. Several tenants, in one process or more, may share one database and
 * are then one tenant.
 *
 * <p>Closing twice does no harm.
 */
public final class Tenant implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tenant.class);
  private static final int GRAPH_BODY_LIMIT = 4 * 1024 * 1024;
  private static final int SYNC_BODY_LIMIT = 64 * 1024 * 1024;

  private final TenantStore store;
  private final SigningKey key;
  private final WritebackRelay relay;
  private final Jobs jobs;
  private final List<HttpRoutes> routes;
  private final SignInService signIns;
  private final GroupLicensing groupLicensing;

  private Tenant(
      TenantStore store,
      SigningKey key,
      TenantSettings settings,
      LabClock clock,
      Journal journal,
      Faults faults) {
    this.store = store;
    this.key = key;
    this.relay = new WritebackRelay(store, clock, faults, settings.writebackTimeout());
    this.signIns = new SignInService(store, journal);
    UUID tenantId = store.read(unit -> unit.organization().tenantId());
    this.routes = routes(tenantId, settings, clock, faults);
    this.groupLicensing = new GroupLicensing(store);
    store.onGroupLicences(this::settleGroupLicences);
    this.jobs = jobs(settings, clock);
  }

  /** What a change of members has brought about is done at once; if that fails, by the job. */
  private void settleGroupLicences() {
    try {
      groupLicensing.run();
    } catch (DatabaseException | NoSeatsException e) {
      log.warn("The licences of groups are settled later", e);
    }
  }

  private List<HttpRoutes> routes(
      UUID tenantId, TenantSettings settings, LabClock clock, Faults faults) {
    Tokens tokens = new Tokens(key, tenantId, clock);
    PasswordService passwords = new PasswordService(store, relay);
    ApiRouter provisioning = new ApiRouter();
    new ProvisioningEndpoint(
            new ProvisioningService(store, faults),
            new PasswordHashSync(store),
            new ChangeExport(store))
        .addTo(provisioning);
    ApiRouter writeback = new ApiRouter();
    new RelayEndpoint(relay).addTo(writeback);
    ApiRouter exchange = new ApiRouter();
    new ExchangeEndpoint(store).addTo(exchange);
    return List.of(
        new OAuthEndpoint(store, key, tokens, signIns, tenantId, clock).routes(),
        new ApiEndpoint(
                new GraphApi(store, passwords, settings.throttling(), faults, clock),
                tokens,
                clock,
                GRAPH_BODY_LIMIT)
            .routes(List.of("/v1.0", "/beta")),
        new ApiEndpoint(exchange, tokens, clock, GRAPH_BODY_LIMIT)
            .routes(List.of(ExchangeEndpoint.PREFIX)),
        new ApiEndpoint(provisioning, tokens, clock, SYNC_BODY_LIMIT)
            .routes(List.of(ProvisioningEndpoint.PREFIX)),
        new ApiEndpoint(writeback, tokens, clock, SYNC_BODY_LIMIT)
            .routes(List.of(RelayEndpoint.PREFIX)),
        new EnrollmentEndpoint(store).routes(tokens, clock),
        new SelfServiceEndpoint(store, passwords, relay).routes(tokens, clock));
  }

  private Jobs jobs(TenantSettings settings, LabClock clock) {
    Jobs all = new Jobs("tenant-jobs", clock);
    all.every(PurgeJob.PERIOD, "purge", new PurgeJob(store));
    all.every(GroupLicensing.PERIOD, "group-licensing", groupLicensing);
    all.every(DuplicateRepair.PERIOD, "duplicate-repair", new DuplicateRepair(store));
    all.every(WritebackRelay.SWEEP_PERIOD, "writeback-sweep", relay::sweep);
    all.every(SelfServiceSweep.PERIOD, "self-service-sweep", new SelfServiceSweep(store));
    all.every(
        SyncDisableJob.PERIOD,
        "sync-disable",
        new SyncDisableJob(store, settings.syncDisableDuration()));
    return all;
  }

  /**
   * Opens a tenant, setting it up if its database is new.
   *
   * @throws IllegalStateException with one line when the database cannot be used
   */
  public static Tenant open(
      TenantSettings settings, LabClock clock, Journal journal, Faults faults) {
    String url =
        settings
            .jdbcUrl()
            .orElseGet(() -> DatabaseSettings.embedded(settings.dataFolder(), "tenant"));
    TenantStore store = TenantStore.open(url, clock, journal);
    SigningKey key = SigningKey.of(store);
    store.write(Actor.SERVICE, unit -> new TenantSetup(unit, settings).run());
    return new Tenant(store, key, settings, clock, journal, faults);
  }

  /** What to mount on a web server. */
  public List<HttpRoutes> routes() {
    return routes;
  }

  /** Checks users' passwords, for pages that sign users in. */
  public SignInService signIns() {
    return signIns;
  }

  /** The tenant's whole state now, to be put back by {@link #restore}. */
  public Snapshot snapshot() {
    String ready = key.get().getKeyID(); // the key is part of the state
    return new Snapshot(store.copy(), ready);
  }

  /** Puts a state back. */
  public void restore(Snapshot snapshot) {
    store.restore(snapshot.tables);
  }

  /** The state of a tenant at some moment. */
  public static final class Snapshot {
    private final TableCopy tables;
    private final String keyId;

    private Snapshot(TableCopy tables, String keyId) {
      this.tables = tables;
      this.keyId = keyId;
    }

    @Override
    public String toString() {
      return "Snapshot[signing key " + keyId + "]";
    }
  }

  @Override
  public void close() {
    jobs.close();
    relay.close();
    store.close();
  }
}
