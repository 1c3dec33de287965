package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.AUTH_METHOD_NOT_SUPPORTED;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.PROTOCOL_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 5.1.1")
class BindTest extends FreshWireTest {
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
    objects.set(alice, "userPrincipalName", "al@corp.example");
    objects.set(alice, "displayName", "Liddell, Alice");
  }

  private void assertSignsIn(String name) throws LDAPException {
    try (LDAPConnection client = directory.bind(name, PASSWORD)) {
      assertThat(whoAmI(client)).as(name).isEqualTo("u:ADATUM\\alice");
    }
  }

  private static String whoAmI(LDAPConnection client) throws LDAPException {
    return ((WhoAmIExtendedResult) client.processExtendedOperation(new WhoAmIExtendedRequest()))
        .getAuthorizationID();
  }

  private LDAPException assertFails(String name, String password, String data) {
    LDAPException refusal =
        assertRefused(
            () -> directory.bind(name, password).close(),
            INVALID_CREDENTIALS,
            "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data "
                + data
                + ", v");
    assertThat(refusal.getDiagnosticMessage()).endsWith("\0");
    return refusal;
  }

  @Test
  void anAccountSignsInByManyNames() throws Exception {
    objects.set(alice, "servicePrincipalName", "host/pc1.adatum.com");
    assertSignsIn("host/pc1.adatum.com");
    assertSignsIn("http/pc1.adatum.com");
    assertSignsIn("adatum.com/Users\nalice");
    assertSignsIn(alice);
    assertSignsIn("al@corp.example");
    assertSignsIn("AL@CORP.example");
    assertSignsIn("alice@adatum.com");
    assertSignsIn("ADATUM\\alice");
    assertSignsIn("adatum\\ALICE");
    assertSignsIn("adatum.com/Users/alice");
    assertSignsIn("{" + objects.guid(alice) + "}");
    assertSignsIn("Liddell, Alice");
    byte[] sid = objects.read(alice, "objectSid").getAttributeValueBytes("objectSid");
    assertSignsIn(Sid.of(sid).toString());
    assertSignsIn("<GUID=" + objects.guid(alice) + ">");
    assertSignsIn("<SID=" + HexFormat.of().formatHex(sid) + ">");
    objects.set("CN=Partitions,CN=Configuration," + BASE, "uPNSuffixes", "alias.example");
    assertSignsIn("alice@alias.example");
  }

  @Test
  void otherNamesDoNot() throws Exception {
    assertFails("alice", PASSWORD, "52e");
    assertFails("alice@elsewhere.example", PASSWORD, "52e");
    assertFails("OTHER\\alice", PASSWORD, "52e");
    assertFails("CN=nobody," + USERS, PASSWORD, "52e");
    assertFails("CN=alice,CN=nope," + BASE, PASSWORD, "52e");
    String other = objects.user("other");
    objects.set(other, "displayName", "Liddell, Alice");
    assertFails("Liddell, Alice", PASSWORD, "52e");
  }

  @Test
  void anExplicitPrincipalNameWins() throws Exception {
    String bob = objects.user("bob");
    objects.set(bob, "userPrincipalName", "carol@adatum.com");
    objects.user("carol", "Other-7-words");
    try (LDAPConnection client = directory.bind("carol@adatum.com", PASSWORD)) {
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\bob");
    }
  }

  @Test
  void aWrongPasswordIsCounted() throws Exception {
    assertFails(alice, "wrong", "52e");
    assertFails(alice, "wrong again", "52e");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("2");
    assertThat(objects.number(alice, "badPasswordTime")).isPositive();
    assertSignsIn(alice);
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("0");
    assertThat(objects.number(alice, "lastLogon")).isPositive();
    assertThat(objects.value(alice, "logonCount")).isEqualTo("1");
    assertThat(objects.number(alice, "lastLogonTimestamp")).isPositive();
  }

  @Test
  void theReasonIsToldToThoseWhoKnowThePassword() throws Exception {
    objects.set(alice, "userAccountControl", "514");
    assertFails(alice, PASSWORD, "533");
    assertFails(alice, "wrong", "52e");
    objects.set(alice, "userAccountControl", "512");
    long now = FileTime.of(directory.clock().instant());
    objects.set(alice, "accountExpires", Long.toString(now - 1));
    assertFails(alice, PASSWORD, "701");
    assertFails(alice, "wrong", "52e");
    objects.set(alice, "accountExpires", "0");
    assertSignsIn(alice);
    objects.set(alice, "pwdLastSet", "0");
    assertFails(alice, PASSWORD, "773");
    objects.set(alice, "pwdLastSet", "-1");
    assertSignsIn(alice);
  }

  @Test
  void hoursAndWorkstationsAreMinded() throws Exception {
    admin.modify(alice, new Modification(ModificationType.REPLACE, "logonHours", new byte[21]));
    assertFails(alice, PASSWORD, "530");
    byte[] always = new byte[21];
    java.util.Arrays.fill(always, (byte) 0xFF);
    admin.modify(alice, new Modification(ModificationType.REPLACE, "logonHours", always));
    assertSignsIn(alice);
    objects.set(alice, "userWorkstations", "PC1");
    assertFails(alice, PASSWORD, "531");
  }

  @Test
  void aPasswordExpiresUnlessItNeverDoes() throws Exception {
    directory.clock().advance(Duration.ofDays(43));
    assertFails(alice, PASSWORD, "532");
    assertThat(objects.value(alice, "msDS-User-Account-Control-Computed")).isEqualTo("8388608");
    objects.set(alice, "userAccountControl", "66048");
    assertSignsIn(alice);
    assertThat(objects.value(alice, "msDS-UserPasswordExpiryTimeComputed"))
        .isEqualTo("9223372036854775807");
    objects.set(alice, "userAccountControl", "512");
    objects.set(BASE, "maxPwdAge", "0");
    assertSignsIn(alice);
  }

  @Test
  void anAccountIsLockedOutForAWhile() throws Exception {
    objects.set(BASE, "lockoutThreshold", "3");
    for (int i = 0; i < 3; i++) {
      assertFails(alice, "wrong", "52e");
    }
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("3");
    assertThat(objects.number(alice, "lockoutTime")).isPositive();
    assertThat(objects.value(alice, "msDS-User-Account-Control-Computed")).isEqualTo("16");
    assertFails(alice, PASSWORD, "775");
    assertFails(alice, "wrong", "775");
    directory.clock().advance(Duration.ofMinutes(31));
    assertSignsIn(alice);
    assertThat(objects.value(alice, "lockoutTime")).isEqualTo("0");
    assertThat(objects.value(alice, "msDS-User-Account-Control-Computed")).isEqualTo("0");
  }

  @Test
  void anAdministratorUnlocksAtOnce() throws Exception {
    objects.set(BASE, "lockoutThreshold", "2");
    assertFails(alice, "wrong", "52e");
    assertFails(alice, "wrong", "52e");
    assertFails(alice, PASSWORD, "775");
    objects.reset(alice, "Another-7-word");
    assertFails(alice, "Another-7-word", "775");
    objects.set(alice, "lockoutTime", "0");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("0");
    assertThat(objects.value(alice, "lockoutTime")).isEqualTo("0");
    directory.bind(alice, "Another-7-word").close();
  }

  @Test
  void wrongPasswordsAreForgottenAfterTheWindow() throws Exception {
    objects.set(BASE, "lockoutThreshold", "2");
    assertFails(alice, "wrong", "52e");
    directory.clock().advance(Duration.ofMinutes(31));
    assertFails(alice, "wrong", "52e");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("1");
    assertSignsIn(alice);
  }

  @Test
  void theAdministratorIsNeverLockedOut() throws Exception {
    objects.set(BASE, "lockoutThreshold", "1");
    assertFails(TestDirectory.ADMINISTRATOR, "wrong", "52e");
    directory.admin().close();
  }

  @Test
  void thePreviousPasswordIsGoodForAnHour() throws Exception {
    objects.reset(alice, "Another-7-word");
    assertSignsIn(alice);
    directory.clock().advance(Duration.ofMinutes(61));
    assertFails(alice, PASSWORD, "52e");
    assertThat(objects.value(alice, "badPwdCount")).as("but is not counted").isEqualTo("0");
    objects.reset(alice, "A-third-7-word");
    assertFails(alice, PASSWORD, "52e");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("0");
    assertFails(alice, "never was one", "52e");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("1");
  }

  @Test
  void anEmptyPasswordSignsNobodyIn() throws Exception {
    try (LDAPConnection client = directory.connect()) {
      client.getConnectionOptions().setBindWithDNRequiresPassword(false);
      client.bind("", "");
      assertThat(whoAmI(client)).isEmpty();
      client.bind(alice, PASSWORD);
      client.bind(alice, "");
      assertThat(whoAmI(client)).as("unauthenticated").isEmpty();
      assertRefused(() -> client.bind("", "secret"), INVALID_CREDENTIALS, "80090308: LdapErr");
    }
  }

  @Test
  void aFailedBindLeavesTheConnectionToNobody() throws Exception {
    try (LDAPConnection client = directory.bind(alice, PASSWORD)) {
      assertRefused(() -> client.bind(alice, "wrong"), INVALID_CREDENTIALS, "80090308");
      assertThat(whoAmI(client)).isEmpty();
      assertRefused(
          () -> client.search(BASE, SearchScope.BASE, "(cn=*)"),
          OPERATIONS_ERROR,
          "000004DC: LdapErr");
      client.bind(alice, PASSWORD);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  @Test
  void groupsCountFromTheNextBindOn() throws Exception {
    try (LDAPConnection client = directory.bind(alice, PASSWORD)) {
      objects.change("CN=Domain Admins," + USERS, ModificationType.ADD, "member", alice);
      assertRefused(
          () -> client.delete("CN=nobody," + USERS),
          com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT,
          "0000208D");
      assertRefused(
          () -> new TestObjects(client).set(BASE, "description", "x"),
          com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          "00002098: SecErr");
      client.bind(alice, PASSWORD);
      new TestObjects(client).set(BASE, "description", "x");
    }
  }

  @Test
  void deletedAccountsDoNotSignIn() throws Exception {
    String guid = "<GUID=" + objects.guid(alice) + ">";
    admin.delete(alice);
    assertFails("alice@adatum.com", PASSWORD, "52e");
    assertFails(guid, PASSWORD, "52e");
  }

  @Test
  void mechanismsThatAreNotSpokenAreRefused() throws Exception {
    try (LDAPConnection client = directory.connect()) {
      assertRefused(
          () -> client.bind(new PLAINBindRequest("u:alice", PASSWORD)),
          AUTH_METHOD_NOT_SUPPORTED,
          "00002027: LdapErr");
    }
  }

  @Test
  void criticalControlsDoNotGoWithABind() throws Exception {
    try (LDAPConnection client = directory.connect()) {
      assertRefused(
          () -> client.bind(new SimpleBindRequest(alice, PASSWORD, new Control("1.2.3.4", true))),
          UNAVAILABLE_CRITICAL_EXTENSION,
          "00000057: LdapErr");
      client.bind(new SimpleBindRequest(alice, PASSWORD, new Control("1.2.3.4", false)));
    }
  }

  @Test
  void aConnectionIsEncryptedOnce() throws Exception {
    SSLUtil tls = new SSLUtil(new TrustAllTrustManager());
    try (LDAPConnection client = directory.plain()) {
      client.bind(alice, PASSWORD);
      client.processExtendedOperation(new StartTLSExtendedRequest(tls.createSSLContext()));
      assertThat(client.getEntry(alice, "cn")).isNotNull();
      client.bind(alice, PASSWORD);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
      assertRefused(
          () -> client.processExtendedOperation("1.3.6.1.4.1.1466.20037"),
          OPERATIONS_ERROR,
          "00000057: LdapErr");
    }
  }

  @Test
  void otherExtendedRequestsAreUnknown() throws Exception {
    for (String oid : new String[] {"1.2.3.4", "1.3.6.1.4.1.4203.1.11.1"}) {
      assertRefused(() -> admin.processExtendedOperation(oid), PROTOCOL_ERROR, "00000057: LdapErr");
    }
  }
}
