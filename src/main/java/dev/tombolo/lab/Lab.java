package dev.tombolo.lab;

import dev.tombolo.adfs.Adfs;
import dev.tombolo.adfs.AdfsRoutes;
import dev.tombolo.connector.Connector;
import dev.tombolo.connector.ConnectorSettings;
import dev.tombolo.directory.DirectoryServer;
import dev.tombolo.directory.ldif.LdifLoadException;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifReport;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.event.Journal;
import dev.tombolo.event.JournalEvent;
import dev.tombolo.event.Timeline;
import dev.tombolo.fault.Faults;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.tenant.Tenant;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import dev.tombolo.web.HttpRoutes;
import dev.tombolo.web.WebServer;
import dev.tombolo.web.WebSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running laboratory: the directory, the tenant and the connector between them, or some of the
 * three, with one clock, one set of fault points and one web server. The parts meet only on their
 * wires. Closing it twice does no harm.
 */
public final class Lab implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lab.class);
  private static final int SMALL = 10_000;
  private static final Duration HTTP_IDLE = Duration.ofSeconds(60);

  private final Settings settings;
  private final LabClock clock;
  private final Faults faults = new Faults();
  private final Map<Part, Journal> journals;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final String controlToken;
  private @Nullable LabCertificates certificates;
  private @Nullable DirectoryServer directory;
  private @Nullable Tenant tenant;
  private @Nullable WebServer web;
  private @Nullable Connector connector;
  private @Nullable LabSnapshot fresh;
  private boolean synchronizesAgain;

  private Lab(Settings settings) throws LabException {
    this.settings = settings;
    this.clock = ClockFile.open(settings.path("lab.data"));
    this.journals =
        Map.of(
            Part.DIRECTORY, new Journal(Part.DIRECTORY.label(), clock),
            Part.TENANT, new Journal(Part.TENANT.label(), clock),
            Part.CONNECTOR, new Journal(Part.CONNECTOR.label(), clock));
    byte[] token = new byte[24];
    new SecureRandom().nextBytes(token);
    this.controlToken = HexFormat.of().formatHex(token);
  }

  /** What a lab is started with. */
  public static final class Builder {
    private final Settings settings;
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private List<LdifSource> fixtures = List.of();
    private boolean fixturesGiven;
    private LdifLoader.Progress progress = LdifLoader.Progress.NONE;
    private final List<Function<Lab, HttpRoutes>> faces = new ArrayList<>();

    private Builder(Settings settings) {
      this.settings = settings;
    }

    /** Only some of the parts. */
    public Builder parts(Set<Part> some) {
      parts = EnumSet.copyOf(some);
      return this;
    }

    /** Other fixtures than the settings name. */
    public Builder fixtures(List<LdifSource> others) {
      fixtures = List.copyOf(others);
      fixturesGiven = true;
      return this;
    }

    /** Who is told how far the fixtures have been loaded. */
    public Builder progress(LdifLoader.Progress listener) {
      progress = listener;
      return this;
    }

    /** A face to serve on the lab's web server. */
    public Builder face(Function<Lab, HttpRoutes> routes) {
      faces.add(routes);
      return this;
    }

    /**
     * Starts the lab; when this returns, everything answers.
     *
     * @throws LabException when a part cannot start; none of them runs then
     */
    public Lab start() throws LabException {
      Lab lab = new Lab(settings);
      try {
        lab.start(this);
        return lab;
      } catch (LabException | RuntimeException e) {
        lab.close();
        throw e;
      }
    }
  }

  /** Begins to describe a lab. */
  public static Builder with(Settings settings) {
    return new Builder(settings);
  }

  private void start(Builder builder) throws LabException {
    if (builder.parts.contains(Part.CONNECTOR)) {
      // A mistake in the rules is told before anything runs.
      PartSettings.syncOptions(settings);
    }
    LabCertificates made = certificates();
    certificates = made;
    CompletableFuture<@Nullable DirectoryServer> onPremises =
        builder.parts.contains(Part.DIRECTORY)
            ? CompletableFuture.supplyAsync(() -> startDirectory(builder, made))
            : CompletableFuture.completedFuture(null);
    try {
      if (builder.parts.contains(Part.TENANT)) {
        tenant =
            closeLater(
                Tenant.open(PartSettings.tenant(settings), clock, journal(Part.TENANT), faults));
      }
      directory = onPremises.join();
    } catch (CompletionException e) {
      throw asLabException(e.getCause() == null ? e : e.getCause());
    } catch (IllegalStateException | UncheckedIOException e) {
      waitForDirectory(onPremises);
      throw asLabException(e);
    }
    startWeb(builder, made);
    fresh = snapshot();
    if (builder.parts.contains(Part.CONNECTOR)) {
      startConnector(made);
    }
  }

  /** OpenLDAP's tools look for the machine's own name when they are told {@code localhost}. */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * A lab that is small is put back to after its first synchronization; of a large one that state
   * is not kept, because it would take as much memory again.
   */
  private void startConnector(LabCertificates tls) throws LabException {
    Optional<URI> http = tenant == null || web == null ? Optional.empty() : Optional.of(web.http());
    ConnectorSettings wanted =
        PartSettings.connector(
            settings, directory == null ? 0 : directory.ldapsPort(), http, tls.caCertificate());
    try {
      Connector started =
          closeLater(
              Connector.open(
                  wanted,
                  Optional.of(tls.clientContext()),
                  clock,
                  journal(Part.CONNECTOR),
                  faults));
      connector = started;
      LabSnapshot unsynchronized = snapshot();
      started.start();
      boolean small =
          started.store().read(space -> space.onPremises().count(wanted.forest().name())) <= SMALL;
      fresh = small ? snapshot() : unsynchronized;
    } catch (IllegalStateException e) {
      throw asLabException(e);
    }
  }

  private void waitForDirectory(CompletableFuture<@Nullable DirectoryServer> onPremises) {
    try {
      directory = onPremises.join();
    } catch (CompletionException e) {
      log.debug("The directory did not start either", e);
    }
  }

  private static LabException asLabException(Throwable failure) {
    if (failure instanceof StartFailure start) {
      return new LabException(start.reason(), start);
    }
    String message = failure.getMessage();
    return new LabException(message == null ? failure.toString() : message, failure);
  }

  /** A checked failure on its way through a future. */
  private static final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    private StartFailure(String reason, Throwable cause) {
      super(reason, cause);
      this.reason = reason;
    }

    private String reason() {
      return reason;
    }
  }

  private DirectoryServer startDirectory(Builder builder, LabCertificates tls) {
    try {
      DirectoryServer started =
          DirectoryServer.start(
              PartSettings.directory(settings),
              clock,
              journal(Part.DIRECTORY),
              faults,
              tls,
              () -> fixtures(builder),
              builder.progress);
      return closeLater(started);
    } catch (IOException | LdifLoadException e) {
      throw new StartFailure(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private List<LdifSource> fixtures(Builder builder) {
    try {
      List<LdifSource> all =
          new ArrayList<>(
              builder.fixturesGiven ? builder.fixtures : Fixtures.of(settings.items("lab.ldif")));
      if (settings.optional("connector.directory.bindDn").isEmpty()) {
        all.add(SyncAccount.ldif(settings, forest()));
      }
      return all;
    } catch (LabException e) {
      throw new StartFailure(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private void startWeb(Builder builder, LabCertificates tls) {
    boolean known = builder.parts.contains(Part.TENANT);
    WebSettings ports =
        new WebSettings(
                known ? settings.number("tenant.http.port") : 0, 0, Optional.empty(), HTTP_IDLE)
            .withTls(tls.serverContext(), known ? settings.number("tenant.https.port") : 0);
    List<HttpRoutes> routes = new ArrayList<>();
    if (tenant != null) {
      routes.addAll(tenant.routes());
    }
    if (directory != null) {
      routes.add(
          AdfsRoutes.of(
              new Adfs(PartSettings.adfs(settings, directory.ldapsPort(), tls.caCertificate()))));
    }
    builder.faces.forEach(face -> routes.add(face.apply(this)));
    web = closeLater(WebServer.start(ports, routes));
  }

  /** Those of the data folder; without one, new ones, whose file for clients goes with the lab. */
  private LabCertificates certificates() {
    List<String> names = List.of(PartSettings.forest(settings).serverDnsName(), hostName());
    Optional<Path> data = settings.path("lab.data");
    if (data.isPresent()) {
      return LabCertificates.in(data.get().resolve("tls"), names);
    }
    try {
      Path folder = Files.createTempDirectory("tombolo");
      closeLater(() -> deleteAll(folder));
      return LabCertificates.temporary(folder, names);
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder cannot be made: " + e.getMessage(), e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private synchronized <T extends AutoCloseable> T closeLater(T resource) {
    open.push(resource);
    return resource;
  }

  private Journal journal(Part part) {
    Journal journal = journals.get(part);
    if (journal == null) {
      throw new IllegalStateException("there is no journal for " + part);
    }
    return journal;
  }

  /** The settings the lab was started with. */
  public Settings settings() {
    return settings;
  }

  /** The lab's clock. */
  public LabClock clock() {
    return clock;
  }

  /** The lab's fault points. */
  public Faults faults() {
    return faults;
  }

  /** The names of the forest. */
  public Forest forest() {
    return PartSettings.forest(settings);
  }

  /** The directory, if it runs here. */
  public Optional<DirectoryServer> directory() {
    return Optional.ofNullable(directory);
  }

  /** The tenant, if it runs here. */
  public Optional<Tenant> tenant() {
    return Optional.ofNullable(tenant);
  }

  /** The connector, if it runs here. */
  public Optional<Connector> connector() {
    return Optional.ofNullable(connector);
  }

  /** The token of the interface that operates the lab. */
  public String controlToken() {
    return controlToken;
  }

  /** What has happened to an object on every side, in time order. */
  public List<JournalEvent> timeline(String id) {
    return Timeline.of(id, journals.values());
  }

  /** What has happened on every side since the lab started or was put back, in time order. */
  public List<JournalEvent> events() {
    return Timeline.of(journals.values());
  }

  /** Loads fixtures into the running directory. */
  public LdifReport load(List<LdifSource> sources, boolean keepGoing, LdifLoader.Progress progress)
      throws LabException, LdifLoadException {
    DirectoryServer running = directory;
    if (running == null) {
      throw new LabException("the directory does not run here");
    }
    try {
      return running.load(sources, keepGoing, progress);
    } catch (IOException e) {
      throw new LabException("the fixtures cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** Writes the directory as LDIF; returns how many objects. */
  public long export(OutputStream to) throws LabException {
    DirectoryServer running = directory;
    if (running == null) {
      throw new LabException("the directory does not run here");
    }
    try {
      return running.export(to);
    } catch (IOException e) {
      throw new LabException("the directory cannot be written: " + e.getMessage(), e);
    }
  }

  /** The state of every part now; no cycle runs while it is taken. */
  public LabSnapshot snapshot() {
    return state().copy();
  }

  /** Puts a state back, and disarms every fault point. The clock is as far ahead as it was. */
  public void restore(LabSnapshot snapshot) throws LabException {
    state().putBack(snapshot);
    faults.clear();
    journals.values().forEach(Journal::clear);
  }

  private LabState state() {
    return new LabState(directory, tenant, connector, clock);
  }

  /** Puts the lab back to how it was when it had started. */
  public void reset() throws LabException {
    LabSnapshot start = fresh;
    if (start != null) {
      restore(start);
      if (synchronizesAgain && connector != null) {
        connector.catchUp();
      }
    }
  }

  /** Where everything answers. */
  public Ready ready() {
    LabCertificates tls = certificates;
    WebServer server = web;
    if (tls == null || server == null) {
      throw new IllegalStateException("the lab has not started");
    }
    boolean onPremises = directory != null;
    boolean cloud = tenant != null;
    String http = server.http().toString();
    return new Ready(
        ProcessHandle.current().pid(),
        directory == null ? null : "ldap://127.0.0.1:" + directory.ldapPort(),
        directory == null ? null : "ldaps://127.0.0.1:" + directory.ldapsPort(),
        directory == null ? null : "ldap://127.0.0.1:" + directory.gcPort(),
        directory == null ? null : "ldaps://127.0.0.1:" + directory.gcsPort(),
        directory == null ? null : "cldap://127.0.0.1:" + directory.cldapPort(),
        tls.caCertificate().toAbsolutePath().toString(),
        onPremises ? forest().domainDn() : null,
        onPremises ? "CN=Administrator,CN=Users," + forest().domainDn() : null,
        onPremises ? settings.text("directory.administrator.password") : null,
        cloud ? http : null,
        cloud ? server.https().map(URI::toString).orElse(null) : null,
        cloud ? http + "/v1.0" : null,
        cloud ? settings.text("tenant.id") : null,
        cloud ? settings.text("tenant.clientId") : null,
        cloud ? settings.text("tenant.clientSecret") : null,
        http + "/console",
        http + "/control",
        controlToken);
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) {
        log.error("{} did not close cleanly", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
