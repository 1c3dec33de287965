package dev.tombolo.directory;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.bootstrap.ForestBuilder;
import dev.tombolo.directory.bootstrap.FreshForest;
import dev.tombolo.directory.ldif.LdifExporter;
import dev.tombolo.directory.ldif.LdifLoadException;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifReport;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.lifecycle.GarbageCollector;
import dev.tombolo.directory.lifecycle.Lifetimes;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.Notifications;
import dev.tombolo.directory.operation.ProtectionTask;
import dev.tombolo.directory.operation.QueryPolicies;
import dev.tombolo.directory.protocol.AccessLogs;
import dev.tombolo.directory.protocol.DatagramListener;
import dev.tombolo.directory.protocol.DirectoryHandler;
import dev.tombolo.directory.protocol.LdapListener;
import dev.tombolo.directory.protocol.ListenerContext;
import dev.tombolo.directory.protocol.RequestHandler;
import dev.tombolo.directory.sasl.Mechanisms;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.security.DescriptorAccess;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.directory.store.Store;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.net.UnavailablePortException;
import dev.tombolo.time.Jobs;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.ClientTrust;
import dev.tombolo.tls.LabCertificates;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running directory: the stand-in for a domain controller, listening on loopback. Closing it
 * twice does no harm; it finishes what is under way and owns its data folder until then.
 */
