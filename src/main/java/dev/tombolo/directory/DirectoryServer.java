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
import dev.tombolo.directory.protocol.DirectoryHandler;
import dev.tombolo.directory.protocol.LdapListener;
import dev.tombolo.directory.protocol.RequestHandler;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.security.DescriptorAccess;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.directory.store.Store;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.Jobs;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
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
  private final LdapListener ldap;
  private final LdapListener ldaps;
  private final boolean isNew;

  private DirectoryServer(
      DirectoryContext context,
      Notifications notifications,
      Jobs jobs,
      LdapListener ldap,
      LdapListener ldaps,
      boolean isNew) {
    this.context = context;
    this.notifications = notifications;
    this.jobs = jobs;
    this.ldap = ldap;
    this.ldaps = ldaps;
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
              settings.policy(),
              journal);
      boolean isNew = store.snapshot().limit() == 0;
      if (isNew) {
        fill(context, settings, fixtures.get(), progress);
      } else {
        checkForest(store.snapshot(), settings);
      }
      protectAdministrators(context);
      return listen(settings, context, clock, certificates.serverContext(), isNew);
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
      SSLContext tls,
      boolean isNew)
      throws IOException {
    Notifications notifications = new Notifications(context);
    RequestHandler handler = new DirectoryHandler(context, notifications);
    LdapListener ldap =
        LdapListener.open(
            "ldap",
            settings.ldapPort(),
            false,
            settings.connections(),
            tls,
            handler,
            settings.policy());
    try {
      LdapListener ldaps =
          LdapListener.open(
              "ldaps",
              settings.ldapsPort(),
              true,
              settings.connections(),
              tls,
              handler,
              settings.policy());
      Jobs jobs = new Jobs("directory-jobs", clock);
      jobs.every(
          Lifetimes.of(context.store().snapshot()).collectionPeriod(),
          "garbage collection",
          () -> collectGarbage(context));
      jobs.every(PROTECTION_PERIOD, "protected groups", () -> protectAdministrators(context));
      return new DirectoryServer(context, notifications, jobs, ldap, ldaps, isNew);
    } catch (IOException e) {
      ldap.close();
      notifications.close();
      throw e;
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
    return ldap.port();
  }

  /** The port of LDAP over TLS. */
  public int ldapsPort() {
    return ldaps.port();
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
    try {
      ldap.close();
      ldaps.close();
    } catch (IOException e) {
      log.warn("A port did not close cleanly", e);
    }
    jobs.close();
    notifications.close();
    context.store().close();
  }
}
