package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.ATTRIBUTE_OR_VALUE_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_ATTRIBUTE_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.NOT_ALLOWED_ON_RDN;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OBJECT_CLASS_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.OTHER;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Behaviour(source = "MS-ADTS 3.1.1.5.3")
class ModifyTest extends WireTest {
  private static final Control PERMISSIVE = new Control(Oids.PERMISSIVE_MODIFY, true);
  private String user;

  @BeforeEach
  void addUser() throws LDAPException {
    user = objects.user("u1");
  }

  @Test
  void modificationsApplyInTheirOrder() throws Exception {
    admin.modify(
        user,
        new Modification(ADD, "otherTelephone", "1", "2", "3"),
        new Modification(DELETE, "otherTelephone", "2"),
        new Modification(ADD, "otherTelephone", "4"),
        new Modification(REPLACE, "title", "Clerk"),
        new Modification(DELETE, "title"),
        new Modification(ADD, "title", "Manager"));
    assertThat(objects.read(user).getAttributeValues("otherTelephone"))
        .containsExactlyInAnyOrder("1", "3", "4");
    assertThat(objects.value(user, "title")).isEqualTo("Manager");
  }

  @Test
  void aRequestIsDoneWholeOrNotAtAll() throws Exception {
    assertRefused(
        () ->
            admin.modify(
                user,
                new Modification(REPLACE, "title", "Clerk"),
                new Modification(REPLACE, "noSuchAttribute", "x")),
        NO_SUCH_ATTRIBUTE,
        "00000057: LdapErr");
    assertThat(objects.read(user).getAttributeValue("title")).isNull();
  }

  @Test
  void severalChangesTakeOneUsn() throws Exception {
    long before = Long.parseLong(objects.value("", "highestCommittedUSN"));
    admin.modify(
        user,
        new Modification(REPLACE, "title", "Clerk"),
        new Modification(REPLACE, "description", "x"),
        new Modification(REPLACE, "department", "y"));
    assertThat(objects.number(user, "uSNChanged")).isEqualTo(before + 1);
    assertThat(objects.number("", "highestCommittedUSN")).isEqualTo(before + 1);
    assertThat(objects.number(user, "uSNCreated")).isLessThan(before + 1);
  }

  @Test
  void whatChangesNothingIsNotStamped() throws Exception {
    objects.set(user, "title", "Clerk");
    String usn = objects.value(user, "uSNChanged");
    String changed = objects.value(user, "whenChanged");
    objects.set(user, "title", "Clerk");
    objects.set(user, "department");
    admin.modify(user, new Modification(DELETE, "title"), new Modification(ADD, "title", "Clerk"));
    assertThat(objects.value(user, "uSNChanged")).isEqualTo(usn);
    assertThat(objects.value(user, "whenChanged")).isEqualTo(changed);
    admin.modify(
        new ModifyRequest(
            user,
            new Modification[] {new Modification(REPLACE, "title", "Clerk")},
            new Control[] {new Control(Oids.FORCE_UPDATE, true)}));
    assertThat(objects.number(user, "uSNChanged")).isGreaterThan(Long.parseLong(usn));
  }

  @Test
  void valuesThatAreThereOrNotThereAreRefused() throws Exception {
    objects.set(user, "otherTelephone", "1");
    LDAPException exists =
        assertRefused(
            () -> objects.change(user, ADD, "otherTelephone", "1"),
            ATTRIBUTE_OR_VALUE_EXISTS,
            "00002083: AtrErr");
    assertThat(exists.getDiagnosticMessage())
        .contains("problem 1006 (ATT_OR_VALUE_EXISTS), data 0, Att 20012 (otherTelephone):len 1");
    LDAPException missing =
        assertRefused(
            () -> objects.change(user, DELETE, "otherTelephone", "2"),
            NO_SUCH_ATTRIBUTE,
            "00002085: AtrErr");
    assertThat(missing.getDiagnosticMessage()).contains("problem 1001 (NO_ATTRIBUTE_OR_VAL)");
    assertRefused(
        () -> objects.change(user, DELETE, "title"), NO_SUCH_ATTRIBUTE, "00002076: AtrErr");
  }

