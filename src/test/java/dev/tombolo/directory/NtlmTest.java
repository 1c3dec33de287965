package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.security.Passwords;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtlmTest extends FreshWireTest {
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
    objects.set(alice, "userPrincipalName", "al@corp.example");
  }

  private ProtectedClient client() throws IOException {
    return new ProtectedClient(directory.server().ldapPort());
  }

  private static BindRequestProtocolOp spnego(byte[] token) {
    return new BindRequestProtocolOp("", "GSS-SPNEGO", new ASN1OctetString(token));
  }

  private static byte[] token(LDAPMessage answer) {
    BindResponseProtocolOp bind = answer.getBindResponseProtocolOp();
    assertThat(bind.getResultCode()).as(bind.getDiagnosticMessage()).isEqualTo(14);
    return bind.getServerSASLCredentials().getValue();
  }

  private static BindResponseProtocolOp signIn(ProtectedClient client, NtlmClient ntlm)
      throws IOException, LDAPException {
    byte[] challenge = token(client.request(spnego(ntlm.negotiate())));
    return client.request(spnego(ntlm.authenticate(challenge, true))).getBindResponseProtocolOp();
  }

  private static String whoAmI(ProtectedClient client) throws IOException, LDAPException {
    ASN1OctetString name =
        client
            .request(new ExtendedRequestProtocolOp(Oids.WHO_AM_I, null))
            .getExtendedResponseProtocolOp()
            .getResponseValue();
    return name == null ? "" : name.stringValue();
  }

  private static ProtocolOp search(String base, SearchScope scope) {
    return new SearchRequestProtocolOp(
        base,
        scope,
        DereferencePolicy.NEVER,
        0,
        0,
        false,
        Filter.createPresenceFilter("objectClass"),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ADATUM, alice",
    "adatum, ALICE",
    "adatum.com, alice",
    "WORKGROUP, alice",
    "'', alice",
    "'', al@corp.example",
    "'', alice@adatum.com"
  })
  void anAccountSignsInByItsNames(String domain, String user) throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient ntlm = new NtlmClient(domain, user, PASSWORD, 0);
      assertThat(signIn(client, ntlm).getResultCode()).isZero();
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {NtlmClient.SIGN, NtlmClient.SEAL})
  void theConnectionIsProtectedWhenTheClientAsks(int flags) throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient ntlm = new NtlmClient("ADATUM", "Administrator", TestDirectory.PASSWORD, flags);
      assertThat(signIn(client, ntlm).getResultCode()).isZero();
      client.protect(ntlm);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\Administrator");
      client.send(search(BASE, SearchScope.SUB));
      int entries = 0;
      LDAPMessage answer = client.receive();
      while (answer.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_RESULT_DONE) {
        entries++;
        answer = client.receive();
      }
      assertThat(entries).isGreaterThan(50);
      assertThat(answer.getSearchResultDoneProtocolOp().getResultCode()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 53", NtlmClient.SIGN + ", 53", NtlmClient.SEAL + ", 0"})
  void aPasswordIsSetOnlyWhereNobodyReadsAlong(int flags, int result) throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient ntlm = new NtlmClient("ADATUM", "Administrator", TestDirectory.PASSWORD, flags);
      assertThat(signIn(client, ntlm).getResultCode()).isZero();
      if (flags != 0) {
        client.protect(ntlm);
      }
      Modification change =
          new Modification(ModificationType.REPLACE, "unicodePwd", Passwords.quote("Nx5!wq81za"));
      assertThat(
              client
                  .request(new ModifyRequestProtocolOp(alice, List.of(change)))
                  .getModifyResponseProtocolOp()
                  .getResultCode())
          .isEqualTo(result);
    }
  }

  @Test
  void whoSendsATokenThatIsNotItsOwnIsHungUpOn() throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL);
      assertThat(signIn(client, ntlm).getResultCode()).isZero();
      client.protect(new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL));
      client.send(search(BASE, SearchScope.BASE));
      assertThatThrownBy(client::receive).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aProtectedConnectionSignsInAnew() throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient first = new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL);
      assertThat(signIn(client, first).getResultCode()).isZero();
      client.protect(first);
      NtlmClient second =
          new NtlmClient("ADATUM", "Administrator", TestDirectory.PASSWORD, NtlmClient.SIGN);
      assertThat(signIn(client, second).getResultCode()).isZero();
      client.protect(second);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\Administrator");
      LDAPMessage tls = client.request(new ExtendedRequestProtocolOp(Oids.START_TLS, null));
      assertThat(tls.getExtendedResponseProtocolOp().getResultCode()).isEqualTo(1);
    }
  }

  private void assertRefused(String user, String password, String data) throws Exception {
    try (ProtectedClient client = client()) {
      BindResponseProtocolOp answer =
          signIn(client, new NtlmClient("ADATUM", user, password, NtlmClient.SEAL));
      assertThat(answer.getResultCode()).isEqualTo(49);
      assertThat(answer.getDiagnosticMessage())
          .startsWith("8009030C: LdapErr: DSID-")
          .contains("AcceptSecurityContext error, data " + data + ", v");
      assertThat(whoAmI(client)).isEmpty();
    }
  }

  @Test
  void theReasonIsToldAsInASimpleBind() throws Exception {
    assertRefused("nobody", PASSWORD, "52e");
    assertRefused("alice", "wrong", "52e");
    objects.set(alice, "userAccountControl", "514");
    assertRefused("alice", PASSWORD, "533");
    objects.set(alice, "userAccountControl", "512");
    objects.set(alice, "accountExpires", "1");
    assertRefused("alice", PASSWORD, "701");
    objects.set(alice, "accountExpires", "0");
    objects.set(alice, "pwdLastSet", "0");
    assertRefused("alice", PASSWORD, "773");
  }

  @Test
  void wrongPasswordsCountAndLockTheAccount() throws Exception {
    objects.set(BASE, "lockoutThreshold", "2");
    assertRefused("alice", "wrong", "52e");
    assertThat(objects.number(alice, "badPwdCount")).isEqualTo(1);
    assertRefused("alice", "wrong", "52e");
    assertRefused("alice", PASSWORD, "775");
  }

  @Test
  void theFormerPasswordIsGoodForAnHourAndDoesNotCount() throws Exception {
    objects.reset(alice, "Nx5!wq81za");
    try (ProtectedClient client = client()) {
      NtlmClient former = new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL);
      assertThat(signIn(client, former).getResultCode()).isZero();
      client.protect(former);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
    directory.clock().advance(Duration.ofMinutes(61));
    assertRefused("alice", PASSWORD, "52e");
    assertThat(objects.number(alice, "badPwdCount")).isZero();
  }

  @Test
  void aClientMayBeOnOneOfItsWorkstations() throws Exception {
    objects.set(alice, "userWorkstations", "other,client");
    try (ProtectedClient client = client()) {
      assertThat(signIn(client, new NtlmClient("ADATUM", "alice", PASSWORD, 0)).getResultCode())
          .isZero();
    }
    objects.set(alice, "userWorkstations", "other");
    assertRefused("alice", PASSWORD, "531");
  }

  @Test
  void messagesThatWereChangedOnTheWaySignNobodyIn() throws Exception {
    try (ProtectedClient client = client()) {
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", PASSWORD, 0);
      byte[] challenge = token(client.request(spnego(ntlm.negotiate())));
      assertThat(
              client
                  .request(spnego(ntlm.authenticate(challenge, false)))
                  .getBindResponseProtocolOp()
                  .getResultCode())
          .isEqualTo(49);
      assertThat(whoAmI(client)).isEmpty();
    }
  }

  @Test
  void aMechanismIsChosenFirstWhereTheBestIsNotSpoken() throws Exception {
    byte[] kerberosThenNtlm =
        HexFormat.of().parseHex("30170609" + "2a864886f712010202" + "060a2b06010401823702020a");
    byte[] init = new ASN1Sequence(new ASN1Element((byte) 0xA0, kerberosThenNtlm)).encode();
    byte[] first =
        new ASN1Element(
                (byte) 0x60,
                concat(
                    HexFormat.of().parseHex("06062b0601050502"),
                    new ASN1Element((byte) 0xA0, init).encode()))
            .encode();
    try (ProtectedClient client = client()) {
      byte[] chosen = token(client.request(spnego(first)));
      assertThat(HexFormat.of().formatHex(chosen)).contains("060a2b06010401823702020a");
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL);
      byte[] reply = token(client.request(spnego(later(ntlm.negotiate()))));
      byte[] authenticate = ntlm.authenticate(challengeIn(reply), true);
      assertThat(
              client
                  .request(spnego(later(authenticate)))
                  .getBindResponseProtocolOp()
                  .getResultCode())
          .isZero();
      client.protect(ntlm);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  private static byte[] later(byte[] token) {
    ASN1Element part = new ASN1Element((byte) 0xA2, new ASN1OctetString(token).encode());
    return new ASN1Element((byte) 0xA1, new ASN1Sequence(part).encode()).encode();
  }

  private static byte[] challengeIn(byte[] reply) {
    String text = new String(reply, StandardCharsets.ISO_8859_1);
    return text.substring(text.indexOf("NTLMSSP")).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return HexFormat.of()
        .parseHex(HexFormat.of().formatHex(first) + HexFormat.of().formatHex(second));
  }

  @Test
  void whatIsNoTokenIsRefusedAndTheConnectionGoesOn() throws Exception {
    try (ProtectedClient client = client()) {
      for (byte[] bad :
          List.of(
              new byte[0],
              new byte[] {0x60, 1},
              new byte[] {(byte) 0xA1, 2, 0x30, 0},
              "NTLMSSP\0\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1),
              new byte[3000])) {
        assertThat(client.request(spnego(bad)).getBindResponseProtocolOp().getResultCode())
            .isEqualTo(49);
      }
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", PASSWORD, 0);
      byte[] challenge = token(client.request(spnego(ntlm.negotiate())));
      byte[] cut = ntlm.authenticate(challenge, true);
      cut[36] = 0x7F;
      cut[37] = 0x7F;
      assertThat(client.request(spnego(cut)).getBindResponseProtocolOp().getResultCode())
          .isEqualTo(49);
      assertThat(signIn(client, new NtlmClient("ADATUM", "alice", PASSWORD, 0)).getResultCode())
          .isZero();
    }
  }

  @Test
  void microsoftsOlderBindDoesTheSame() throws Exception {
    try (ProtectedClient client = client()) {
      assertThat(client.sicily(0x89, new byte[0]))
          .isEqualTo("NTLM".getBytes(StandardCharsets.US_ASCII));
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", PASSWORD, NtlmClient.SEAL);
      byte[] challenge = client.sicily(0x8A, ntlm.negotiate());
      assertThat(client.sicily(0x8B, ntlm.authenticate(challenge, true))).isEmpty();
      client.protect(ntlm);
      assertThat(whoAmI(client)).isEqualTo("u:ADATUM\\alice");
    }
  }

  @Test
  void theMechanismsAreInTheRootDse() throws Exception {
    assertThat(
            objects
                .read("", "supportedSASLMechanisms")
                .getAttributeValues("supportedSASLMechanisms"))
        .contains("GSS-SPNEGO");
  }
}
