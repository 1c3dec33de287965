package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.security.Passwords;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What security descriptors let a plain user do (MS-ADTS 5.1.3), for every operation. */
final class AccessTest extends WireTest {
  private static final String USERS = TestObjects.USERS;
  private static final String ALICE = "CN=alice," + USERS;
  private static final String STAFF = "OU=Staff," + BASE;
  private static final String BOB = "CN=bob," + STAFF;
  private static final String TEAM = "CN=team," + STAFF;
  private static final String OTHER = "OU=Other," + BASE;
  private static final String USER_CLASS = "bf967aba-0de6-11d0-a285-00aa003049e2";
  private static final String GROUP_CLASS = "bf967a9c-0de6-11d0-a285-00aa003049e2";
  private static final String RESET = "00299570-246d-11d0-a768-00aa006e0529";
  private static final String MEMBER = "bf9679c0-0de6-11d0-a285-00aa003049e2";
  private static final String DESCRIPTION = "bf967950-0de6-11d0-a285-00aa003049e2";
  private static final String GENERAL = "59ba2f42-79a2-11d0-9020-00c04fc2d3cf";
  private static final String NAME = "bf967a0e-0de6-11d0-a285-00aa003049e2";
  private static final String CN = "bf96793f-0de6-11d0-a285-00aa003049e2";
  private static final String REANIMATE = "45ec5156-db7e-47bb-b53f-dbeb2d03c40f";

  private LDAPConnection alice;
  private Descriptors descriptors;

  @BeforeEach
  void people() throws LDAPException {
    objects.user("alice");
    objects.unit("Staff", BASE);
    objects.unit("Other", BASE);
    admin.add(
        BOB,
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", "bob"),
        new Attribute("unicodePwd", Passwords.quote(TestObjects.PASSWORD)),
        new Attribute("mail", "bob@adatum.com"),
        new Attribute("displayName", "Bob"),
        new Attribute("userAccountControl", "512"));
    admin.add(TEAM, new Attribute("objectClass", "group"), new Attribute("sAMAccountName", "team"));
    descriptors = new Descriptors(admin);
    alice = directory.bind("ADATUM\\alice", TestObjects.PASSWORD);
  }

  @AfterEach
  void goodbye() {
    alice.close();
  }

  /** A request that one right, or several, let through. */
  private interface Action {
    void by(LDAPConnection client) throws LDAPException;
  }

  private static Arguments row(
      String name, String on, String entries, String diagnostic, Action action) {
    return Arguments.of(name, on, entries, diagnostic, action);
  }

  private static Action set(String dn, String attribute, String value) {
    return client ->
        client.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
  }

