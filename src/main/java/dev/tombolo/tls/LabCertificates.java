package dev.tombolo.tls;

import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The lab's own certificate authority, its server certificate and the TLS contexts made from them,
 * kept in one folder: {@code lab-ca.pem} for clients to trust, {@code lab-tls.p12} with the keys,
 * readable by its owner only.
 *
 * <p>The folder's files are made on first use and used again after that, so a client that trusted
 * the lab once keeps trusting it. Keys are P-256. Certificates follow the machine's clock, not the
 * lab's: clients check them by theirs.
 */
public final class LabCertificates {
  private static final char[] STORE_PASSWORD = "tombolo".toCharArray();
  private static final String CA = "ca";
  private static final String SERVER = "server";
  private static final Duration VALIDITY = Duration.ofDays(3650);

  private final Path caCertificate;
  private final KeyStore keys;

  private LabCertificates(Path caCertificate, KeyStore keys) {
    this.caCertificate = caCertificate;
    this.keys = keys;
  }

  /**
   * Opens the folder's certificates, or makes them.
   *
   * @param folder made when missing
   * @param hostNames DNS names the server certificate answers for, besides {@code localhost} and
   *     {@code 127.0.0.1}
   * @throws UncheckedIOException when the folder cannot be read or written, or holds a damaged
   *     store
   */
  public static LabCertificates in(Path folder, List<String> hostNames) {
    try {
      Files.createDirectories(folder);
      Path store = folder.resolve("lab-tls.p12");
      Path pem = folder.resolve("lab-ca.pem");
      KeyStore keys = KeyStore.getInstance("PKCS12");
      if (Files.exists(store)) {
        try (InputStream in = Files.newInputStream(store)) {
          keys.load(in, STORE_PASSWORD);
        }
      } else {
        keys.load(null, null);
        make(keys, hostNames);
        write(store, keys);
      }
      Certificate ca = keys.getCertificate(CA);
      Files.write(pem, new X509Certificate(ca.getEncoded()).toPEM());
      return new LabCertificates(pem, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the certificates in " + folder + " cannot be used: " + e.getMessage(), e);
    } catch (GeneralSecurityException | CertException | LDAPException | ASN1Exception e) {
      throw new IllegalStateException("the certificates in " + folder + " cannot be made", e);
    }
  }

  /**
   * Makes certificates whose keys stay in memory; the folder gets the file for clients only.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static LabCertificates temporary(Path folder, List<String> hostNames) {
    try {
      Path pem = folder.resolve("lab-ca.pem");
      // Unlike PKCS #12 it does not derive keys at length, which only a file would need.
      KeyStore keys = KeyStore.getInstance("JKS");
      keys.load(null, null);
      make(keys, hostNames);
      Files.write(pem, new X509Certificate(keys.getCertificate(CA).getEncoded()).toPEM());
      return new LabCertificates(pem, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the certificate cannot be written to " + folder + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException | CertException | LDAPException | ASN1Exception e) {
      throw new IllegalStateException("the certificates cannot be made", e);
    }
  }

  /** The file that clients name as their trusted authority, in PEM. */
  public Path caCertificate() {
    return caCertificate;
  }

  /**
   * A context for servers: the server certificate with its key, and for clients' certificates the
   * lab's CA.
   */
  public SSLContext serverContext() {
    try {
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(serverKeys(), STORE_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the lab's server certificate cannot be used", e);
    }
  }

  /**
   * A context for servers that ask clients for certificates.
   *
   * @param clients whose certificates are asked for
   */
  public SSLContext serverContext(ClientTrust clients) {
    try {
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(serverKeys(), STORE_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), new TrustManager[] {clients.asking()}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the lab's server certificate cannot be used", e);
    }
  }

  /**
   * Trusts clients' certificates of the lab's CA and of further authorities.
   *
   * @param further a file of those in PEM
   * @throws IOException when the file cannot be read or holds no certificate
   */
  public ClientTrust clientTrust(Optional<Path> further) throws IOException {
    try {
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry(CA, keys.getCertificate(CA));
      if (further.isPresent()) {
        addAuthorities(further.get(), trust);
      }
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(trust);
      return new ClientTrust((X509TrustManager) trusted.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          further.map(Path::toString).orElse("the lab's CA")
              + " cannot be used as a trusted authority: "
              + e.getMessage(),
          e);
    }
  }

  private static void addAuthorities(Path pem, KeyStore trust)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      int n = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trust.setCertificateEntry("authority" + n++, certificate);
      }
      if (n == 0) {
        throw new IOException(pem + " holds no certificate");
      }
    }
  }

  /** A context for clients that trust the lab's CA and nothing else. */
  public SSLContext clientContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the lab's CA cannot be used", e);
    }
  }

  /**
   * A context for clients that trust the authorities of one PEM file and nothing else.
   *
   * @throws IOException when the file cannot be read or holds no certificate
   */
  public static SSLContext trusting(Path pem) throws IOException {
    try {
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      addAuthorities(pem, trust);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(trust);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + " cannot be used as a trusted authority: " + e.getMessage(), e);
    }
  }

  private KeyStore serverKeys() throws GeneralSecurityException, IOException {
    KeyStore server = KeyStore.getInstance(keys.getType());
    server.load(null, null);
    server.setKeyEntry(
        SERVER,
        keys.getKey(SERVER, STORE_PASSWORD),
        STORE_PASSWORD,
        keys.getCertificateChain(SERVER));
    return server;
  }

  private TrustManagerFactory trustManagers() throws GeneralSecurityException, IOException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(CA, keys.getCertificate(CA));
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust);
    return trusted;
  }

  private static void make(KeyStore keys, List<String> hostNames)
      throws GeneralSecurityException, CertException, LDAPException, ASN1Exception {
    long notBefore = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
    long notAfter = notBefore + VALIDITY.toMillis();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair caKeys = generator.generateKeyPair();
    X509Certificate ca =
        X509Certificate.generateSelfSignedCertificate(
            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            caKeys,
            new DN("CN=Tombolo Lab CA,O=Tombolo"),
            notBefore,
            notAfter,
            Extensions.certificateAuthority(),
            Extensions.keyUsage(true));
    KeyPair serverKeys = generator.generateKeyPair();
    ASN1Element[] publicKey =
        ASN1Sequence.decodeAsSequence(serverKeys.getPublic().getEncoded()).elements();
    ASN1Element[] algorithm = ASN1Sequence.decodeAsSequence(publicKey[0]).elements();
    X509Certificate server =
        X509Certificate.generateIssuerSignedCertificate(
            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            ca,
            caKeys.getPrivate(),
            new OID("1.2.840.10045.2.1"),
            algorithm[1],
            ASN1BitString.decodeAsBitString(publicKey[1]),
            null,
            new DN("CN=localhost,O=Tombolo"),
            notBefore,
            notAfter,
            Extensions.subjectAlternativeNames(hostNames),
            Extensions.serverAuthentication(),
            Extensions.keyUsage(false));
    Certificate caCertificate = ca.toCertificate();
    store(keys, CA, caKeys.getPrivate(), caCertificate);
    store(keys, SERVER, serverKeys.getPrivate(), server.toCertificate(), caCertificate);
  }

  private static void store(KeyStore keys, String alias, PrivateKey key, Certificate... chain)
      throws GeneralSecurityException {
    keys.setKeyEntry(alias, key, STORE_PASSWORD, chain);
  }

  private static void write(Path store, KeyStore keys)
      throws IOException, GeneralSecurityException {
    Path fresh =
        Files.createTempFile(
            store.toAbsolutePath().getParent(),
            "lab-tls",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(fresh)) {
      keys.store(out, STORE_PASSWORD);
    }
    Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The X.509 extensions the lab's certificates carry (RFC 5280 section 4.2.1). */
  private static final class Extensions {
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static X509CertificateExtension certificateAuthority() {
      byte[] value =
          new ASN1Sequence(new ASN1Element((byte) 0x01, new byte[] {(byte) 0xFF})).encode();
      return new X509CertificateExtension(new OID("2.5.29.19"), true, value);
    }

    private static X509CertificateExtension keyUsage(boolean authority) {
      // keyCertSign and cRLSign for the authority, digitalSignature and keyAgreement for the server
      byte bits = (byte) (authority ? 0x06 : 0x88);
      byte[] value =
          new ASN1Element((byte) 0x03, new byte[] {(byte) (authority ? 1 : 3), bits}).encode();
      return new X509CertificateExtension(new OID("2.5.29.15"), true, value);
    }

    private static X509CertificateExtension serverAuthentication() throws ASN1Exception {
      byte[] value = new ASN1Sequence(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.1")).encode();
      return new X509CertificateExtension(new OID("2.5.29.37"), false, value);
    }

    private static X509CertificateExtension subjectAlternativeNames(List<String> hostNames) {
      List<ASN1Element> names = new ArrayList<>();
      names.add(new ASN1OctetString((byte) 0x82, "localhost"));
      for (String hostName : hostNames) {
        names.add(new ASN1OctetString((byte) 0x82, hostName));
      }
      names.add(new ASN1OctetString((byte) 0x87, IPV4_LOOPBACK));
      names.add(new ASN1OctetString((byte) 0x87, IPV6_LOOPBACK));
      return new X509CertificateExtension(
          new OID("2.5.29.17"), false, new ASN1Sequence(names).encode());
    }
  }
}
