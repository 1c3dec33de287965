package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.security.Passwords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Behaviour(source = "MS-ADTS 3.1.1.3.1.5; MS-SAMR 3.1.1.7")
class PasswordTest extends FreshWireTest {
  private static final String SECOND = "Zb4?mvt81r";
  private static final String THIRD = "Nf2+hyj63s";
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
  }

  private static Modification with(com.unboundid.ldap.sdk.ModificationType how, String password) {
    return new Modification(how, "unicodePwd", Passwords.quote(password));
  }

  /** Changes a password as its owner does. */
  private void change(String old, String now) throws LDAPException {
    try (LDAPConnection self = directory.bind(alice, current)) {
      self.modify(alice, with(DELETE, old), with(ADD, now));
      current = now;
    }
  }

  private String current = PASSWORD;

  private void assertSignsIn(String password) throws LDAPException {
    directory.bind(alice, password).close();
  }

  private static void assertChangeRefused(Refusals.Request change, String code) {
    LDAPException refusal = assertRefused(change, CONSTRAINT_VIOLATION, code + ": AtrErr: DSID-");
    assertThat(refusal.getDiagnosticMessage())
        .contains(
            "#1:\n\t0: " + code + ": DSID-",
            "problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)\n");
  }

  private static void assertResetRefused(Refusals.Request reset, String code) {
    LDAPException refusal = assertRefused(reset, UNWILLING_TO_PERFORM, code + ": SvcErr: DSID-");
    assertThat(refusal.getDiagnosticMessage())
        .contains("problem 5003 (WILL_NOT_PERFORM), data 0\n");
  }

  @Test
  void anAdministratorResetsWithoutTheOldOne() throws Exception {
    long before = objects.number(alice, "pwdLastSet");
    directory.clock().advance(Duration.ofMinutes(5));
    objects.reset(alice, SECOND);
    assertSignsIn(SECOND);
    assertThat(objects.number(alice, "pwdLastSet")).isGreaterThan(before);
    assertThat(objects.value(alice, "msDS-KeyVersionNumber")).isEqualTo("2");
    assertThat(objects.value(alice, "userAccountControl")).isEqualTo("512");
  }

  @Test
  void passwordsDoNotTravelInClear() throws Exception {
    try (LDAPConnection plain = directory.plain()) {
      plain.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
      assertResetRefused(() -> new TestObjects(plain).reset(alice, SECOND), "0000001F");
      assertResetRefused(() -> new TestObjects(plain).user("u2"), "0000001F");
      assertThat(admin.getEntry("CN=u2," + USERS)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ab1!", // too short
        "alllowercase", // one kind of characters
        "lower and spaces", // two
        "Xalice-77", // the account's name
        "Liddell-77x" // a part of the display name
      })
  void weakPasswordsAreRefused(String weak) throws Exception {
    objects.set(alice, "displayName", "Alice.Liddell");
    assertResetRefused(() -> objects.reset(alice, weak), "0000052D");
    directory.clock().advance(Duration.ofDays(2));
    assertChangeRefused(() -> change(PASSWORD, weak), "0000052D");
    assertResetRefused(
        () ->
            admin.add(
                "CN=u2," + USERS,
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", "alice2"),
                new Attribute("displayName", "Alice Liddell"),
                new Attribute("userAccountControl", "512"),
                new Attribute("unicodePwd", Passwords.quote(weak.replace("alice", "alice2")))),
        "0000052D");
  }

  @Test
  void complexityAndLengthAreThePolicysToAsk() throws Exception {
    objects.set(BASE, "pwdProperties", "0");
    objects.reset(alice, "alllowercase");
    objects.set(BASE, "minPwdLength", "3");
    objects.reset(alice, "abc");
    assertResetRefused(() -> objects.reset(alice, "ab"), "0000052D");
    assertSignsIn("abc");
    assertResetRefused(() -> objects.reset(alice, "x".repeat(257)), "0000052D");
    objects.reset(alice, "x".repeat(256));
  }

  @Test
  void othersLettersCountAsAKind() throws Exception {
    objects.reset(alice, "ab12дфг");
    assertSignsIn("ab12дфг");
  }

  @Test
  void accountsThatNeedNoPasswordMayHaveAnyOne() throws Exception {
    objects.set(alice, "userAccountControl", "544");
    objects.reset(alice, "x");
    assertSignsIn("x");
    admin.add(
        "CN=pc1," + USERS,
        new Attribute("objectClass", "computer"),
        new Attribute("sAMAccountName", "PC1$"),
        new Attribute("userAccountControl", "4096"),
        new Attribute("unicodePwd", Passwords.quote("x")));
  }

  @Test
  void theOwnerChangesItKnowingTheOldOne() throws Exception {
    directory.clock().advance(Duration.ofDays(2));
    change(PASSWORD, SECOND);
    assertSignsIn(SECOND);
    directory.clock().advance(Duration.ofDays(2));
    try (LDAPConnection self = directory.bind(alice, SECOND)) {
      self.modify(alice, with(ADD, THIRD), with(DELETE, SECOND)); // in either order
    }
    assertSignsIn(THIRD);
  }

  @Test
  void aWrongOldPasswordIsRefusedAndCounted() throws Exception {
    directory.clock().advance(Duration.ofDays(2));
    assertChangeRefused(() -> change(SECOND, THIRD), "00000056");
    assertThat(objects.value(alice, "badPwdCount")).isEqualTo("1");
    objects.reset(alice, SECOND);
    directory.clock().advance(Duration.ofDays(2));
    current = SECOND;
    assertChangeRefused(() -> change(PASSWORD, THIRD), "00000056");
  }

  @Test
  void aChangeMindsAgeAndHistory() throws Exception {
    assertChangeRefused(() -> change(PASSWORD, SECOND), "0000052D"); // too young
    directory.clock().advance(Duration.ofDays(2));
    assertChangeRefused(() -> change(PASSWORD, PASSWORD), "0000052D");
    change(PASSWORD, SECOND);
    directory.clock().advance(Duration.ofDays(2));
    assertChangeRefused(() -> change(SECOND, PASSWORD), "0000052D");
    objects.set(BASE, "pwdHistoryLength", "1");
    change(SECOND, PASSWORD);
    objects.set(BASE, "minPwdAge", "0");
    change(PASSWORD, SECOND);
  }

  @Test
  void aResetMindsNeitherUnlessHinted() throws Exception {
    objects.reset(alice, SECOND);
    objects.reset(alice, SECOND);
    objects.reset(alice, PASSWORD);
    directory.clock().advance(Duration.ofDays(2));
    for (String control : new String[] {Oids.POLICY_HINTS, Oids.POLICY_HINTS_DEPRECATED}) {
      assertResetRefused(() -> hinted(control, 1, SECOND), "0000052D");
    }
    hinted(Oids.POLICY_HINTS, 1, THIRD);
    hinted(Oids.POLICY_HINTS, 0, SECOND);
    assertSignsIn(SECOND);
  }

  private void hinted(String control, int flags, String password) throws LDAPException {
    ModifyRequest request = new ModifyRequest(alice, with(REPLACE, password));
    request.addControl(
        new Control(
            control, true, new ASN1OctetString(new ASN1Sequence(new ASN1Integer(flags)).encode())));
    admin.modify(request);
  }

  @Test
  void aChangeIsRefusedWhileLockedOut() throws Exception {
    directory.clock().advance(Duration.ofDays(2));
    try (LDAPConnection self = directory.bind(alice, PASSWORD)) {
      objects.set(BASE, "lockoutThreshold", "1");
      assertRefused(() -> assertSignsIn("wrong"), INVALID_CREDENTIALS, "80090308");
      for (String old : new String[] {PASSWORD, "wrong"}) {
        assertChangeRefused(
            () -> self.modify(alice, with(DELETE, old), with(ADD, SECOND)), "00000775");
      }
    }
  }

  @Test
  void aChangeMayBeForbidden() throws Exception {
    directory.clock().advance(Duration.ofDays(2));
    objects.set(BASE, "pwdProperties", "33");
    assertChangeRefused(() -> change(PASSWORD, SECOND), "0000052D");
  }

  @Test
  void requestsOfOtherShapesAreRefused() throws Exception {
    assertRefused(() -> admin.modify(alice, with(ADD, SECOND)), UNWILLING_TO_PERFORM, "0000");
    assertRefused(() -> admin.modify(alice, with(DELETE, PASSWORD)), UNWILLING_TO_PERFORM, "0000");
    assertRefused(
        () -> admin.modify(alice, with(DELETE, PASSWORD), with(REPLACE, SECOND)),
        UNWILLING_TO_PERFORM,
        "0000");
    assertRefused(
        () -> admin.modify(alice, with(ADD, SECOND), with(ADD, THIRD)),
        UNWILLING_TO_PERFORM,
        "0000");
    assertRefused(
        () -> admin.modify(alice, new Modification(REPLACE, "unicodePwd")),
        UNWILLING_TO_PERFORM,
        "0000");
    assertRefused(
        () -> admin.modify(alice, with(DELETE, PASSWORD), new Modification(ADD, "unicodePwd")),
        CONSTRAINT_VIOLATION,
        "0000");
    assertRefused(
        () ->
            admin.modify(
                alice,
                with(DELETE, PASSWORD),
                new Modification(
                    ADD, "unicodePwd", Passwords.quote(SECOND), Passwords.quote(THIRD))),
        CONSTRAINT_VIOLATION,
        "0000");
    admin.modify(
        alice,
        new Modification(REPLACE, "unicodePwd", Passwords.quote(SECOND), Passwords.quote(THIRD)));
    assertSignsIn(THIRD);
  }

  @Test
  void valuesThatAreNotQuotedAreRefused() throws Exception {
    for (byte[] value :
        new byte[][] {
          "plain".getBytes(StandardCharsets.UTF_8),
          SECOND.getBytes(StandardCharsets.UTF_16LE),
          {'"', 0, 'x'}
        }) {
      assertResetRefused(
          () -> admin.modify(alice, new Modification(REPLACE, "unicodePwd", value)), "0000001F");
      assertRefused(
          () ->
              admin.modify(
                  alice, with(DELETE, PASSWORD), new Modification(ADD, "unicodePwd", value)),
          CONSTRAINT_VIOLATION,
          "0000");
    }
  }

  @Test
  void anOrdinaryUserResetsNothing() throws Exception {
    objects.user("bob");
    try (LDAPConnection bob = directory.bind("bob@adatum.com", PASSWORD)) {
      LDAPException refusal =
          assertRefused(
              () -> new TestObjects(bob).reset(alice, SECOND),
              INSUFFICIENT_ACCESS_RIGHTS,
              "00000005: SecErr");
      assertThat(refusal.getDiagnosticMessage()).contains("problem 4003");
      assertRefused(
          () -> bob.modify(alice, with(ADD, SECOND)), INSUFFICIENT_ACCESS_RIGHTS, "00000005");
    }
  }

  @Test
  void aResetMayDemandAChangeAtTheNextSignIn() throws Exception {
    admin.modify(alice, with(REPLACE, SECOND), new Modification(REPLACE, "pwdLastSet", "0"));
    assertThat(objects.value(alice, "pwdLastSet")).isEqualTo("0");
    LDAPException refusal =
        assertRefused(() -> assertSignsIn(SECOND), INVALID_CREDENTIALS, "80090308");
    assertThat(refusal.getDiagnosticMessage()).contains("data 773");
    objects.reset(alice, THIRD);
    assertSignsIn(THIRD);
  }

  @Test
  void onlyAccountsHaveAPassword() {
    assertRefused(
        () -> objects.reset("CN=Computers," + BASE, SECOND), UNWILLING_TO_PERFORM, "00002077");
  }

  @Test
  void otherSecretsAreNotWritten() {
    for (String secret :
        new String[] {"ntPwdHistory", "lmPwdHistory", "dBCSPwd", "supplementalCredentials"}) {
      assertRefused(() -> objects.set(alice, secret, "x"), UNWILLING_TO_PERFORM, "0000");
    }
  }

  @Test
  void userPasswordIsAnOrdinaryAttribute() throws Exception {
    objects.set(alice, "userPassword", "anything");
    assertThat(objects.value(alice, "userPassword")).isEqualTo("anything");
    assertSignsIn(PASSWORD);
  }
}
