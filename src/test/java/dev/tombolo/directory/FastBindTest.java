package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.GenericSASLBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import dev.tombolo.ad.Oids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fast bind (MS-ADTS 3.1.1.3.4.2.2): a connection that only checks passwords. */
class FastBindTest extends WireTest {
  private static final ExtendedRequest FAST = new ExtendedRequest(Oids.FAST_BIND);
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
  }

  @Test
  void passwordsAreCheckedAndNobodySignsIn() throws Exception {
    try (LDAPConnection client = directory.plain()) {
      Refusals.extended(client, FAST);
      client.bind(alice, PASSWORD);
      client.bind("ADATUM\\Administrator", TestDirectory.PASSWORD);
      assertRefused(() -> client.bind(alice, "wrong"), INVALID_CREDENTIALS, "80090308");
      assertThat(objects.number(alice, "badPwdCount")).isEqualTo(1);
      assertThat(
              ((WhoAmIExtendedResult) client.processExtendedOperation(new WhoAmIExtendedRequest()))
                  .getAuthorizationID())
          .isEmpty();
      assertRefused(() -> client.getEntry(BASE), OPERATIONS_ERROR, "000004DC");
      assertRefused(
          () -> client.bind(new GenericSASLBindRequest(null, "GSS-SPNEGO", null)),
          UNWILLING_TO_PERFORM,
          "00002035");
    }
  }

  @Test
  void itIsTooLateOnceSomebodyHasSignedIn() throws Exception {
    try (LDAPConnection client = directory.plain()) {
      client.bind(alice, PASSWORD);
      assertRefused(
          () -> Refusals.extended(client, FAST), UNWILLING_TO_PERFORM, "00002035: LdapErr");
    }
  }

  @Test
  void itIsInTheRootDse() throws Exception {
    assertThat(objects.read("", "supportedExtension").getAttributeValues("supportedExtension"))
        .contains(Oids.FAST_BIND);
  }
}
