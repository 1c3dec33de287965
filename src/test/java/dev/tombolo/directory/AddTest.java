package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_ATTRIBUTE_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_DN_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.NAMING_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OBJECT_CLASS_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.OTHER;
import static com.unboundid.ldap.sdk.ResultCode.REFERRAL;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Behaviour(source = "MS-ADTS 3.1.1.5.2; MS-SAMR 3.1.1.8")
class AddTest extends WireTest {
  private static final String DN = "CN=u1," + USERS;
  private static final Attribute USER = new Attribute("objectClass", "user");

  @Test
  void aBareUserComesOutWithTheDefaultsAndNothingElse() throws Exception {
    admin.add(DN, USER, new Attribute("sAMAccountName", "u1"));
    SearchResultEntry user = objects.read(DN);
    assertThat(user.getAttributes())
        .extracting(Attribute::getName)
        .containsExactlyInAnyOrder(
            "objectClass",
            "cn",
            "distinguishedName",
            "instanceType",
            "whenCreated",
            "whenChanged",
            "uSNCreated",
            "uSNChanged",
            "name",
            "objectGUID",
            "userAccountControl",
            "badPwdCount",
            "codePage",
            "countryCode",
            "badPasswordTime",
            "lastLogoff",
            "lastLogon",
            "pwdLastSet",
            "primaryGroupID",
            "objectSid",
            "accountExpires",
            "logonCount",
            "sAMAccountName",
            "sAMAccountType",
            "objectCategory");
    for (String zero :
        List.of(
            "badPwdCount",
            "codePage",
            "countryCode",
            "badPasswordTime",
            "lastLogoff",
            "lastLogon",
            "pwdLastSet",
            "logonCount")) {
      assertThat(user.getAttributeValue(zero)).as(zero).isEqualTo("0");
    }
    assertThat(user.getAttributeValue("accountExpires")).isEqualTo("9223372036854775807");
    assertThat(user.getAttributeValue("userAccountControl")).isEqualTo("546");
    assertThat(user.getAttributeValue("primaryGroupID")).isEqualTo("513");
    assertThat(user.getAttributeValue("sAMAccountType")).isEqualTo("805306368");
    assertThat(user.getAttributeValue("instanceType")).isEqualTo("4");
    assertThat(user.getAttributeValue("name")).isEqualTo("u1");
    assertThat(user.getAttributeValue("uSNCreated"))
        .isEqualTo(user.getAttributeValue("uSNChanged"));
    assertThat(user.getAttributeValue("whenCreated")).matches("\\d{14}\\.0Z");
  }

  @Test
  void identifiersAreUniqueAndAscending() throws Exception {
    String first = objects.user("u1");
    String second = objects.user("u2");
    Sid domain = Sid.of(objects.read(BASE, "objectSid").getAttributeValueBytes("objectSid"));
    Sid one = Sid.of(objects.read(first, "objectSid").getAttributeValueBytes("objectSid"));
    Sid other = Sid.of(objects.read(second, "objectSid").getAttributeValueBytes("objectSid"));
    assertThat(one.parent()).isEqualTo(domain);
    assertThat(one.rid()).isGreaterThanOrEqualTo(1100);
    assertThat(other.rid()).isGreaterThan(one.rid());
    assertThat(objects.guid(first)).isNotEqualTo(objects.guid(second));
    admin.delete(second);
    Sid third =
        Sid.of(objects.read(objects.user("u3"), "objectSid").getAttributeValueBytes("objectSid"));
    assertThat(third.rid()).as("never used again").isGreaterThan(other.rid());
  }

