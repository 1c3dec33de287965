package dev.tombolo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A directory of adatum.com on free ports, with clients for it. */
public final class TestDirectory implements AutoCloseable {
  public static final String BASE = "DC=adatum,DC=com";
  public static final String PASSWORD = "Passw0rd!";
  public static final String ADMINISTRATOR = "CN=Administrator,CN=Users," + BASE;
  private static final LabCertificates CERTIFICATES = certificates();

  private final LabClock clock = LabClock.system();
  private final Faults faults = new Faults();
  private final DirectoryServer server;

  public TestDirectory() {
    this(settings -> settings);
  }

  public TestDirectory(UnaryOperator<DirectorySettings> change) {
    DirectorySettings settings = defaults();
    try {
      server =
          DirectoryServer.start(
              change.apply(settings), clock, new Journal("directory", clock), faults, CERTIFICATES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a directory is started with when nothing else is said. */
  static DirectorySettings defaults() {
    return DirectorySettings.of(new Forest("adatum.com", "ADATUM", "DC1"), PASSWORD);
  }

  private static LabCertificates certificates() {
    try {
      return LabCertificates.in(Files.createTempDirectory("tombolo-test-tls"), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LabClock clock() {
    return clock;
  }

  public Faults faults() {
    return faults;
  }

  public DirectoryServer server() {
    return server;
  }

  public static Path caCertificate() {
    return CERTIFICATES.caCertificate();
  }

  /** A connection of the Administrator over TLS. */
  public LDAPConnection admin() throws LDAPException {
    return bind(ADMINISTRATOR, PASSWORD);
  }

  /** A connection of an account over TLS. */
  public LDAPConnection bind(String name, String password) throws LDAPException {
    LDAPConnection connection = connect();
    try {
      connection.bind(name, password);
      return connection;
    } catch (LDAPException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that nobody has signed in on, over TLS. */
  public LDAPConnection connect() throws LDAPException {
    try {
      return new LDAPConnection(
          new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
          "127.0.0.1",
          server.ldapsPort());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection in clear that nobody has signed in on. */
  public LDAPConnection plain() throws LDAPException {
    return new LDAPConnection("127.0.0.1", server.ldapPort());
  }

  @Override
  public void close() {
    server.close();
  }
}
