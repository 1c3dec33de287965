package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.ADMIN_LIMIT_EXCEEDED;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.NOT_ALLOWED_ON_NONLEAF;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.OTHER;
import static com.unboundid.ldap.sdk.ResultCode.PROTOCOL_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes with the recycle bin off, which leave tombstones. */
@Behaviour(source = "MS-ADTS 3.1.1.5.5")
class DeleteTest extends WireTest {
  private static final String DELETED = "CN=Deleted Objects," + BASE;
  private static final Control SHOW_DELETED = new Control(Oids.SHOW_DELETED, true);
  private static final Control TREE = new Control(Oids.TREE_DELETE, true);
  private String user;

  DeleteTest() {
    super(settings -> settings.withRecycleBin(false));
  }

  @BeforeEach
  void addUser() throws LDAPException {
    user = objects.user("u1");
  }

  private SearchResultEntry tombstone(UUID guid, String... attributes) throws LDAPException {
    SearchRequest request =
        new SearchRequest("<GUID=" + guid + ">", SearchScope.BASE, "(objectClass=*)", attributes);
    request.addControl(SHOW_DELETED);
    return admin.searchForEntry(request);
  }

  @Test
  void aTombstonedUserKeepsExactlyWhatTombstonesKeep() throws Exception {
    admin.modify(
        user,
        new Modification(REPLACE, "mail", "u1@adatum.com"),
        new Modification(REPLACE, "description", "x"),
        new Modification(REPLACE, "userPrincipalName", "u1@adatum.com"),
        new Modification(REPLACE, "mS-DS-ConsistencyGuid", new byte[16]),
        new Modification(REPLACE, "msDS-ExternalDirectoryObjectId", "User_1"));
    SearchResultEntry before = objects.read(user);
    UUID guid = objects.guid(user);
    admin.delete(user);
    SearchResultEntry after = tombstone(guid);
    assertThat(after.getAttributes())
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
            "objectSid",
            "sAMAccountName",
            "isDeleted",
            "isRecycled",
            "lastKnownParent",
            "msDS-ExternalDirectoryObjectId");
    assertThat(after.getDN()).isEqualTo("CN=u1\\0ADEL:" + guid + "," + DELETED);
    assertThat(after.getAttributeValue("cn")).isEqualTo("u1\nDEL:" + guid);
    assertThat(after.getAttributeValue("name")).isEqualTo("u1\nDEL:" + guid);
    assertThat(after.getAttributeValue("isDeleted")).isEqualTo("TRUE");
    assertThat(after.getAttributeValue("isRecycled")).isEqualTo("TRUE");
    assertThat(after.getAttributeValue("lastKnownParent")).isEqualTo(USERS);
    for (String kept : new String[] {"objectGUID", "objectSid", "sAMAccountName", "whenCreated"}) {
      assertThat(after.getAttributeValueBytes(kept)).isEqualTo(before.getAttributeValueBytes(kept));
    }
    assertThat(after.getAttributeValueAsLong("uSNChanged"))
        .isGreaterThan(before.getAttributeValueAsLong("uSNChanged"));
  }

  @Test
  void aTombstoneIsSeenOnlyByThoseWhoAsk() throws Exception {
    UUID guid = objects.guid(user);
    admin.delete(user);
    assertRefused(
        () -> admin.search("<GUID=" + guid + ">", SearchScope.BASE, "(objectClass=*)"),
        NO_SUCH_OBJECT,
        "0000208D: NameErr");
    assertThat(admin.search(BASE, SearchScope.SUB, "(sAMAccountName=u1)").getEntryCount()).isZero();
    for (String control : new String[] {Oids.SHOW_DELETED, Oids.SHOW_RECYCLED}) {
      SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(sAMAccountName=u1)");
      request.addControl(new Control(control, true));
      assertThat(admin.search(request).getEntryCount()).as(control).isEqualTo(1);
    }
  }

  @Test
  void theContainerIsFoundByItsWellKnownGuid() throws Exception {
    admin.delete(user);
    SearchRequest request =
        new SearchRequest(
            "<WKGUID=18E2EA80684F11D2B9AA00C04F79F805," + BASE + ">",
            SearchScope.ONE,
            "(isDeleted=TRUE)");
    request.addControl(SHOW_DELETED);
    assertThat(admin.search(request).getSearchEntries()).hasSize(1);
    request.removeControl(SHOW_DELETED);
    assertRefused(() -> admin.search(request), NO_SUCH_OBJECT, "0000208D");
  }

  @Test
  void linksVanishWithoutATraceOnTheOtherEnd() throws Exception {
    String group = objects.group("g1", user);
    String boss = objects.user("boss");
    objects.set(user, "manager", boss);
    String groupUsn = objects.value(group, "uSNChanged");
    admin.delete(user);
    assertThat(objects.read(group).getAttributeValue("member")).isNull();
    assertThat(objects.value(group, "uSNChanged")).isEqualTo(groupUsn);
    assertThat(objects.read(boss).getAttributeValue("directReports")).isNull();
  }

  @Test
  void plainReferencesFollowTheDeletedObject() throws Exception {
    String secretary = objects.user("sec");
    objects.set(user, "secretary", secretary);
    UUID guid = objects.guid(secretary);
    admin.delete(secretary);
    assertThat(objects.value(user, "secretary")).isEqualTo("CN=sec\\0ADEL:" + guid + "," + DELETED);
  }

  @Test
  void aNameMayBeUsedAgainAndAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      admin.delete(user);
      objects.user("u1");
    }
  }

  @Test
  void aLongNameIsCutToFit() throws Exception {
    String unit = "OU=" + "x".repeat(64) + "," + BASE;
    admin.add("dn: " + unit, "objectClass: organizationalUnit");
    UUID guid = objects.guid(unit);
    admin.delete(unit);
    assertThat(tombstone(guid).getAttributeValue("name")).endsWith("\nDEL:" + guid);
  }

  @Test
  void whatIsNotThereIsNotDeleted() throws Exception {
    LDAPException refusal =
        assertRefused(
            () -> admin.delete("CN=nobody," + USERS), NO_SUCH_OBJECT, "0000208D: NameErr");
    assertThat(refusal.getMatchedDN()).isEqualTo(USERS);
    admin.delete(user);
    assertRefused(() -> admin.delete(user), NO_SUCH_OBJECT, "0000208D: NameErr");
  }

  @Test
  void aTombstoneIsNotDeletedAgain() throws Exception {
    UUID account = objects.guid(user);
    String unit = objects.unit("Staff", BASE);
    UUID container = objects.guid(unit);
    admin.delete(user);
    admin.delete(unit);
    assertRefused(
        () -> admin.delete(deleted("<GUID=" + account + ">")), NO_SUCH_OBJECT, "0000208D: NameErr");
    assertRefused(
        () -> admin.delete(deleted("<GUID=" + container + ">")),
        UNWILLING_TO_PERFORM,
        "000020CE: SvcErr");
  }

  private static DeleteRequest deleted(String dn) {
    return new DeleteRequest(dn, new Control[] {SHOW_DELETED});
  }

  private static DeleteRequest tree(String dn) {
    return new DeleteRequest(dn, new Control[] {TREE});
  }

  @Test
  void whatHasChildrenIsDeletedOnlyAsATree() throws Exception {
    String staff = objects.unit("Staff", BASE);
    String inner = objects.unit("Inner", staff);
    String leaf = "CN=leaf," + inner;
    admin.add("dn: " + leaf, "objectClass: contact");
    UUID leafGuid = objects.guid(leaf);
    UUID innerGuid = objects.guid(inner);
    LDAPException refusal =
        assertRefused(
            () -> admin.delete(staff), NOT_ALLOWED_ON_NONLEAF, "0000208C: UpdErr: DSID-030A0493");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 6003 (CANT_ON_NON_LEAF), data 0");
    admin.delete(tree(staff));
    assertThat(admin.getEntry(staff)).isNull();
    assertThat(tombstone(leafGuid).getAttributeValue("lastKnownParent"))
        .as("the parent was deleted after it")
        .isEqualTo("OU=Inner\\0ADEL:" + innerGuid + "," + DELETED);
  }

  @Test
  void aTreeDeleteOfBoundedCountKeepsItsRootUntilItIsDone() throws Exception {
    String staff = objects.unit("Staff", BASE);
    for (int i = 0; i < 5; i++) {
      admin.add("dn: CN=c" + i + "," + staff, "objectClass: contact");
    }
    Control two =
        new Control(
            Oids.TREE_DELETE_EX,
            true,
            new ASN1OctetString(new ASN1Sequence(new ASN1Integer(2)).encode()));
    for (int left : new int[] {3, 1}) {
      assertRefused(
          () -> admin.delete(new DeleteRequest(staff, new Control[] {two})),
          ADMIN_LIMIT_EXCEEDED,
          "000020CD: SvcErr");
      assertThat(admin.search(staff, SearchScope.ONE, "(cn=*)").getEntryCount()).isEqualTo(left);
    }
    admin.delete(new DeleteRequest(staff, new Control[] {two}));
    assertThat(admin.getEntry(staff)).isNull();
    assertRefused(
        () -> admin.delete(new DeleteRequest(USERS, new Control[] {TREE, two})),
        PROTOCOL_ERROR,
        "0000");
  }

  @Test
  void aTreeDeleteStopsAtWhatIsProtected() throws Exception {
    String staff = objects.unit("Staff", BASE);
    admin.add("dn: CN=a," + staff, "objectClass: contact");
    admin.modifyDN("CN=Domain Guests," + USERS, "CN=m", true, staff);
    admin.add("dn: CN=z," + staff, "objectClass: contact");
    assertRefused(() -> admin.delete(tree(staff)), OTHER, "0000");
    assertThat(admin.search(staff, SearchScope.ONE, "(cn=*)").getSearchEntries())
        .as("what came before it is gone")
        .extracting(SearchResultEntry::getDN)
        .containsExactlyInAnyOrder("CN=m," + staff, "CN=z," + staff);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Users",
        "CN=Computers",
        "CN=System",
        "CN=Builtin",
        "OU=Domain Controllers",
        "CN=Partitions,CN=Configuration",
        "CN=Person,CN=Schema,CN=Configuration"
      })
  void protectedObjectsAreNotDeleted(String dn) {
    assertRefused(() -> admin.delete(dn + "," + BASE), UNWILLING_TO_PERFORM, "000020CE: SvcErr");
  }

  @Test
  void theServerDoesNotDeleteItself() throws Exception {
    String site = "CN=Default-First-Site-Name,CN=Sites,CN=Configuration," + BASE;
    assertRefused(
        () -> admin.delete("CN=NTDS Settings,CN=DC1,CN=Servers," + site),
        UNWILLING_TO_PERFORM,
        "00002094: SvcErr");
    assertRefused(() -> admin.delete(BASE), UNWILLING_TO_PERFORM, "0000");
    assertRefused(() -> admin.delete(tree(BASE)), UNWILLING_TO_PERFORM, "00002135: SvcErr");
    assertRefused(() -> admin.delete(tree(USERS)), UNWILLING_TO_PERFORM, "0000");
  }

  @Test
  void accountsTheDomainNeedsAreNotDeleted() {
    for (String name : new String[] {"Administrator", "krbtgt", "Domain Admins", "Guest"}) {
      LDAPException refusal =
          assertRefused(() -> admin.delete("CN=" + name + "," + USERS), OTHER, "0000055B");
      assertThat(refusal.getDiagnosticMessage()).isNotEmpty();
    }
  }

  @Test
  void aPrimaryGroupInUseIsNotDeleted() throws Exception {
    String group = objects.group("g1", user);
    long rid =
        dev.tombolo.ad.Sid.of(objects.read(group, "objectSid").getAttributeValueBytes("objectSid"))
            .rid();
    objects.set(user, "primaryGroupID", Long.toString(rid));
    assertRefused(() -> admin.delete(group), ENTRY_ALREADY_EXISTS, "00002149: UpdErr");
    admin.delete(user);
    admin.delete(group);
  }

  @Test
  void onlyWhoMayDoesIt() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(() -> nobody.delete(user), OPERATIONS_ERROR, "000004DC: LdapErr");
    }
    try (LDAPConnection self = directory.bind(user, TestObjects.PASSWORD)) {
      LDAPException refusal =
          assertRefused(() -> self.delete(user), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
      assertThat(refusal.getDiagnosticMessage()).contains("problem 4003 (INSUFF_ACCESS_RIGHTS)");
    }
  }

  @Test
  void objectsOfTheConfigurationGoToItsOwnContainer() throws Exception {
    String dn = "CN=box,CN=Services,CN=Configuration," + BASE;
    admin.add("dn: " + dn, "objectClass: container");
    UUID guid = objects.guid(dn);
    admin.delete(dn);
    assertThat(tombstone(guid).getDN())
        .isEqualTo("CN=box\\0ADEL:" + guid + ",CN=Deleted Objects,CN=Configuration," + BASE);
  }

  @Test
  void aSiteIsDeletedWhereItStands() throws Exception {
    String sites = "CN=Sites,CN=Configuration," + BASE;
    admin.add("dn: CN=Branch," + sites, "objectClass: site");
    UUID guid = objects.guid("CN=Branch," + sites);
    admin.delete("CN=Branch," + sites);
    assertThat(tombstone(guid).getAttributeValue("isDeleted")).isEqualTo("TRUE");
  }

  @Test
  void aTombstoneComesBackAsABareAccount() throws Exception {
    objects.set(user, "mail", "u1@adatum.com");
    objects.group("g1", user);
    SearchResultEntry before = objects.read(user);
    UUID guid = objects.guid(user);
    admin.delete(user);
    undelete("<GUID=" + guid + ">", user);
    SearchResultEntry after = objects.read(user);
    assertThat(after.getAttributes())
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
            "adminCount",
            "operatorCount",
            "accountExpires",
            "logonCount",
            "sAMAccountName",
            "sAMAccountType",
            "objectCategory",
            "lastKnownParent");
    assertThat(after.getAttributeValueBytes("objectSid"))
        .isEqualTo(before.getAttributeValueBytes("objectSid"));
    assertThat(objects.guid(user)).isEqualTo(guid);
    assertThat(after.getAttributeValue("userAccountControl")).isEqualTo("546");
    assertThat(after.getAttributeValue("pwdLastSet")).isEqualTo("0");
    assertThat(after.getAttributeValue("sAMAccountType")).isEqualTo("805306368");
    assertThat(after.getAttributeValue("objectCategory")).startsWith("CN=Person,");
    assertThat(after.getAttributeValue("lastKnownParent")).isEqualTo(USERS);
  }

  private void undelete(String dn, String to, Modification... others) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            dn,
            new Modification(DELETE, "isDeleted"),
            new Modification(REPLACE, "distinguishedName", to));
    for (Modification other : others) {
      request.addModification(other);
    }
    request.addControl(SHOW_DELETED);
    admin.modify(request);
  }

  @Test
  void aGroupsTombstoneComesBackWithoutMembers() throws Exception {
    String group = objects.group("g1", user);
    UUID guid = objects.guid(group);
    admin.delete(group);
    undelete("<GUID=" + guid + ">", group);
    SearchResultEntry after = objects.read(group);
    assertThat(after.getAttributeValue("member")).isNull();
    assertThat(after.getAttributeValue("groupType")).isEqualTo("-2147483646");
    assertThat(after.getAttributeValue("sAMAccountType")).isEqualTo("268435456");
  }

  @Test
  void aTombstoneIsModifiedInNoOtherWay() throws Exception {
    String dn = "<GUID=" + objects.guid(user) + ">";
    admin.delete(user);
    for (Modification other :
        new Modification[] {
          new Modification(REPLACE, "description", "x"),
          new Modification(DELETE, "isDeleted"),
          new Modification(ModificationType.ADD, "distinguishedName", user)
        }) {
      ModifyRequest request = new ModifyRequest(dn, other);
      request.addControl(SHOW_DELETED);
      assertRefused(() -> admin.modify(request), UNWILLING_TO_PERFORM, "00002077: SvcErr");
      request.setControls();
      assertRefused(() -> admin.modify(request), NO_SUCH_OBJECT, "0000208D: NameErr");
    }
    assertRefused(
        () ->
            admin.modify(
                objects.user("live"),
                new Modification(DELETE, "isDeleted"),
                new Modification(REPLACE, "distinguishedName", "CN=x," + USERS)),
        NO_SUCH_ATTRIBUTE,
        "00002076: AtrErr");
  }
}