  static Stream<Arguments> operations() {
    return Stream.of(
        row(
            "write one attribute",
            BOB,
            "(OA;;WP;" + DESCRIPTION + ";;{})",
            "00002098: SecErr",
            set(BOB, "description", "x")),
        row(
            "write an attribute of a set",
            BOB,
            "(OA;;WP;" + GENERAL + ";;{})",
            "00002098: SecErr",
            set(BOB, "displayName", "x")),
        row("write everything", BOB, "(A;;WP;;;{})", "00002098: SecErr", set(BOB, "info", "x")),
        row(
            "write by inheritance",
            STAFF,
            "(OA;CIIO;WP;" + DESCRIPTION + ";" + USER_CLASS + ";{})",
            "00002098: SecErr",
            set(BOB, "description", "x")),
        row(
            "reset a password",
            BOB,
            "(OA;;CR;" + RESET + ";;{})",
            "00000005: SecErr",
            client ->
                client.modify(
                    BOB,
                    new Modification(
                        ModificationType.REPLACE, "unicodePwd", Passwords.quote("N3w!Secret77")))),
        row(
            "reset by inheritance",
            STAFF,
            "(OA;CIIO;CR;" + RESET + ";" + USER_CLASS + ";{})",
            "00000005: SecErr",
            client ->
                client.modify(
                    BOB,
                    new Modification(
                        ModificationType.REPLACE, "unicodePwd", Passwords.quote("N3w!Secret77")))),
        row(
            "add a member",
            TEAM,
            "(OA;;WP;" + MEMBER + ";;{})",
            "00002098: SecErr",
            client -> client.modify(TEAM, new Modification(ModificationType.ADD, "member", BOB))),
        row(
            "join a group",
            TEAM,
            "(OA;;SW;" + MEMBER + ";;{})",
            "00002098: SecErr",
            client -> client.modify(TEAM, new Modification(ModificationType.ADD, "member", ALICE))),
        row(
            "add a child of a class",
            STAFF,
            "(OA;;CC;" + USER_CLASS + ";;{})",
            "00000005: SecErr",
            client ->
                client.add(
                    "CN=new," + STAFF,
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", "new"))),
        row(
            "add any child",
            STAFF,
            "(A;;CC;;;{})",
            "00000005: SecErr",
            client -> client.add("CN=new," + STAFF, new Attribute("objectClass", "contact"))),
        row("delete", BOB, "(A;;SD;;;{})", "00000005: SecErr", client -> client.delete(BOB)),
        row(
            "delete a child",
            STAFF,
            "(A;;DC;;;{})",
            "00000005: SecErr",
            client -> client.delete(BOB)),
        row(
            "delete a child of a class",
            STAFF,
            "(OA;;DC;" + USER_CLASS + ";;{})",
            "00000005: SecErr",
            client -> client.delete(BOB)),
        row(
            "delete a tree",
            STAFF,
            "(A;;DT;;;{})",
            "00000005: SecErr",
            client -> {
              DeleteRequest request = new DeleteRequest(STAFF);
              request.addControl(new SubtreeDeleteRequestControl());
              client.delete(request);
            }),
        row(
            "rename",
            BOB,
            "(OA;;WP;" + NAME + ";;{})(OA;;WP;" + CN + ";;{})",
            "00002098: SecErr",
            client -> client.modifyDN(BOB, "CN=rob", true)),
        row(
            "write the list",
            BOB,
            "(A;;WD;;;{})",
            "00000005: SecErr",
            client -> new Descriptors(client).write(BOB, Descriptors.DACL, "D:(A;;RP;;;AU)")),
        row(
            "write the owner",
            BOB,
            "(A;;WO;;;{})",
            "00000005: SecErr",
            client ->
                new Descriptors(client).write(BOB, 1, "O:" + new Descriptors(client).sid(ALICE))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void oneRightLetsOneOperationThrough(
      String name, String on, String entries, String diagnostic, Action action) throws Exception {
    assertRefused(() -> action.by(alice), INSUFFICIENT_ACCESS_RIGHTS, diagnostic);
    descriptors.grant(on, ALICE, entries);
    action.by(alice);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aDenialBeforeItTakesTheRightAway(
      String name, String on, String entries, String diagnostic, Action action) throws Exception {
    descriptors.grant(on, ALICE, entries);
    descriptors.grant(on, ALICE, entries.replace("(OA;", "(OD;").replace("(A;", "(D;"));
    assertRefused(() -> action.by(alice), INSUFFICIENT_ACCESS_RIGHTS, diagnostic);
  }

  @Test
  void aMoveNeedsBothPlaces() throws Exception {
    Refusals.Request move = () -> alice.modifyDN(BOB, "CN=bob", true, OTHER);
    assertRefused(move, INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    descriptors.grant(OTHER, ALICE, "(OA;;CC;" + USER_CLASS + ";;{})");
    assertRefused(move, INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    descriptors.grant(STAFF, ALICE, "(OA;;DC;" + USER_CLASS + ";;{})");
    assertRefused(move, INSUFFICIENT_ACCESS_RIGHTS, "00002098: SecErr");
    descriptors.grant(BOB, ALICE, "(A;;WP;;;{})");
    move.send();
  }

  @Test
  void aUserWritesItsOwnPersonalInformationAndNothingElse() throws Exception {
    alice.modify(ALICE, new Modification(ModificationType.REPLACE, "streetAddress", "Main St 1"));
    alice.modify(ALICE, new Modification(ModificationType.REPLACE, "mobile", "123"));
    for (String attribute :
        List.of("displayName", "userAccountControl", "pwdLastSet", "adminCount")) {
      assertRefused(
          () -> alice.modify(ALICE, new Modification(ModificationType.REPLACE, attribute, "0")),
          INSUFFICIENT_ACCESS_RIGHTS,
          "00002098: SecErr");
    }
    assertRefused(
        () ->
            alice.modify(
                BOB, new Modification(ModificationType.REPLACE, "streetAddress", "Main St 1")),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00002098: SecErr");
  }

  @Test
  void aUserReadsOthersButNoDeletedObjects() throws Exception {
    SearchResultEntry bob = alice.getEntry(BOB);
    assertThat(bob.getAttributeValue("mail")).isEqualTo("bob@adatum.com");
    assertThat(bob.hasAttribute("unicodePwd")).isFalse();
    admin.delete(BOB);
    SearchRequest deleted =
        new SearchRequest(BASE, SearchScope.SUB, "(isDeleted=TRUE)", "objectGUID");
    deleted.addControl(Descriptors.showDeleted());
    assertThat(alice.search(deleted).getSearchEntries()).isEmpty();
    takeOver("CN=Deleted Objects," + BASE);
    descriptors.grant("CN=Deleted Objects," + BASE, ALICE, "(A;;LCRP;;;{})");
    assertThat(alice.search(deleted).getSearchEntries())
        .extracting(SearchResultEntry::getDN)
        .anyMatch(dn -> dn.startsWith("CN=bob\\0ADEL:"));
  }

  /** The container of deleted objects is the system's; whoever wants to write its list takes it. */
  private void takeOver(String dn) throws Exception {
    assertThat(descriptors.read(dn, Descriptors.DACL)).as("the list of " + dn).isEmpty();
    assertRefused(
        () -> descriptors.write(dn, Descriptors.DACL, "D:P(A;;LC;;;AU)"),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00000005: SecErr");
    descriptors.write(dn, 1, "O:DA");
  }

  @Test
  void whatMayNotBeListedIsNotThere() throws Exception {
    descriptors.write(
        STAFF, Descriptors.DACL, "D:P(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)(A;;RP;;;AU)");
    assertThat(alice.getEntry(STAFF)).as("the unit itself, which its parent lists").isNotNull();
    assertRefused(
        () -> alice.search(BOB, SearchScope.BASE, "(objectClass=*)"), NO_SUCH_OBJECT, "0000208D");
    assertThat(alice.search(BASE, SearchScope.SUB, "(sAMAccountName=bob)").getEntryCount())
        .isZero();
    assertThat(alice.search(STAFF, SearchScope.ONE, "(objectClass=*)").getEntryCount()).isZero();
    assertThat(admin.search(STAFF, SearchScope.ONE, "(objectClass=*)").getEntryCount())
        .isEqualTo(2);
  }

  @Test
  void listObjectModeShowsSingleChildren() throws Exception {
    descriptors.write(
        STAFF, Descriptors.DACL, "D:P(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)(A;;LO;;;AU)");
    assertThat(alice.search(STAFF, SearchScope.ONE, "(objectClass=*)").getEntryCount()).isZero();
    admin.modify(
        "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration," + BASE,
        new Modification(ModificationType.REPLACE, "dSHeuristics", "001"));
    descriptors.grant(BOB, ALICE, "(A;;LO;;;{})");
    descriptors.grant(TEAM, ALICE, "(D;;LO;;;{})");
    assertThat(alice.search(STAFF, SearchScope.ONE, "(objectClass=*)").getSearchEntries())
        .extracting(SearchResultEntry::getDN)
        .containsExactly(BOB);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "(mail=bob@adatum.com)#0",
        "(mail=*)#0",
        "(!(mail=x))#0",
        "(!(mail=*))#0",
        "(|(mail=bob@adatum.com)(sAMAccountName=bob))#1",
        "(&(!(mail=x))(sAMAccountName=bob))#0",
        "(mail>=a)#0",
        "(displayName=Bob)#1"
      })
  void ofAnAttributeThatMayNotBeReadNothingIsKnown(String filter, int found) throws Exception {
    descriptors.grant(BOB, ALICE, "(OD;;RP;bf967961-0de6-11d0-a285-00aa003049e2;;{})");
    assertThat(alice.search(BOB, SearchScope.BASE, filter).getEntryCount()).isEqualTo(found);
    assertThat(alice.getEntry(BOB).hasAttribute("mail")).isFalse();
    assertThat(alice.getEntry(BOB, "mail", "cn").getAttributes())
        .extracting(Attribute::getName)
        .containsExactly("cn");
  }

  @Test
  void comparingWhatMayNotBeReadTellsNothing() throws Exception {
    descriptors.grant(BOB, ALICE, "(OD;;RP;bf967961-0de6-11d0-a285-00aa003049e2;;{})");
    assertRefused(
        () -> {
          var result = alice.compare(BOB, "mail", "bob@adatum.com");
          throw new LDAPException(result);
        },
        com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE,
        "00002076");
  }

  @Test
  void confidentialAttributesNeedAControlAccessRightBesides() throws Exception {
    set(BOB, "unixUserPassword", "hidden").by(admin);
    assertThat(admin.getEntry(BOB).hasAttribute("unixUserPassword")).isTrue();
    assertThat(alice.getEntry(BOB).hasAttribute("unixUserPassword")).isFalse();
    descriptors.grant(BOB, ALICE, "(OA;;RPCR;612cb747-c0e8-4f92-9221-fdd5f15b550d;;{})");
    assertThat(alice.getEntry(BOB).hasAttribute("unixUserPassword")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unicodePwd", "ntPwdHistory", "supplementalCredentials", "dBCSPwd"})
  void secretsAreReadByNobodyWhateverTheDescriptor(String secret) throws Exception {
    descriptors.write(BOB, Descriptors.DACL, "D:P(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;WD)");
    for (LDAPConnection each : List.of(admin, alice)) {
      assertThat(each.getEntry(BOB, secret, "*").hasAttribute(secret)).isFalse();
      assertThat(each.search(BOB, SearchScope.BASE, "(" + secret + "=*)").getEntryCount()).isZero();
    }
  }

  @Test
  void onlyOnesOwnMembershipIsAValidatedWrite() throws Exception {
    descriptors.grant(TEAM, ALICE, "(OA;;SW;" + MEMBER + ";;{})");
    assertRefused(
        () -> alice.modify(TEAM, new Modification(ModificationType.ADD, "member", BOB)),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00002098: SecErr");
    alice.modify(TEAM, new Modification(ModificationType.ADD, "member", ALICE));
    alice.modify(TEAM, new Modification(ModificationType.DELETE, "member", ALICE));
  }

  @Test
  void aComputersNamesMustBeItsOwn() throws Exception {
    String host = "CN=PC1," + STAFF;
    admin.add(
        host,
        new Attribute("objectClass", "computer"),
        new Attribute("sAMAccountName", "PC1$"),
        new Attribute("userAccountControl", "4096"));
    descriptors.grant(
        host,
        ALICE,
        "(OA;;SW;72e39547-7b18-11d1-adef-00c04fd8d5cd;;{})"
            + "(OA;;SW;f3a64788-5306-11d1-a9c5-0000f80367c1;;{})");
    set(host, "dNSHostName", "pc1.adatum.com").by(alice);
    set(host, "servicePrincipalName", "HOST/pc1.adatum.com").by(alice);
    for (String[] bad :
        new String[][] {
          {"dNSHostName", "dc1.adatum.com"}, {"servicePrincipalName", "HOST/dc1.adatum.com"}
        }) {
      assertRefused(
          () -> set(host, bad[0], bad[1]).by(alice), CONSTRAINT_VIOLATION, "0000200B: AtrErr");
    }
  }

  @Test
  void changingAPasswordNeedsTheOldOneAndResettingItARight() throws Exception {
    objects.set(BASE, "minPwdAge", "0");
    alice.modify(
        BOB,
        new Modification(
            ModificationType.DELETE, "unicodePwd", Passwords.quote(TestObjects.PASSWORD)),
        new Modification(ModificationType.ADD, "unicodePwd", Passwords.quote("Ch4nged!now")));
    descriptors.grant(BOB, ALICE, "(OD;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;{})");
    assertRefused(
        () ->
            alice.modify(
                BOB,
                new Modification(
                    ModificationType.DELETE, "unicodePwd", Passwords.quote("Ch4nged!now")),
                new Modification(
                    ModificationType.ADD, "unicodePwd", Passwords.quote("Ag4in!later"))),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00000005: SecErr");
  }

  @Test
  void bringingBackNeedsTheRightOnTheDomainAndAPlace() throws Exception {
    String guid =
        ObjectGuid.of(admin.getEntry(BOB, "objectGUID").getAttributeValueBytes("objectGUID"))
            .toString();
    descriptors.grant(BOB, ALICE, "(A;;WP;;;{})");
    admin.delete(BOB);
    takeOver("CN=Deleted Objects," + BASE);
    descriptors.grant("CN=Deleted Objects," + BASE, ALICE, "(A;;LCRP;;;{})");
    ModifyRequest undelete =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(ModificationType.DELETE, "isDeleted"),
            new Modification(ModificationType.REPLACE, "distinguishedName", BOB));
    undelete.addControl(Descriptors.showDeleted());
    assertRefused(() -> alice.modify(undelete), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    descriptors.grant(BASE, ALICE, "(OA;;CR;" + REANIMATE + ";;{})");
    assertRefused(() -> alice.modify(undelete), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    descriptors.grant(STAFF, ALICE, "(OA;;CC;" + USER_CLASS + ";;{})");
    alice.modify(undelete);
    assertThat(alice.getEntry(BOB)).isNotNull();
  }

  @Test
  void accidentalDeletionIsPreventedForAdministratorsToo() throws Exception {
    descriptors.grant(BOB, "CN=Domain Users," + USERS, "(D;;SDDT;;;WD)");
    descriptors.grant(STAFF, "CN=Domain Users," + USERS, "(D;;DC;;;WD)");
    assertRefused(() -> admin.delete(BOB), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    DeleteRequest staff = new DeleteRequest(TEAM);
    admin.delete(staff);
  }

  @Test
  void aGroupCountsFromTheNextBind() throws Exception {
    descriptors.grant(BOB, TEAM, "(OA;;WP;" + DESCRIPTION + ";;{})");
    admin.modify(TEAM, new Modification(ModificationType.ADD, "member", ALICE));
    assertRefused(
        () -> set(BOB, "description", "x").by(alice), INSUFFICIENT_ACCESS_RIGHTS, "00002098");
    alice.bind("ADATUM\\alice", TestObjects.PASSWORD);
    set(BOB, "description", "x").by(alice);
    admin.modify(TEAM, new Modification(ModificationType.DELETE, "member", ALICE));
    alice.bind("ADATUM\\alice", TestObjects.PASSWORD);
    assertRefused(
        () -> set(BOB, "description", "y").by(alice), INSUFFICIENT_ACCESS_RIGHTS, "00002098");
  }

  @Test
  void groupsCountThroughGroups() throws Exception {
    objects.group("inner", ALICE);
    admin.modify(TEAM, new Modification(ModificationType.ADD, "member", "CN=inner," + USERS));
    descriptors.grant(BOB, TEAM, "(OA;;WP;" + DESCRIPTION + ";;{})");
    alice.bind("ADATUM\\alice", TestObjects.PASSWORD);
    set(BOB, "description", "x").by(alice);
  }

  @Test
  void effectiveAttributesTellWhatTheReaderMay() throws Exception {
    String[] asked = {
      "sDRightsEffective", "allowedAttributesEffective", "allowedChildClassesEffective"
    };
    SearchResultEntry before = alice.getEntry(STAFF, asked);
    assertThat(before.getAttributeValue("sDRightsEffective")).isEqualTo("0");
    assertThat(before.hasAttribute("allowedAttributesEffective")).isFalse();
    assertThat(before.hasAttribute("allowedChildClassesEffective")).isFalse();
    descriptors.grant(
        STAFF,
        ALICE,
        "(A;;WDWO;;;{})(OA;;WP;" + DESCRIPTION + ";;{})(OA;;CC;" + GROUP_CLASS + ";;{})");
    SearchResultEntry after = alice.getEntry(STAFF, asked);
    assertThat(after.getAttributeValue("sDRightsEffective")).isEqualTo("7");
    assertThat(after.getAttributeValues("allowedAttributesEffective"))
        .containsExactlyInAnyOrder("description", "nTSecurityDescriptor");
    assertThat(after.getAttributeValues("allowedChildClassesEffective")).containsExactly("group");
    assertThat(admin.getEntry(STAFF, asked).getAttributeValue("sDRightsEffective")).isEqualTo("15");
  }

  @ParameterizedTest
  @CsvSource({
    "runProtectAdminGroupsTask", "doGarbageCollection", "schemaUpdateNow", "fixupInheritance",
    "becomePdc", "becomeSchemaMaster", "becomeRidMaster", "becomeInfrastructureMaster",
    "becomeDomainMaster", "renewServerCertificate", "updateCachedMemberships"
  })
  void commandsNeedTheirRights(String command) throws Exception {
    Modification modification = new Modification(ModificationType.REPLACE, command, "1");
    assertRefused(
        () -> alice.modify("", modification), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
    admin.modify("", modification);
  }

  @Test
  void bitsOfTheAccountNeedRightsOnTheDomain() throws Exception {
    descriptors.grant(BOB, ALICE, "(A;;WP;;;{})");
    set(BOB, "userAccountControl", "544").by(alice);
    descriptors.grant(BASE, ALICE, "(OD;;CR;ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501;;{})");
    assertRefused(
        () -> set(BOB, "userAccountControl", "66048").by(alice),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00000005: SecErr");
    set(BOB, "userAccountControl", "514").by(alice);
  }
}