  @Test
  void aUserWithoutAnAccountNameGetsOneMade() throws Exception {
    admin.add(DN, USER);
    assertThat(objects.value(DN, "sAMAccountName")).matches("\\$[0-9A-V]{6}-[0-9A-V]{12}");
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483646, 268435456",
    "2, 268435457",
    "-2147483644, 536870912",
    "4, 536870913",
    "-2147483640, 268435456",
    "8, 268435457"
  })
  void aGroupsAccountTypeFollowsItsType(String groupType, String accountType) throws Exception {
    admin.add(
        "CN=g1," + USERS,
        new Attribute("objectClass", "group"),
        new Attribute("groupType", groupType));
    assertThat(objects.value("CN=g1," + USERS, "sAMAccountType")).isEqualTo(accountType);
  }

  @Test
  void aGroupIsGlobalAndForSecurityUnlessTold() throws Exception {
    String group = objects.group("g1");
    assertThat(objects.value(group, "groupType")).isEqualTo("-2147483646");
    assertThat(objects.read(group).getAttributeValue("primaryGroupID")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2147483643", "1"})
  void groupTypesThatAreNoneOrBuiltInAreRefused(String type) {
    assertRefused(
        () ->
            admin.add(
                "CN=g1," + USERS,
                new Attribute("objectClass", "group"),
                new Attribute("groupType", type)),
        UNWILLING_TO_PERFORM,
        "00002141: SvcErr");
  }

  @Test
  void aWorkstationIsMadeByItsAccountControl() throws Exception {
    String dn = "CN=pc1,CN=Computers," + BASE;
    admin.add(
        dn,
        new Attribute("objectClass", "computer"),
        new Attribute("sAMAccountName", "PC1$"),
        new Attribute("userAccountControl", "4096"));
    SearchResultEntry computer = objects.read(dn);
    assertThat(computer.getAttributeValue("sAMAccountType")).isEqualTo("805306369");
    assertThat(computer.getAttributeValue("primaryGroupID")).isEqualTo("515");
    assertThat(computer.getAttributeValue("isCriticalSystemObject")).isEqualTo("FALSE");
    assertThat(computer.getObjectClassValues())
        .containsExactly("top", "person", "organizationalPerson", "user", "computer");
    assertThat(computer.getAttributeValue("objectCategory")).startsWith("CN=Computer,CN=Schema,");
  }

  @ParameterizedTest
  @CsvSource({
    "user, CN=Person",
    "inetOrgPerson, CN=Person",
    "contact, CN=Person",
    "group, CN=Group",
    "container, CN=Container"
  })
  void theCategoryIsTheClasssDefault(String objectClass, String category) throws Exception {
    admin.add("CN=x," + USERS, new Attribute("objectClass", objectClass));
    assertThat(objects.value("CN=x," + USERS, "objectCategory"))
        .isEqualTo(category + ",CN=Schema,CN=Configuration," + BASE);
  }

  @Test
  void contactsAndUnitsHaveNoSid() throws Exception {
    admin.add("CN=c1," + USERS, new Attribute("objectClass", "contact"));
    assertThat(objects.read("CN=c1," + USERS).getAttributeValue("objectSid")).isNull();
    assertThat(objects.read(objects.unit("Staff", BASE)).getAttributeValue("objectSid")).isNull();
  }

  @Test
  void aNameThatIsTakenIsRefusedWhateverItsType() throws Exception {
    objects.user("u1");
    assertRefused(
        () -> admin.add("CN=U1," + USERS, USER, new Attribute("sAMAccountName", "other")),
        ENTRY_ALREADY_EXISTS,
        "00002071: UpdErr: DSID-0305038D, problem 6005 (ENTRY_EXISTS), data 0");
    objects.unit("Staff", BASE);
    assertRefused(
        () -> admin.add("CN=Staff," + BASE, new Attribute("objectClass", "contact")),
        ENTRY_ALREADY_EXISTS,
        "00002071: UpdErr");
  }

  @Test
  void anAccountNameThatIsTakenIsRefusedByWhoHasIt() throws Exception {
    objects.user("u1");
    objects.group("g1");
    admin.add(
        "CN=alias," + USERS,
        new Attribute("objectClass", "group"),
        new Attribute("groupType", "-2147483644"),
        new Attribute("sAMAccountName", "alias"));
    assertAccountNameTaken("U1", "00000524: UpdErr");
    assertAccountNameTaken("g1", "00000526: UpdErr");
    assertAccountNameTaken("alias", "00000563: UpdErr");
    assertAccountNameTaken("Administrators", "00000563: UpdErr");
  }

  private void assertAccountNameTaken(String name, String diagnostic) {
    LDAPException refusal =
        assertRefused(
            () -> admin.add("CN=new," + USERS, USER, new Attribute("sAMAccountName", name)),
            ENTRY_ALREADY_EXISTS,
            diagnostic);
    assertThat(refusal.getDiagnosticMessage()).contains("problem 6005 (ENTRY_EXISTS)");
  }

  @Test
  void deletedAccountsDoNotHoldTheirNames() throws Exception {
    admin.delete(objects.user("u1"));
    objects.user("u1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name-of-more-than-20c",
        "a/b",
        "a\\b",
        "a[b",
        "a:b",
        "a|b",
        "a<b",
        "a+b",
        "a=b",
        "a;b",
        "a?b",
        "a,b",
        "a*b",
        "a\"b",
        "ends.",
        "  "
      })
  void malformedAccountNamesAreRefused(String name) {
    LDAPException refusal =
        assertRefused(
            () -> admin.add(DN, USER, new Attribute("sAMAccountName", name)),
            OTHER,
            "00000523: SysErr");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 22 (Invalid argument), data 0");
  }

  @Test
  void aMissingParentIsToldWithTheNearestAncestor() {
    LDAPException refusal =
        assertRefused(
            () -> admin.add("CN=u1,OU=a,OU=nope," + BASE, USER),
            NO_SUCH_OBJECT,
            "0000208D: NameErr");
    assertThat(refusal.getDiagnosticMessage())
        .contains("problem 2001 (NO_OBJECT), data 0, best match of:\n\t'" + BASE + "'\n");
    assertThat(refusal.getMatchedDN()).isEqualTo(BASE);
  }

  @Test
  void diagnosticsEndWithANul() {
    LDAPException refusal =
        assertRefused(() -> admin.add("CN=u1,OU=nope," + BASE, USER), NO_SUCH_OBJECT, "0000208D");
    assertThat(refusal.getDiagnosticMessage()).endsWith("\n\0");
  }

  @Test
  void aNameOfAnotherDomainIsReferred() {
    LDAPException refusal =
        assertRefused(() -> admin.add("CN=u1,DC=other,DC=com", USER), REFERRAL, "0000202B: RefErr");
    assertThat(refusal.getReferralURLs()).containsExactly("ldap://other.com/CN=u1,DC=other,DC=com");
    assertThat(refusal.getDiagnosticMessage())
        .contains("data 0, 1 access points\n\tref 1: 'other.com'\n");
  }

  @Test
  void whatTheSchemaDoesNotKnowIsRefused() {
    String conversion = "00000057: LdapErr";
    LDAPException refusal =
        assertRefused(
            () -> admin.add(DN, USER, new Attribute("noSuchAttribute", "x")),
            NO_SUCH_ATTRIBUTE,
            conversion);
    assertThat(refusal.getDiagnosticMessage())
        .contains("comment: Error in attribute conversion operation, data 0, v");
    assertRefused(
        () -> admin.add(DN, new Attribute("objectClass", "noSuchClass")),
        NO_SUCH_ATTRIBUTE,
        conversion);
    assertRefused(
        () -> admin.add(DN, new Attribute("sAMAccountName", "u1")),
        OBJECT_CLASS_VIOLATION,
        "0000207B: UpdErr");
  }

  @ParameterizedTest
  @CsvSource({
    "person;group, OBJECT_CLASS_VIOLATION, 000020B4: UpdErr",
    "top, UNWILLING_TO_PERFORM, 000020A7: SvcErr",
    "rIDManager, UNWILLING_TO_PERFORM, 000020A6: SvcErr",
    "secret, UNWILLING_TO_PERFORM, 000020A6: SvcErr"
  })
  void classesThatMakeNoObjectAreRefused(String classes, String code, String diagnostic)
      throws Exception {
    ResultCode expected = (ResultCode) ResultCode.class.getField(code).get(null);
    assertRefused(
        () -> admin.add("CN=x," + USERS, new Attribute("objectClass", classes.split(";", -1))),
        expected,
        diagnostic);
  }

  @Test
  void theClassChainIsCompletedMostGeneralFirst() throws Exception {
    admin.add(
        "CN=x," + USERS,
        new Attribute("objectClass", "user", "person", "top", "securityPrincipal"));
    assertThat(objects.read("CN=x," + USERS).getObjectClassValues())
        .as("a class the structural one brings with it is not listed")
        .containsExactly("top", "person", "organizationalPerson", "user");
    admin.add("CN=y," + USERS, new Attribute("objectClass", "user", "simpleSecurityObject"));
    assertThat(objects.read("CN=y," + USERS).getObjectClassValues())
        .startsWith("top")
        .endsWith("user")
        .contains("simpleSecurityObject");
  }

  @Test
  void anObjectMustStandWhereItsClassMay() {
    assertRefused(
        () -> admin.add("OU=x," + USERS, new Attribute("objectClass", "organizationalUnit")),
        NAMING_VIOLATION,
        "00002099: NameErr");
  }

  @Test
  void theNameMustBeOfTheClasssKind() {
    assertRefused(() -> admin.add("OU=u1," + USERS, USER), NAMING_VIOLATION, "00002073: NameErr");
    LDAPException refusal =
        assertRefused(
            () -> admin.add(DN, USER, new Attribute("cn", "different")),
            INVALID_DN_SYNTAX,
            "00002081: NameErr");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 2006 (BAD_NAME)");
  }

  @Test
  void aWrongNameAttributeIsPassedOver() throws Exception {
    admin.add(DN, USER, new Attribute("name", "different"), new Attribute("cn", "U1"));
    assertThat(objects.value(DN, "name")).isEqualTo("u1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CN=a+SN=b,", "CN=,", "nonsense,", "=x,", "CN,"})
  void malformedNamesAreRefused(String rdn) {
    LDAPException refusal =
        assertRefused(() -> admin.add(rdn + USERS, USER), INVALID_DN_SYNTAX, "0000208F: NameErr");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 2006 (BAD_NAME), data 8350");
  }

  @Test
  void namesAreOfBoundedLength() throws Exception {
    String longest = "x".repeat(64);
    admin.add("CN=" + longest + "," + USERS, USER);
    assertRefused(
        () -> admin.add("CN=" + longest + "y," + USERS, USER),
        CONSTRAINT_VIOLATION,
        "00002082: AtrErr");
  }

  @Test
  void namesMayHoldWhatMustBeEscaped() throws Exception {
    String dn = "CN=Doe\\, Jane \\#1 \\+ \\\"x\\\"," + USERS;
    admin.add(dn, USER, new Attribute("sAMAccountName", "jane"));
    SearchResultEntry jane = objects.read(dn);
    assertThat(jane.getAttributeValue("cn")).isEqualTo("Doe, Jane #1 + \"x\"");
    assertThat(jane.getDN()).startsWith("CN=Doe\\, Jane");
    assertThat(objects.read(jane.getDN()).getAttributeValue("sAMAccountName")).isEqualTo("jane");
    assertRefused(
        () -> admin.add("CN=a\\0Ab," + USERS, USER), NAMING_VIOLATION, "00002016: NameErr");
    assertRefused(
        () -> admin.add("CN=a\\00b," + USERS, USER), INVALID_DN_SYNTAX, "0000208F: NameErr");
  }

  @Test
  void valuesMustFitTheirAttribute() {
    assertAttributeRefused(
        new Attribute("telephoneNumber", "1", "2"), CONSTRAINT_VIOLATION, "00002081: AtrErr");
    assertAttributeRefused(
        new Attribute("countryCode", "12x"), INVALID_ATTRIBUTE_SYNTAX, "0000200B: AtrErr");
    assertAttributeRefused(
        new Attribute("msNPAllowDialin", "true"), INVALID_ATTRIBUTE_SYNTAX, "0000200B: AtrErr");
    assertAttributeRefused(
        new Attribute("telephoneNumber", ""), INVALID_ATTRIBUTE_SYNTAX, "0000200B: AtrErr");
    assertAttributeRefused(
        new Attribute("initials", "longer than six"), CONSTRAINT_VIOLATION, "00002082: AtrErr");
    assertAttributeRefused(
        new Attribute("dhcpType", "1"), OBJECT_CLASS_VIOLATION, "0000207D: UpdErr");
    assertAttributeRefused(
        new Attribute("manager", "CN=nobody," + USERS), CONSTRAINT_VIOLATION, "000020B5: AtrErr");
  }

  @Test
  void theDiagnosticNamesTheAttribute() {
    LDAPException refusal =
        assertRefused(
            () -> admin.add(DN, USER, new Attribute("countryCode", "12x")),
            INVALID_ATTRIBUTE_SYNTAX,
            "0000200B: AtrErr: DSID-");
    assertThat(refusal.getDiagnosticMessage())
        .contains(", #1:\n\t0: 0000200B: DSID-")
        .contains("problem 1002 (INVALID_ATT_SYNTAX), data 0, Att 90019 (countryCode):len 3\n");
  }

  private void assertAttributeRefused(Attribute attribute, ResultCode code, String diagnostic) {
    assertRefused(() -> admin.add(DN, USER, attribute), code, diagnostic);
  }

  @Test
  void aMandatoryAttributeMayNotBeMissing() throws Exception {
    String container = "CN=RegisteredDevices," + BASE;
    if (admin.getEntry(container) == null) {
      admin.add(container, new Attribute("objectClass", "msDS-DeviceContainer"));
    }
    assertRefused(
        () ->
            admin.add(
                "CN=d1," + container,
                new Attribute("objectClass", "msDS-Device"),
                new Attribute("msDS-IsEnabled", "TRUE"),
                new Attribute("altSecurityIdentities", "X509:x"),
                new Attribute("displayName", "d1")),
        OBJECT_CLASS_VIOLATION,
        "0000207C: UpdErr");
  }

  @ParameterizedTest
  @CsvSource({
    "user, badPwdCount, 0, 0000209A",
    "user, lastLogon, 1, 0000209A",
    "user, isCriticalSystemObject, TRUE, 0000209A",
    "user, sAMAccountType, 805306368, 0000209A",
    "user, objectSid, S-1-5-21-1-2-3-4, 0000209A",
    "user, memberOf, 'CN=Domain Admins,CN=Users,DC=adatum,DC=com', 0000209A",
    "group, sAMAccountType, 268435456, 0000209A",
    "group, memberOf, 'CN=Domain Admins,CN=Users,DC=adatum,DC=com', 0000209A",
    "contact, objectSid, S-1-5-21-1-2-3-4, 00002077",
    "contact, sAMAccountName, c1, 00002077",
    "user, objectGUID, 0123456789abcdef, 000020E7"
  })
  void whatTheServerOwnsMayNotBeGiven(
      String objectClass, String attribute, String value, String code) {
    assertRefused(
        () ->
            admin.add(
                "CN=x," + USERS,
                new Attribute("objectClass", objectClass),
                new Attribute(attribute, value)),
        UNWILLING_TO_PERFORM,
        code + ": SvcErr");
  }

  @Test
  void whatTheServerKeepsByItselfIsPassedOver() throws Exception {
    admin.add(
        DN,
        USER,
        new Attribute("distinguishedName", "CN=different," + USERS),
        new Attribute("uSNChanged", "1"),
        new Attribute("whenCreated", "20000101000000.0Z"),
        new Attribute("canonicalName", "x"),
        new Attribute("isDeleted", "TRUE"));
    SearchResultEntry user = objects.read(DN);
    assertThat(user.getAttributeValue("distinguishedName")).isEqualTo(DN);
    assertThat(user.getAttributeValue("whenCreated")).isNotEqualTo("20000101000000.0Z");
    assertThat(user.getAttributeValue("isDeleted")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "5", "32", "4;4", "0;4"})
  void onlyOrdinaryInstancesAreMade(String instanceType) {
    assertRefused(
        () -> admin.add(DN, USER, new Attribute("instanceType", instanceType.split(";", -1))),
        UNWILLING_TO_PERFORM,
        "00002079: SvcErr");
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "4, 4"})
  void ordinaryInstanceTypesAreTaken(String given, String stored) throws Exception {
    admin.add(DN, USER, new Attribute("instanceType", given));
    assertThat(objects.value(DN, "instanceType")).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "544, 544", // enabled, no password required
    "514, 514",
    "66082, 66082",
    "32, 544", // no account type is a normal account
    "562, 546", // LOCKOUT is never stored
    "8389154, 546" // nor PASSWORD_EXPIRED
  })
  void theAccountControlIsStoredAsItMeans(String given, String stored) throws Exception {
    admin.add(DN, USER, new Attribute("userAccountControl", given));
    assertThat(objects.value(DN, "userAccountControl")).isEqualTo(stored);
  }

  @Test
  void anEnabledUserNeedsAPassword() throws Exception {
    for (String control : List.of("512", "0", "66048")) {
      LDAPException refusal =
          assertRefused(
              () -> admin.add(DN, USER, new Attribute("userAccountControl", control)),
              UNWILLING_TO_PERFORM,
              "0000052D: SvcErr");
      assertThat(refusal.getDiagnosticMessage()).contains("problem 5003 (WILL_NOT_PERFORM)");
    }
    objects.set(BASE, "minPwdLength", "0");
    admin.add(DN, USER, new Attribute("userAccountControl", "512"));
    assertThat(objects.value(DN, "userAccountControl")).isEqualTo("512");
  }

  @ParameterizedTest
  @CsvSource({
    "256, OTHER, 00000057: SvcErr",
    "4096, OBJECT_CLASS_VIOLATION, 0000",
    "8192, OBJECT_CLASS_VIOLATION, 0000",
    "2048, INSUFFICIENT_ACCESS_RIGHTS, 0000"
  })
  void accountControlsOfOtherKindsAreRefused(String control, String code, String diagnostic)
      throws Exception {
    ResultCode expected = (ResultCode) ResultCode.class.getField(code).get(null);
    assertRefused(
        () -> admin.add(DN, USER, new Attribute("userAccountControl", control)),
        expected,
        diagnostic);
  }

  @ParameterizedTest
  @CsvSource({"5", "1", "-2"})
  void pwdLastSetIsZeroOrMinusOne(String given) throws Exception {
    assertRefused(
        () -> admin.add(DN, USER, new Attribute("pwdLastSet", given)), OTHER, "00000057: SvcErr");
    admin.add(DN, USER, new Attribute("pwdLastSet", "-1"));
    assertThat(objects.number(DN, "pwdLastSet")).isPositive();
  }

  @Test
  void aPrimaryGroupOtherThanTheDefaultIsRefused() throws Exception {
    assertRefused(
        () -> admin.add(DN, USER, new Attribute("primaryGroupID", "512")),
        UNWILLING_TO_PERFORM,
        "0000");
    admin.add(DN, USER, new Attribute("primaryGroupID", "513"));
  }

  @Test
  void principalNamesAreUniqueAmongLiveObjects() throws Exception {
    admin.add(
        DN,
        USER,
        new Attribute("userPrincipalName", "jane@adatum.com"),
        new Attribute("servicePrincipalName", "HTTP/web.adatum.com"));
    LDAPException upn =
        assertRefused(
            () ->
                admin.add(
                    "CN=u2," + USERS, USER, new Attribute("userPrincipalName", "JANE@adatum.com")),
            CONSTRAINT_VIOLATION,
            "000021C8: AtrErr");
    assertThat(upn.getDiagnosticMessage())
        .contains("problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90290 (userPrincipalName)");
    LDAPException spn =
        assertRefused(
            () ->
                admin.add(
                    "CN=u2," + USERS,
                    USER,
                    new Attribute("servicePrincipalName", "http/WEB.adatum.com")),
            CONSTRAINT_VIOLATION,
            "000021C7: AtrErr");
    assertThat(spn.getDiagnosticMessage()).contains("Att 90303 (servicePrincipalName)");
    admin.delete(DN);
    admin.add("CN=u2," + USERS, USER, new Attribute("userPrincipalName", "jane@adatum.com"));
  }

  @Test
  void systemFlagsThatProtectAreNotTheClientsToGive() throws Exception {
    String dn = "CN=box," + BASE;
    admin.add(
        dn, new Attribute("objectClass", "container"), new Attribute("systemFlags", "-1946157056"));
    assertThat(objects.read(dn).getAttributeValue("systemFlags")).isIn(null, "0");
    admin.delete(dn);
  }

  @Test
  void timesAreTakenInTheirShortFormAndWithFractions() throws Exception {
    admin.add(
        DN,
        USER,
        new Attribute("msTSExpireDate", "20300102030405.678Z"),
        new Attribute("msTSExpireDate2", "300102030405Z"));
    assertThat(objects.value(DN, "msTSExpireDate")).isEqualTo("20300102030405.0Z");
    assertThat(objects.value(DN, "msTSExpireDate2")).isEqualTo("20300102030405.0Z");
  }

  @Test
  void nobodyInParticularAddsNothing() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(() -> nobody.add(DN, USER), OPERATIONS_ERROR, "000004DC: LdapErr");
    }
  }

  @Test
  void anOrdinaryUserAddsNothing() throws Exception {
    objects.user("alice");
    try (LDAPConnection alice = directory.bind("alice@adatum.com", TestObjects.PASSWORD)) {
      assertRefused(
          () -> alice.add(DN, USER), ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    }
  }

  @Test
  void attributesAreReadInTheSchemasSpelling() throws Exception {
    admin.add(
        DN,
        new Attribute("OBJECTCLASS", "USER"),
        new Attribute("SAMACCOUNTNAME", "u1"),
        new Attribute("2.5.4.4", "Surname"));
    SearchResultEntry user = objects.read(DN);
    assertThat(user.getAttributeValue("sn")).isEqualTo("Surname");
    assertThat(
            Arrays.stream(user.getAttributes().toArray(Attribute[]::new))
                .map(Attribute::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).equals("samaccountname")))
        .containsExactly("sAMAccountName");
  }
}
