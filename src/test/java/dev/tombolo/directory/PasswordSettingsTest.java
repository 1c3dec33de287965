package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS;
import static com.unboundid.ldap.sdk.ResultCode.NAMING_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.OBJECT_CLASS_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.security.Passwords;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fine-grained password policy: password settings objects and whom they apply to. */
@Behaviour(source = "MS-SAMR 3.1.1.5")
class PasswordSettingsTest extends WireTest {
  private static final String CONTAINER = "CN=Password Settings Container,CN=System," + BASE;
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
  }

  private static Entry settings(String name, int precedence, String... appliesTo) {
    Entry entry =
        new Entry(
            "CN=" + name + "," + CONTAINER,
            new Attribute("objectClass", "msDS-PasswordSettings"),
            new Attribute("msDS-PasswordSettingsPrecedence", Integer.toString(precedence)),
            new Attribute("msDS-PasswordReversibleEncryptionEnabled", "FALSE"),
            new Attribute("msDS-PasswordHistoryLength", "2"),
            new Attribute("msDS-PasswordComplexityEnabled", "FALSE"),
            new Attribute("msDS-MinimumPasswordLength", "12"),
            new Attribute("msDS-MinimumPasswordAge", "0"),
            new Attribute("msDS-MaximumPasswordAge", "-864000000000"),
            new Attribute("msDS-LockoutThreshold", "2"),
            new Attribute("msDS-LockoutObservationWindow", "-18000000000"),
            new Attribute("msDS-LockoutDuration", "-18000000000"));
    if (appliesTo.length > 0) {
      entry.addAttribute("msDS-PSOAppliesTo", appliesTo);
    }
    return entry;
  }

  private String add(String name, int precedence, String... appliesTo) throws LDAPException {
    Entry entry = settings(name, precedence, appliesTo);
    admin.add(entry);
    return entry.getDN();
  }

  private String resultant(String dn) throws LDAPException {
    String settings = objects.read(dn, "msDS-ResultantPSO").getAttributeValue("msDS-ResultantPSO");
    return settings == null ? "" : settings;
  }

  @Test
  void theLowestPrecedenceWins() throws Exception {
    assertThat(resultant(alice)).isEmpty();
    String inner = objects.group("inner", alice);
    String outer = objects.group("outer", inner);
    String far = add("far", 20, outer);
    assertThat(resultant(alice)).as("by a group in a group").isEqualTo(far);
    String near = add("near", 10, inner);
    assertThat(resultant(alice)).isEqualTo(near);
    String everybody = add("everybody", 5, "CN=Domain Users," + USERS);
    assertThat(resultant(alice)).as("by the primary group").isEqualTo(everybody);
    String own = add("own", 50, alice);
    assertThat(resultant(alice)).as("her own before any group's").isEqualTo(own);
    assertThat(objects.read(alice, "msDS-PSOApplied").getAttributeValues("msDS-PSOApplied"))
        .containsExactly(own);
    String equal = add("equal", 50, alice);
    String least = Arrays.compareUnsigned(bytes(own), bytes(equal)) < 0 ? own : equal;
    assertThat(resultant(alice)).as("the least objectGUID of equals").isEqualTo(least);
    admin.delete(own);
    admin.delete(equal);
    assertThat(resultant(alice)).isEqualTo(everybody);
  }

  private byte[] bytes(String dn) throws LDAPException {
    return objects.read(dn, "objectGUID").getAttributeValueBytes("objectGUID");
  }

  @Test
  void onlyOrdinaryAccountsAndGlobalSecurityGroupsCount() throws Exception {
    String list = "CN=list," + USERS;
    admin.add(
        list,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", "list"),
        new Attribute("groupType", "2"),
        new Attribute("member", alice));
    String universal = "CN=universal," + USERS;
    admin.add(
        universal,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", "universal"),
        new Attribute("groupType", "-2147483640"),
        new Attribute("member", alice));
    add("s", 1, list, universal, "CN=krbtgt," + USERS);
    assertThat(resultant(alice)).isEmpty();
    assertThat(resultant("CN=krbtgt," + USERS)).isEmpty();
    assertThat(resultant(list)).isEmpty();
    String computer = "CN=pc1," + USERS;
    admin.add(
        computer,
        new Attribute("objectClass", "computer"),
        new Attribute("sAMAccountName", "pc1$"),
        new Attribute("userAccountControl", "4096"));
    add("t", 1, computer);
    assertThat(resultant(computer)).isEmpty();
  }

  @Test
  void passwordsAreCheckedByThem() throws Exception {
    assertRefused(
        () -> objects.reset(alice, "lowercase"), UNWILLING_TO_PERFORM, "0000052D: SvcErr");
    add("s", 1, alice);
    objects.reset(alice, "lowercase and long");
    assertRefused(
        () -> objects.reset(alice, "Qw7!xk92pz"), UNWILLING_TO_PERFORM, "0000052D: SvcErr");
    change(alice, "lowercase and long", "another long one");
    assertRefused(
        () -> change(alice, "another long one", "lowercase and long"),
        CONSTRAINT_VIOLATION,
        "0000052D: AtrErr");
    long expiry = objects.number(alice, "msDS-UserPasswordExpiryTimeComputed");
    assertThat(expiry - objects.number(alice, "pwdLastSet")).isEqualTo(864000000000L);
  }

  private void change(String dn, String old, String password) throws LDAPException {
    try (var user = directory.bind(dn, old)) {
      user.modify(
          dn,
          List.of(
              new Modification(ModificationType.DELETE, "unicodePwd", Passwords.quote(old)),
              new Modification(ModificationType.ADD, "unicodePwd", Passwords.quote(password))));
    }
  }

  @Test
  void aNewAccountIsCheckedByThoseOfItsPrimaryGroup() throws Exception {
    add("s", 1, "CN=Domain Users," + USERS);
    assertRefused(() -> objects.user("bob", PASSWORD), UNWILLING_TO_PERFORM, "0000052D: SvcErr");
    objects.user("bob", "lowercase and long");
  }

  @Test
  void accountsAreLockedByThem() throws Exception {
    String bob = objects.user("bob");
    add("s", 1, alice);
    for (int i = 0; i < 2; i++) {
      assertRefused(() -> directory.bind(alice, "wrong"), INVALID_CREDENTIALS, "80090308");
      assertRefused(() -> directory.bind(bob, "wrong"), INVALID_CREDENTIALS, "80090308");
    }
    LDAPException refusal =
        assertRefused(() -> directory.bind(alice, PASSWORD), INVALID_CREDENTIALS, "80090308");
    assertThat(refusal.getDiagnosticMessage()).contains("data 775");
    assertThat(objects.value(alice, "msDS-User-Account-Control-Computed")).isEqualTo("16");
    directory.bind(bob, PASSWORD).close();
    objects.set(alice, "lockoutTime", "0");
    directory.bind(alice, PASSWORD).close();
  }

  @ParameterizedTest
  @CsvSource({
    "msDS-PasswordHistoryLength, 1025",
    "msDS-MinimumPasswordAge, 1",
    "msDS-MinimumPasswordAge, -864000000001",
    "msDS-MaximumPasswordAge, 0",
    "msDS-MinimumPasswordLength, 257",
    "msDS-LockoutObservationWindow, 1",
    "msDS-LockoutObservationWindow, -18000000001",
    "msDS-LockoutDuration, -17999999999",
  })
  void settingsThatContradictThemselvesAreRefused(String attribute, String value) throws Exception {
    Entry entry = settings("s", 1);
    entry.setAttribute(attribute, value);
    LDAPException onAdd = refusal(() -> admin.add(entry));
    String dn = add("t", 1);
    LDAPException onModify = refusal(() -> objects.set(dn, attribute, value));
    for (LDAPException refusal : new LDAPException[] {onAdd, onModify}) {
      assertThat(refusal.getDiagnosticMessage())
          .containsAnyOf("000020E7: SvcErr", "00002082: AtrErr");
    }
  }

  private static LDAPException refusal(Refusals.Request request) {
    try {
      request.send();
    } catch (LDAPException e) {
      return e;
    }
    throw new AssertionError("not refused");
  }

  @Test
  void whatTheSchemaDemandsIsDemanded() {
    Entry incomplete = settings("s", 1);
    incomplete.removeAttribute("msDS-LockoutThreshold");
    assertRefused(() -> admin.add(incomplete), OBJECT_CLASS_VIOLATION, "0000207C: UpdErr");
    assertRefused(() -> admin.add(settings("s", 0)), CONSTRAINT_VIOLATION, "00002082: AtrErr");
    Entry elsewhere = settings("s", 1);
    elsewhere.setDN("CN=s," + USERS);
    assertRefused(() -> admin.add(elsewhere), NAMING_VIOLATION, "00002099: NameErr");
  }
}
