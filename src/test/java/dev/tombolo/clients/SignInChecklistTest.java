package dev.tombolo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about the root DSE and about who signs in. */
class SignInChecklistTest extends ToolTest {
  private static final List<String> ROOT_DSE =
      List.of(
          "currentTime",
          "subschemaSubentry",
          "dsServiceName",
          "serverName",
          "namingContexts",
          "defaultNamingContext",
          "rootDomainNamingContext",
          "configurationNamingContext",
          "schemaNamingContext",
          "supportedControl",
          "supportedCapabilities",
          "supportedLDAPVersion",
          "supportedLDAPPolicies",
          "supportedSASLMechanisms",
          "highestCommittedUSN",
          "dnsHostName",
          "ldapServiceName",
          "isSynchronized",
          "isGlobalCatalogReady",
          "domainControllerFunctionality",
          "domainFunctionality",
          "forestFunctionality");

  private Outcome signIn(String name, String password) throws Exception {
    return ldap.as(name, password).whoAmI();
  }

  private void refusedWith(String data, String name, String password) throws Exception {
    signIn(name, password)
        .exitsWith(49)
        .says("80090308: LdapErr: DSID-")
        .says("comment: AcceptSecurityContext error, data " + data + ", v");
  }

  @Test
  @Behaviour(row = 1, source = "MS-ADTS 3.1.1.3.2")
  void anybodyReadsEveryOrdinaryAttributeOfTheRootDse() throws Exception {
    Outcome read = ldap.inClear().anonymous().search("", "base").succeeds();
    assertThat(read.attributes())
        .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
        .containsExactlyInAnyOrderElementsOf(ROOT_DSE);
    assertThat(read.value("defaultNamingContext")).isEqualTo(TestDirectory.BASE);
  }

  @Test
  @Behaviour(row = 2, source = "MS-ADTS 3.1.1.3.2")
  void operationalAttributesOfTheRootDseComeAloneWhenNamed() throws Exception {
    Outcome read = ldap.search("", "base", "(objectClass=*)", "supportedExtension", "tokenGroups");
    assertThat(read.succeeds().attributes())
        .containsExactlyInAnyOrder("supportedExtension", "tokenGroups");
  }

  @Test
  @Behaviour(row = 3, source = "MS-ADTS 5.1.1.3, dSHeuristics fLDAPBlockAnonOps")
  void whoHasNotSignedInSearchesNothingElse() throws Exception {
    ldap.inClear()
        .anonymous()
        .search("$B", "sub")
        .exitsWith(1)
        .says("000004DC: LdapErr: DSID-")
        .says("a successful bind must be completed on the connection.");
  }

  @Test
  @Behaviour(row = 4, source = "MS-ADTS 5.1.1.1.1")
  void aUserSignsInByEveryFormOfName() throws Exception {
    String dn = user("alice");
    byte[] sid = ldap.read(dn, "objectSid").octets("objectSid").get(0);
    for (String name :
        List.of(
            "alice@adatum.com",
            "ADATUM\\alice",
            dn,
            "adatum.com/Users/alice",
            "{" + guid(dn) + "}",
            dev.tombolo.ad.Sid.of(sid).toString())) {
      signIn(name, STRONG).succeeds().says("u:ADATUM\\alice");
    }
  }

  @Test
  @Behaviour(row = 5, source = "MS-ADTS 5.1.1.1.1")
  void aBareAccountNameSignsNobodyIn() throws Exception {
    user("alice");
    signIn("alice", STRONG).exitsWith(49);
  }

  @Test
  @Behaviour(row = 6, source = "MS-ADTS 5.1.1.1.1; seen on domain controllers")
  void aWrongPasswordIsToldAs52e() throws Exception {
    refusedWith("52e", user("alice"), "wrong");
  }

