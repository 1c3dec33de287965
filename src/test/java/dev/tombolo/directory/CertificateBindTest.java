package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.AUTH_METHOD_NOT_SUPPORTED;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS;
import static dev.tombolo.directory.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateBindTest {
  private static final String SUBJECT = "CN=Alice Liddell,OU=People,O=Adatum,C=GB";

  @TempDir private Path folder;
  private ClientCertificates company;
  private TestDirectory directory;
  private LDAPConnection admin;
  private TestObjects objects;
  private String alice;

  @BeforeEach
  void start() throws Exception {
    company = new ClientCertificates("CN=Adatum Issuing,DC=adatum,DC=com");
    Path pem = company.pem(folder);
    directory = new TestDirectory(settings -> settings.withClientAuthorities(pem));
    admin = directory.admin();
    objects = new TestObjects(admin);
    alice = objects.user("alice");
  }

  @AfterEach
  void stop() {
    admin.close();
    directory.close();
  }

  private static String whoAmI(LDAPConnection client) throws LDAPException {
    return ((WhoAmIExtendedResult) client.processExtendedOperation(new WhoAmIExtendedRequest()))
        .getAuthorizationID();
  }

  /** A connection over StartTLS, by a client with a certificate or without. */
  private LDAPConnection startTls(SSLContext context) throws LDAPException {
    LDAPConnection client = directory.plain();
    assertThat(
            client
                .processExtendedOperation(new StartTLSExtendedRequest(context))
                .getResultCode()
                .intValue())
        .isZero();
    return client;
  }

  private void assertSignsInAlice(SSLContext context) throws LDAPException {
    try (LDAPConnection client = startTls(context)) {
      assertThat(whoAmI(client)).as("StartTLS alone signs nobody in").isEmpty();
      client.bind(new EXTERNALBindRequest());
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  private void assertSignsNobodyIn(SSLContext context, String data) throws LDAPException {
    try (LDAPConnection client = startTls(context)) {
      assertThat(
              assertRefused(
                      () -> client.bind(new EXTERNALBindRequest()),
                      INVALID_CREDENTIALS,
                      "8009030C: LdapErr: DSID-")
                  .getDiagnosticMessage())
          .contains("data " + data + ", v");
      assertThat(whoAmI(client)).isEmpty();
    }
  }

  @Test
  void aPrincipalNameInTheCertificateNamesTheAccount() throws Exception {
    assertSignsInAlice(
        company.client(SUBJECT, ClientCertificates.principalName("alice@adatum.com")));
    objects.set(alice, "userPrincipalName", "al@corp.example");
    assertSignsInAlice(
        company.client(SUBJECT, ClientCertificates.principalName("AL@corp.example")));
    assertSignsNobodyIn(
        company.client(SUBJECT, ClientCertificates.principalName("other@corp.example")), "52e");
  }

  @Test
  void anAccountSaysWhichCertificatesAreItsOwn() throws Exception {
    String issuer = "DC=com,DC=adatum,CN=Adatum Issuing";
    String subject = "C=GB,O=Adatum,OU=People,CN=Alice Liddell";
    X509CertificateExtension mail = ClientCertificates.mail("alice@adatum.com");
    ClientCertificates.Issued issued = company.issue(SUBJECT, mail);
    SSLContext context = ClientCertificates.context(issued);
    byte[] serial = issued.x509().getSerialNumber().toByteArray();
    byte[] reversed = new byte[serial.length];
    for (int i = 0; i < serial.length; i++) {
      reversed[i] = serial[serial.length - 1 - i];
    }
    byte[] key = issued.x509().getExtensionValue("2.5.29.14");
    for (String mapping :
        new String[] {
          "X509:<I>" + issuer + "<S>" + subject,
          "X509:<S>" + subject,
          "X509:<I>" + issuer + "<SR>" + HexFormat.of().formatHex(reversed),
          "X509:<SKI>" + HexFormat.of().formatHex(key, 4, key.length),
          "X509:<RFC822>alice@adatum.com"
        }) {
      assertSignsNobodyIn(context, "52e");
      objects.set(alice, "altSecurityIdentities", mapping);
      assertSignsInAlice(context);
      objects.set(alice, "altSecurityIdentities");
    }
  }

  @Test
  void twoAccountsWithOneCertificateAreNone() throws Exception {
    String mapping = "X509:<S>C=GB,O=Adatum,OU=People,CN=Alice Liddell";
    objects.set(alice, "altSecurityIdentities", mapping);
    objects.set(objects.user("bob"), "altSecurityIdentities", mapping);
    assertSignsNobodyIn(company.client(SUBJECT), "52e");
  }

  @Test
  void anAccountThatMayNotSignInDoesNot() throws Exception {
    objects.set(alice, "userAccountControl", "514");
    assertSignsNobodyIn(
        company.client(SUBJECT, ClientCertificates.principalName("alice@adatum.com")), "533");
  }

  @Test
  void anAuthorityThatIsNotTrustedCountsForNothing() throws Exception {
    ClientCertificates stranger = new ClientCertificates("CN=Adatum Issuing,DC=adatum,DC=com");
    SSLContext context =
        stranger.client(SUBJECT, ClientCertificates.principalName("alice@adatum.com"));
    assertSignsNobodyIn(context, "52e");
    try (LDAPConnection client =
        new LDAPConnection(
            context.getSocketFactory(), "127.0.0.1", directory.server().ldapsPort())) {
      assertThat(whoAmI(client)).isEmpty();
      client.bind("alice@adatum.com", TestObjects.PASSWORD);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  @Test
  void overLdapsTheCertificateSignsInByItself() throws Exception {
    SSLContext context =
        company.client(SUBJECT, ClientCertificates.principalName("alice@adatum.com"));
    try (LDAPConnection client =
        new LDAPConnection(
            context.getSocketFactory(), "127.0.0.1", directory.server().ldapsPort())) {
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
      assertRefused(() -> client.bind(new EXTERNALBindRequest()), INVALID_CREDENTIALS, "8009030C");
    }
  }

  @Test
  void withoutTlsOrACertificateThereIsNothingToGoBy() throws Exception {
    try (LDAPConnection client = directory.plain()) {
      assertRefused(
          () -> client.bind(new EXTERNALBindRequest()), AUTH_METHOD_NOT_SUPPORTED, "00002027");
    }
    try (LDAPConnection client = directory.connect()) {
      assertRefused(() -> client.bind(new EXTERNALBindRequest()), INVALID_CREDENTIALS, "8009030C");
    }
  }
}