public final class DirectoryServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectoryServer.class);

  private static final Duration PROTECTION_PERIOD = Duration.ofHours(1);

  private final DirectoryContext context;
  private final Notifications notifications;
  private final Jobs jobs;
  private final Listeners listeners;
  private final Deque<Closeable> opened;
  private final boolean isNew;

  private DirectoryServer(
      DirectoryContext context,
      Notifications notifications,
      Jobs jobs,
      Listeners listeners,
      Deque<Closeable> opened,
      boolean isNew) {
    this.context = context;
    this.notifications = notifications;
    this.jobs = jobs;
    this.listeners = listeners;
    this.opened = opened;
    this.isNew = isNew;
  }

  /**
   * Opens the directory and its ports.
   *
   * @throws IOException when a port is taken, or the data folder is in use, unreadable or another
   *     forest's
   */
  public static DirectoryServer start(
      DirectorySettings settings,
      LabClock clock,
      Journal journal,
      Faults faults,
      LabCertificates certificates)
      throws IOException {
    try {
      return start(
          settings, clock, journal, faults, certificates, List::of, LdifLoader.Progress.NONE);
    } catch (LdifLoadException e) {
      throw new IllegalStateException("nothing was to be loaded", e);
    }
  }

  /**
   * Opens the directory and its ports, and fills a directory that is new with fixtures. The forest
   * and its fixtures are one transaction: a start that fails or is killed leaves a data folder in
   * which the next start begins again.
   *
   * @param fixtures asked only when the directory is new
   * @throws IOException when a port is taken, a fixture cannot be read, or the data folder is in
   *     use, unreadable or another forest's
   * @throws LdifLoadException when a fixture does not fit
   */
  public static DirectoryServer start(
      DirectorySettings settings,
      LabClock clock,
      Journal journal,
      Faults faults,
      LabCertificates certificates,
      Supplier<List<LdifSource>> fixtures,
      LdifLoader.Progress progress)
      throws IOException, LdifLoadException {
    Store store =
        settings.data() == null
            ? Store.inMemory(Schema.standard(), faults)
            : Store.open(settings.data(), Schema::standard, faults);
    try {
      DefaultDescriptors defaults = new DefaultDescriptors();
      DirectoryContext context =
          new DirectoryContext(
              store,
              settings.forest(),
              clock,
              new DescriptorAccess(defaults),
              defaults,
              new Authenticator(store, settings.forest(), clock, settings.oldPasswordGrace()),
              new QueryPolicies(store),
              Mechanisms.NAMES,
              journal);
      boolean isNew = store.snapshot().limit() == 0;
      if (isNew) {
        fill(context, settings, fixtures.get(), progress);
      } else {
        checkForest(store.snapshot(), settings);
      }
      protectAdministrators(context);
      ClientTrust clients = certificates.clientTrust(settings.clientAuthorities());
      return listen(settings, context, clock, clients, certificates.serverContext(clients), isNew);
    } catch (IOException | LdifLoadException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static void fill(
      DirectoryContext context,
      DirectorySettings settings,
      List<LdifSource> fixtures,
      LdifLoader.Progress progress)
      throws IOException, LdifLoadException {
    FreshForest fresh =
        new FreshForest(
            settings.forest(),
            randomDomainSid(),
            settings.administratorPassword(),
            settings.functionalLevel(),
            settings.recycleBin());
    LdifReport done =
        new LdifLoader(context, false, progress)
            .fill(
                fixtures,
                transaction -> ForestBuilder.build(fresh, transaction, context.clock().instant()));
    log.debug("Loaded {} objects", done.added());
  }

  private static void checkForest(Snapshot kept, DirectorySettings settings) throws IOException {
    String domain = Names.dn(kept, kept.object(Register.DOMAIN));
    if (!domain.equalsIgnoreCase(settings.forest().domainDn())) {
      throw new IOException(
          "the data folder "
              + settings.data()
              + " holds "
              + domain
              + ", not "
              + settings.forest().domainDn());
    }
  }

  private static Sid randomDomainSid() {
    SecureRandom random = new SecureRandom();
    return Sid.of(5, 21, part(random), part(random), part(random));
  }

  private static long part(SecureRandom random) {
    return 1_000_000_000L + (random.nextInt() & 0x7FFFFFFFL);
  }

  private static DirectoryServer listen(
      DirectorySettings settings,
      DirectoryContext context,
      LabClock clock,
      ClientTrust clients,
      SSLContext tls,
      boolean isNew)
      throws IOException {
    Notifications notifications = new Notifications(context);
    Mechanisms mechanisms =
        new Mechanisms(context.store(), context.forest(), clock, context.authenticator(), clients);
    RequestHandler directory = new DirectoryHandler(context, notifications, mechanisms);
    Deque<Closeable> opened = new ArrayDeque<>();
    try {
      AccessLogs log = AccessLogs.around(directory, clock, settings.accessLog());
      opened.push(log);
      Listeners listeners =
          Listeners.open(
              settings.ports(),
              new ListenerContext(tls, log.handler(), context.policies()),
              opened);
      Jobs jobs = new Jobs("directory-jobs", clock);
      jobs.every(
          Lifetimes.of(context.store().snapshot()).collectionPeriod(),
          "garbage collection",
          () -> collectGarbage(context));
      jobs.every(PROTECTION_PERIOD, "protected groups", () -> protectAdministrators(context));
      return new DirectoryServer(context, notifications, jobs, listeners, opened, isNew);
    } catch (IOException e) {
      closeAll(opened);
      notifications.close();
      throw e;
    }
  }

  private static void closeAll(Deque<Closeable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException e) {
        log.warn("A port did not close cleanly", e);
      }
    }
  }

  /** The ports, open. */
  private record Listeners(
      LdapListener ldap,
      LdapListener ldaps,
      LdapListener gc,
      LdapListener gcs,
      DatagramListener cldap) {
    private static Listeners open(
        DirectoryPorts ports, ListenerContext context, Deque<Closeable> opened) throws IOException {
      LdapListener ldap =
          open(new LdapListener.Port("ldap", ports.ldap(), false, false), context, opened);
      DatagramListener cldap = openDatagrams(ports, ldap.port(), context);
      opened.push(cldap);
      return new Listeners(
          ldap,
          open(new LdapListener.Port("ldaps", ports.ldaps(), true, false), context, opened),
          open(new LdapListener.Port("gc", ports.gc(), false, true), context, opened),
          open(new LdapListener.Port("gc.ssl", ports.gcs(), true, true), context, opened),
          cldap);
    }

    private static DatagramListener openDatagrams(
        DirectoryPorts ports, int ldap, ListenerContext context) throws IOException {
      if (ports.cldap() != DirectoryPorts.SAME_AS_LDAP) {
        return DatagramListener.open(ports.cldap(), context);
      }
      try {
        return DatagramListener.open(ldap, context);
      } catch (UnavailablePortException e) {
        if (ports.ldap() != 0) {
          throw e;
        }
        return DatagramListener.open(0, context); // the number was found by chance, for TCP
      }
    }

    private static LdapListener open(
        LdapListener.Port port, ListenerContext context, Deque<Closeable> opened)
        throws IOException {
      LdapListener listener = LdapListener.open(port, context);
      opened.push(listener);
      return listener;
    }
  }

  private static void collectGarbage(DirectoryContext context) {
    try {
      new GarbageCollector(context.store(), context.clock()).collect();
    } catch (DirectoryException e) {
      throw new IllegalStateException("garbage collection failed: " + e.diagnostic(), e);
    }
  }

  private static void protectAdministrators(DirectoryContext context) {
    try {
      int count = new ProtectionTask(context).run();
      if (count > 0) {
        log.debug("Protected {} objects", count);
      }
    } catch (DirectoryException e) {
      throw new IllegalStateException(
          "administrators could not be protected: " + e.diagnostic(), e);
    }
  }

  /** Whether the forest was made at this start rather than found in the data folder. */
  public boolean isNew() {
    return isNew;
  }

  /** The port of LDAP in clear and with StartTLS. */
  public int ldapPort() {
    return listeners.ldap().port();
  }

  /** The port of LDAP over TLS. */
  public int ldapsPort() {
    return listeners.ldaps().port();
  }

  /** The port of the global catalog in clear and with StartTLS. */
  public int gcPort() {
    return listeners.gc().port();
  }

  /** The port of the global catalog over TLS. */
  public int gcsPort() {
    return listeners.gcs().port();
  }

  /** The UDP port where clients look for a domain controller. */
  public int cldapPort() {
    return listeners.cldap().port();
  }

  /** The directory as it is now, to be put back later. */
  public Snapshot snapshot() {
    return context.store().snapshot();
  }

  /**
   * Puts a snapshot back.
   *
   * @throws IOException when it cannot be made durable; the directory is unchanged then
   */
  public void restore(Snapshot snapshot) throws IOException {
    context.store().restore(snapshot);
  }

  /**
   * Loads LDIF, all of it or, when told to keep going, all that fits.
   *
   * @throws LdifLoadException when a record does not fit; the directory is unchanged
   * @throws IOException when a source cannot be read; the directory is unchanged
   */
  public LdifReport load(List<LdifSource> sources, boolean keepGoing, LdifLoader.Progress progress)
      throws LdifLoadException, IOException {
    return new LdifLoader(context, keepGoing, progress).load(sources);
  }

  /**
   * Writes the domain as LDIF content records, deleted objects included; returns how many objects.
   */
  public long export(OutputStream to) throws IOException {
    return new LdifExporter(context).write(to);
  }

  @Override
  public void close() {
    closeAll(opened);
    jobs.close();
    notifications.close();
    context.store().close();
  }
}