  @Test
  @Behaviour(row = 7, source = "seen on domain controllers (AcceptSecurityContext data)")
  void theReasonIsToldToWhoKnowsThePassword() throws Exception {
    try (TestDirectory own = new TestDirectory()) {
      LdapTools there = ldap.on(own);
      String dn = user(there, "alice");
      there.replace(dn, "userAccountControl", "514").succeeds();
      there.as(dn, STRONG).whoAmI().exitsWith(49).says("data 533,");
      there.replace(dn, "userAccountControl", "512").succeeds();
      there.replace(dn, "accountExpires", "128166372003061629").succeeds();
      there.as(dn, STRONG).whoAmI().exitsWith(49).says("data 701,");
      there.replace(dn, "accountExpires", "0").succeeds();
      there.replace(dn, "pwdLastSet", "0").succeeds();
      there.as(dn, STRONG).whoAmI().exitsWith(49).says("data 773,");
      there.replace(dn, "pwdLastSet", "-1").succeeds();
      there.as(dn, STRONG).whoAmI().succeeds();
      there.replace("$B", "lockoutThreshold", "1").succeeds();
      there.as(dn, "wrong").whoAmI().exitsWith(49).says("data 52e,");
      there.as(dn, STRONG).whoAmI().exitsWith(49).says("data 775,");
      there.replace(dn, "lockoutTime", "0").succeeds();
      own.clock().advance(Duration.ofDays(43));
      there.as(dn, STRONG).whoAmI().exitsWith(49).says("data 532,");
    }
  }

  @Test
  @Behaviour(row = 8, source = "seen on domain controllers (AcceptSecurityContext data)")
  void aWrongPasswordTellsNothingOfADisabledAccount() throws Exception {
    String dn = user("alice");
    ldap.replace(dn, "userAccountControl", "514").succeeds();
    refusedWith("52e", dn, "wrong");
  }

  @Test
  @Behaviour(row = 53, source = "MS-SAMR 3.1.1.8.3, 3.1.5.14")
  void threeWrongPasswordsLockAnAccountUntilItIsUnlocked() throws Exception {
    String dn = user("alice");
    ldap.replace("$B", "lockoutThreshold", "3").succeeds();
    for (int i = 0; i < 3; i++) {
      refusedWith("52e", dn, "wrong" + i);
    }
    Outcome locked =
        ldap.read(dn, "badPwdCount", "lockoutTime", "msDS-User-Account-Control-Computed");
    assertThat(locked.value("badPwdCount")).isEqualTo("3");
    assertThat(locked.number("lockoutTime")).isPositive();
    assertThat(locked.number("msDS-User-Account-Control-Computed") & 0x10).isEqualTo(0x10);
    refusedWith("775", dn, STRONG);
    ldap.replace(dn, "lockoutTime", "0").succeeds();
    signIn(dn, STRONG).succeeds();
    assertThat(ldap.read(dn, "badPwdCount", "lockoutTime").value("badPwdCount")).isEqualTo("0");
  }

  @Test
  @Behaviour(row = 65, source = "Microsoft KB 906305; Samba passwords.py")
  void thePreviousPasswordSignsInForAWhileAndTheOneBeforeIsNotCounted() throws Exception {
    String dn = user("alice");
    ldap.replace("$B", "minPwdAge", "0").succeeds();
    change(dn, STRONG, "Zb4?mvt81r");
    signIn(dn, STRONG).succeeds();
    change(dn, "Zb4?mvt81r", "Nf2+hyj63s");
    refusedWith("52e", dn, STRONG);
    assertThat(ldap.read(dn, "badPwdCount").value("badPwdCount")).isEqualTo("0");
    signIn(dn, "Nf2+hyj63s").succeeds();
  }

  private void change(String dn, String from, String to) throws Exception {
    ldap.as(dn, from)
        .change(
            dn,
            "delete: unicodePwd\nunicodePwd:: %s\n-\nadd: unicodePwd\nunicodePwd:: %s\n"
                .formatted(LdapTools.quoted(from), LdapTools.quoted(to)))
        .succeeds();
  }
}
