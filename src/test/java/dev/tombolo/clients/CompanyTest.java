package dev.tombolo.clients;

import dev.tombolo.directory.TestDirectory;
import dev.tombolo.directory.store.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of a directory that holds the {@link Company} by clients that are not ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompanyTest {
  protected TestDirectory directory;
  private Snapshot fresh;

  @BeforeAll
  void start() throws Exception {
    directory = new TestDirectory();
    Company.fill(directory);
    fresh = directory.server().snapshot();
  }

  @AfterEach
  void putBack() throws IOException {
    directory.server().restore(fresh);
  }

  @AfterAll
  void stop() {
    directory.close();
  }

  final String ldap() {
    return "ldap://127.0.0.1:" + directory.server().ldapPort();
  }

  final String ldaps() {
    return "ldaps://127.0.0.1:" + directory.server().ldapsPort();
  }

  static byte[] quoted(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  /** What trusts the directory's certificate and no other. */
  static TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(TestDirectory.caCertificate())) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  static SSLContext tls() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }
}
