package dev.tombolo.directory;

import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1UTF8String;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** An authority of a company's own, which gives its people certificates. */
final class ClientCertificates {
  private static final char[] NONE = {};
  private final KeyPair keys = pair();
  private final long notBefore = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
  private final long notAfter = notBefore + Duration.ofDays(30).toMillis();
  private final X509Certificate authority;

  ClientCertificates(String name) throws Exception {
    authority =
        X509Certificate.generateSelfSignedCertificate(
            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            keys,
            new DN(name),
            notBefore,
            notAfter,
            new X509CertificateExtension(
                new OID("2.5.29.19"),
                true,
                new ASN1Sequence(new ASN1Element((byte) 0x01, new byte[] {(byte) 0xFF})).encode()));
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** The file a server is told to trust. */
  Path pem(Path folder) throws Exception {
    return Files.write(folder.resolve("authority.pem"), authority.toPEM());
  }

  /** A user principal name among a certificate's alternative names. */
  static X509CertificateExtension principalName(String name) throws Exception {
    ASN1Element value = new ASN1Element((byte) 0xA0, new ASN1UTF8String(name).encode());
    ASN1Element other =
        new ASN1Sequence((byte) 0xA0, new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), value);
    return new X509CertificateExtension(
        new OID("2.5.29.17"), false, new ASN1Sequence(other).encode());
  }

  /** A mail address among a certificate's alternative names. */
  static X509CertificateExtension mail(String address) throws Exception {
    return new X509CertificateExtension(
        new OID("2.5.29.17"),
        false,
        new ASN1Sequence(new ASN1OctetString((byte) 0x81, address)).encode());
  }

  /** A client that has a certificate. */
  SSLContext client(String subject, X509CertificateExtension... extensions) throws Exception {
    return context(issue(subject, extensions));
  }

  /** A certificate with its key. */
  record Issued(KeyPair keys, Certificate certificate, Certificate issuer) {
    java.security.cert.X509Certificate x509() {
      return (java.security.cert.X509Certificate) certificate;
    }
  }

  Issued issue(String subject, X509CertificateExtension... extensions) throws Exception {
    KeyPair client = pair();
    ASN1Element[] publicKey =
        ASN1Sequence.decodeAsSequence(client.getPublic().getEncoded()).elements();
    ASN1Element[] algorithm = ASN1Sequence.decodeAsSequence(publicKey[0]).elements();
    X509Certificate certificate =
        X509Certificate.generateIssuerSignedCertificate(
            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            authority,
            keys.getPrivate(),
            new OID("1.2.840.10045.2.1"),
            algorithm[1],
            ASN1BitString.decodeAsBitString(publicKey[1]),
            null,
            new DN(subject),
            notBefore,
            notAfter,
            extensions);
    return new Issued(client, certificate.toCertificate(), authority.toCertificate());
  }

  static SSLContext context(Issued issued) throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setKeyEntry(
        "me",
        issued.keys().getPrivate(),
        NONE,
        new Certificate[] {issued.certificate(), issued.issuer()});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NONE);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new TrustManager[] {new TrustAllTrustManager()}, null);
    return context;
  }
}