  @Test
  void permissiveModifyPassesThatOver() throws Exception {
    objects.set(user, "otherTelephone", "1");
    admin.modify(
        new ModifyRequest(
            user,
            List.of(
                new Modification(ADD, "otherTelephone", "1"),
                new Modification(DELETE, "otherTelephone", "2"),
                new Modification(DELETE, "title")),
            new Control[] {PERMISSIVE}));
    assertThat(objects.read(user).getAttributeValues("otherTelephone")).containsExactly("1");
  }

  @Test
  void valuesAreComparedAsTheirSyntaxDoes() throws Exception {
    objects.set(user, "otherTelephone", "abc");
    assertRefused(
        () -> objects.change(user, ADD, "otherTelephone", "ABC"),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002083");
    objects.change(user, DELETE, "otherTelephone", "AbC");
    assertThat(objects.read(user).getAttributeValue("otherTelephone")).isNull();
    assertRefused(
        () -> objects.set(user, "otherTelephone", "x", "X"), ATTRIBUTE_OR_VALUE_EXISTS, "00002083");
  }

  @Test
  void singleValuedAttributesTakeOneValue() throws Exception {
    objects.set(user, "title", "Clerk");
    assertRefused(
        () -> objects.change(user, ADD, "title", "Manager"),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002081: AtrErr");
    assertRefused(
        () -> objects.set(user, "title", "a", "b"), ATTRIBUTE_OR_VALUE_EXISTS, "00002081: AtrErr");
    assertRefused(
        () -> objects.set(user, "description", "a", "b"),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002081: AtrErr");
    String unit = objects.unit("Staff", BASE);
    objects.set(unit, "description", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "cn, x, NOT_ALLOWED_ON_RDN, 000020B1: UpdErr",
    "name, x, NOT_ALLOWED_ON_RDN, 000020B1: UpdErr",
    "objectGUID, 0123456789abcdef, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "instanceType, 4, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "whenCreated, 20200101000000.0Z, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "uSNChanged, 1, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "isDeleted, TRUE, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "systemFlags, 1, CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "directReports, 'CN=Guest,CN=Users,DC=adatum,DC=com', CONSTRAINT_VIOLATION, 000020B1: AtrErr",
    "memberOf, 'CN=Guests,CN=Builtin,DC=adatum,DC=com', UNWILLING_TO_PERFORM, 0000209A: SvcErr",
    "objectSid, S-1-5-21-1-2-3-4, UNWILLING_TO_PERFORM, 0000209A: SvcErr",
    "sAMAccountType, 805306368, UNWILLING_TO_PERFORM, 0000209A: SvcErr",
    "badPwdCount, 0, UNWILLING_TO_PERFORM, 0000209A: SvcErr",
    "lastLogon, 0, UNWILLING_TO_PERFORM, 0000209A: SvcErr",
    "isCriticalSystemObject, TRUE, UNWILLING_TO_PERFORM, 0000",
    "canonicalName, x, CONSTRAINT_VIOLATION, 0000211B: AtrErr",
    "tokenGroups, x, CONSTRAINT_VIOLATION, 0000211B: AtrErr",
    "msDS-PrincipalName, x, CONSTRAINT_VIOLATION, 0000211B: AtrErr",
    "noSuchAttribute, x, NO_SUCH_ATTRIBUTE, 00000057: LdapErr",
    "dn, x, NO_SUCH_ATTRIBUTE, 00000057: LdapErr",
    "dhcpType, 1, OBJECT_CLASS_VIOLATION, 0000207D: UpdErr",
    "countryCode, 1x, INVALID_ATTRIBUTE_SYNTAX, 0000200B: AtrErr",
    "countryCode, 99999999999, INVALID_ATTRIBUTE_SYNTAX, 0000200B: AtrErr",
    "msNPAllowDialin, false, INVALID_ATTRIBUTE_SYNTAX, 0000200B: AtrErr",
    "title, '', INVALID_ATTRIBUTE_SYNTAX, 0000200B: AtrErr",
    "initials, abcdefg, CONSTRAINT_VIOLATION, 00002082: AtrErr",
    "countryCode, 70000, CONSTRAINT_VIOLATION, 00002082: AtrErr",
    "secretary, 'CN=nobody,DC=adatum,DC=com', CONSTRAINT_VIOLATION, 000020B5: AtrErr"
  })
  void whatMayNotBeWrittenIsRefused(String attribute, String value, String code, String diagnostic)
      throws Exception {
    ResultCode expected = (ResultCode) ResultCode.class.getField(code).get(null);
    LDAPException refusal =
        assertRefused(() -> objects.set(user, attribute, value), expected, diagnostic);
    if (expected.equals(NOT_ALLOWED_ON_RDN)) {
      assertThat(refusal.getDiagnosticMessage()).contains("problem 6004 (CANT_ON_RDN)");
    }
  }

  @Test
  void aNumberMayBeWrittenUnsigned() throws Exception {
    String group = objects.group("g1");
    objects.set(group, "groupType", "2147483650");
    assertThat(objects.value(group, "groupType")).isEqualTo("-2147483646");
  }

  @Test
  void aMissingObjectIsToldWithTheNearestAncestor() {
    LDAPException refusal =
        assertRefused(
            () -> objects.set("CN=nobody," + USERS, "title", "x"),
            NO_SUCH_OBJECT,
            "0000208D: NameErr");
    assertThat(refusal.getMatchedDN()).isEqualTo(USERS);
    assertThat(refusal.getDiagnosticMessage()).contains("best match of:\n\t'" + USERS + "'\n");
  }

  @Test
  void anObjectMayBeNamedByItsGuidOrSid() throws Exception {
    objects.set("<GUID=" + objects.guid(user) + ">", "title", "by guid");
    assertThat(objects.value(user, "title")).isEqualTo("by guid");
    String sid =
        dev.tombolo.ad.Sid.of(objects.read(user, "objectSid").getAttributeValueBytes("objectSid"))
            .toString();
    objects.set("<SID=" + sid + ">", "title", "by sid");
    assertThat(objects.value(user, "title")).isEqualTo("by sid");
  }

  @Test
  void onlyAuxiliaryClassesComeAndGo() throws Exception {
    objects.change(user, ADD, "objectClass", "simpleSecurityObject");
    assertThat(objects.read(user).getObjectClassValues())
        .containsExactly("top", "simpleSecurityObject", "person", "organizationalPerson", "user");
    objects.change(user, DELETE, "objectClass", "simpleSecurityObject");
    assertThat(objects.read(user).getObjectClassValues())
        .containsExactly("top", "person", "organizationalPerson", "user");
    objects.change(user, ADD, "objectClass", "inetOrgPerson");
    assertThat(objects.read(user).getObjectClassValues())
        .containsExactly("top", "person", "organizationalPerson", "user", "inetOrgPerson");
    objects.change(user, DELETE, "objectClass", "inetOrgPerson");
    for (String other : List.of("computer", "group", "contact")) {
      assertRefused(
          () -> objects.change(user, ADD, "objectClass", other), OBJECT_CLASS_VIOLATION, "0000");
    }
    assertRefused(
        () -> objects.change(user, DELETE, "objectClass", "user"),
        OBJECT_CLASS_VIOLATION,
        "00002077: UpdErr");
    assertRefused(
        () -> objects.change(user, ADD, "objectClass", "user"),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002083: AtrErr");
  }

  @Test
  void aMandatoryAttributeMayNotGo() throws Exception {
    assertRefused(
        () -> objects.change("CN=Partitions,CN=Configuration," + BASE, DELETE, "objectCategory"),
        OBJECT_CLASS_VIOLATION,
        "0000207C: UpdErr");
  }

  @ParameterizedTest
  @CsvSource({"514, 514", "66048, 66048", "544, 544", "0, 512", "528, 512", "8389120, 512"})
  void theAccountControlIsStoredAsItMeans(String given, String stored) throws Exception {
    objects.set(user, "userAccountControl", given);
    assertThat(objects.value(user, "userAccountControl")).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "256, OTHER, 00000057",
    "4096, OBJECT_CLASS_VIOLATION, 0000",
    "2048, INSUFFICIENT_ACCESS_RIGHTS, 0000"
  })
  void accountControlsOfOtherKindsAreRefused(String control, String code, String diagnostic)
      throws Exception {
    ResultCode expected = (ResultCode) ResultCode.class.getField(code).get(null);
    assertRefused(() -> objects.set(user, "userAccountControl", control), expected, diagnostic);
  }

  @Test
  void anAccountWithoutPasswordIsNotEnabledUnlessItNeedsNone() throws Exception {
    String bare = "CN=u2," + USERS;
    admin.add("dn: " + bare, "objectClass: user", "sAMAccountName: u2");
    LDAPException refusal =
        assertRefused(
            () -> objects.set(bare, "userAccountControl", "512"),
            UNWILLING_TO_PERFORM,
            "0000052D: SvcErr");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 5003 (WILL_NOT_PERFORM)");
    objects.set(bare, "userAccountControl", "514");
    objects.set(bare, "userAccountControl", "544");
    assertThat(objects.value(bare, "userAccountControl")).isEqualTo("544");
  }

  @Test
  void pwdLastSetIsZeroOrMinusOne() throws Exception {
    String before = objects.value(user, "pwdLastSet");
    objects.set(user, "pwdLastSet", "-1");
    assertThat(objects.value(user, "pwdLastSet")).as("it stays").isEqualTo(before);
    objects.set(user, "pwdLastSet", "0");
    assertThat(objects.value(user, "pwdLastSet")).isEqualTo("0");
    objects.set(user, "pwdLastSet", "-1");
    assertThat(objects.number(user, "pwdLastSet")).isPositive();
    assertRefused(() -> objects.set(user, "pwdLastSet", "5"), OTHER, "00000057: SvcErr");
    assertRefused(
        () ->
            admin.modify(
                user,
                new Modification(DELETE, "pwdLastSet", "1"),
                new Modification(ADD, "pwdLastSet", "0")),
        NO_SUCH_ATTRIBUTE,
        "00002085: AtrErr");
    admin.modify(
        user,
        new Modification(DELETE, "pwdLastSet", objects.value(user, "pwdLastSet")),
        new Modification(ADD, "pwdLastSet", "0"));
    assertThat(objects.value(user, "pwdLastSet")).isEqualTo("0");
  }

  @Test
  void principalNamesStayUnique() throws Exception {
    String other = objects.user("u2");
    objects.set(user, "userPrincipalName", "one@adatum.com");
    objects.set(user, "servicePrincipalName", "HTTP/one", "HTTP/one.adatum.com:8080");
    assertRefused(
        () -> objects.set(other, "userPrincipalName", "ONE@adatum.com"),
        CONSTRAINT_VIOLATION,
        "000021C8: AtrErr");
    assertRefused(
        () -> objects.set(other, "servicePrincipalName", "HTTP/one"),
        CONSTRAINT_VIOLATION,
        "000021C7: AtrErr");
    objects.set(user, "userPrincipalName", "One@adatum.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noslash", "/host", "service/", "a/b/c/d"})
  void servicePrincipalNamesHaveTheirForm(String name) {
    assertRefused(
        () -> objects.set(user, "servicePrincipalName", name),
        CONSTRAINT_VIOLATION,
        "000020B5: AtrErr");
  }

  @Test
  void accountNamesStayUniqueAndWellFormed() throws Exception {
    objects.user("u2");
    assertRefused(
        () -> objects.set(user, "sAMAccountName", "U2"), ENTRY_ALREADY_EXISTS, "00000524: UpdErr");
    assertRefused(() -> objects.set(user, "sAMAccountName", "a*b"), OTHER, "00000523: SysErr");
    objects.set(user, "sAMAccountName", "U1");
    assertThat(objects.value(user, "sAMAccountName")).isEqualTo("U1");
  }

  @ParameterizedTest
  @CsvSource({"-2147483640, 268435456", "2, 268435457", "8, 268435457", "-2147483646, 268435456"})
  void aGroupsTypeMayChange(String type, String accountType) throws Exception {
    String group = objects.group("g1");
    objects.set(group, "groupType", type);
    assertThat(objects.value(group, "sAMAccountType")).isEqualTo(accountType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2147483644", "4", "0", "-2147483643"})
  void aGlobalGroupDoesNotBecomeLocalAtOnce(String type) throws Exception {
    String group = objects.group("g1");
    assertRefused(() -> objects.set(group, "groupType", type), UNWILLING_TO_PERFORM, "00002141");
  }

  @Test
  void aPrimaryGroupMustHaveTheUserAsAMember() throws Exception {
    String group = objects.group("g1");
    long rid =
        dev.tombolo.ad.Sid.of(objects.read(group, "objectSid").getAttributeValueBytes("objectSid"))
            .rid();
    assertRefused(
        () -> objects.set(user, "primaryGroupID", Long.toString(rid)),
        UNWILLING_TO_PERFORM,
        "0000");
    objects.change(group, ADD, "member", user);
    objects.set(user, "primaryGroupID", Long.toString(rid));
    assertThat(objects.read(group).getAttributeValues("member")).isNull();
    assertThat(objects.read("CN=Domain Users," + USERS).getAttributeValues("member"))
        .contains(user);
    assertThat(objects.read(user).getAttributeValues("memberOf"))
        .containsExactly("CN=Domain Users," + USERS);
  }

  @Test
  void lockoutTimeIsOnlyCleared() throws Exception {
    objects.set(user, "lockoutTime", "0");
    assertThat(objects.value(user, "lockoutTime")).isEqualTo("0");
    assertRefused(() -> objects.set(user, "lockoutTime", "5"), CONSTRAINT_VIOLATION, "0000");
  }

  @Test
  void theContainersOfLostObjectsAreNotModified() {
    assertRefused(
        () -> objects.set("CN=LostAndFound," + BASE, "description", "x"),
        UNWILLING_TO_PERFORM,
        "00002077: SvcErr");
  }

  @Test
  void aRoleBelongsToThisServer() {
    assertRefused(
        () -> objects.set(BASE, "fSMORoleOwner", user), UNWILLING_TO_PERFORM, "000020AE: SvcErr");
  }

  @ParameterizedTest
  @CsvSource({
    "maxPwdAge, 1",
    "minPwdAge, 864000000000",
    "minPwdLength, 257",
    "pwdHistoryLength, 1025",
    "lockoutDuration, -600000000" // shorter than wrong passwords count
  })
  void thePasswordPolicyMayNotContradictItself(String attribute, String value) {
    assertRefused(
        () -> objects.set(BASE, attribute, value), UNWILLING_TO_PERFORM, "000020E7: SvcErr");
  }

  @Test
  void nobodyInParticularModifiesNothing() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(
          () -> nobody.modify(user, new Modification(REPLACE, "title", "x")),
          OPERATIONS_ERROR,
          "000004DC: LdapErr");
    }
  }

  @Test
  void anOrdinaryUserModifiesNothing() throws Exception {
    try (LDAPConnection self = directory.bind(user, TestObjects.PASSWORD)) {
      LDAPException refusal =
          assertRefused(
              () -> self.modify(BASE, new Modification(REPLACE, "description", "x")),
              INSUFFICIENT_ACCESS_RIGHTS,
              "00002098: SecErr");
      assertThat(refusal.getDiagnosticMessage())
          .contains("problem 4003 (INSUFF_ACCESS_RIGHTS), data 0");
    }
  }

  @Test
  void metadataCountsTheWritesOfEachAttribute() throws Exception {
    objects.set(user, "title", "Clerk");
    objects.set(user, "title", "Manager");
    objects.set(user, "title");
    SearchResultEntry entry = objects.read(user, "msDS-ReplAttributeMetaData");
    assertThat(entry.getAttributeValues("msDS-ReplAttributeMetaData"))
        .anySatisfy(
            xml ->
                assertThat(xml)
                    .contains("<pszAttributeName>title</pszAttributeName>")
                    .contains("<dwVersion>3</dwVersion>"))
        .anySatisfy(
            xml ->
                assertThat(xml)
                    .contains("<pszAttributeName>cn</pszAttributeName>")
                    .contains("<dwVersion>1</dwVersion>"))
        .noneSatisfy(xml -> assertThat(xml).contains("lastLogon<"));
    assertThat(objects.read(user, "*").getAttributeValue("replPropertyMetaData")).isNull();
    byte[] binary =
        objects.read(user, "replPropertyMetaData").getAttributeValueBytes("replPropertyMetaData");
    assertThat(binary[0]).isEqualTo((byte) 1);
    int count = (binary[8] & 0xFF) | (binary[9] & 0xFF) << 8;
    assertThat(binary).hasSize(16 + 48 * count);
  }

  @Test
  void anEmptyAddIsAnError() {
    assertRefused(
        () -> admin.modify(user, new Modification(ADD, "title")), INVALID_ATTRIBUTE_SYNTAX, "0000");
  }
}
