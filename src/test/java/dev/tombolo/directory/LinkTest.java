package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ResultCode.ATTRIBUTE_OR_VALUE_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Behaviour(source = "MS-ADTS 3.1.1.1.6")
class LinkTest extends WireTest {
  private String alice;
  private String bob;
  private String group;

  @BeforeEach
  void addObjects() throws LDAPException {
    alice = objects.user("alice");
    bob = objects.user("bob");
    group = objects.group("g1", alice);
  }

  private String[] members(String dn) throws LDAPException {
    String[] values = objects.read(dn, "member").getAttributeValues("member");
    return values == null ? new String[0] : values;
  }

  private void permissively(Modification modification) throws LDAPException {
    admin.modify(
        new ModifyRequest(
            group,
            new Modification[] {modification},
            new Control[] {new Control(Oids.PERMISSIVE_MODIFY, true)}));
  }

  @Test
  void bothEndsAreReadAtOnce() throws Exception {
    assertThat(members(group)).containsExactly(alice);
    assertThat(objects.value(alice, "memberOf")).isEqualTo(group);
    assertThat(objects.read(alice).getAttributeValue("memberOf")).as("among *").isEqualTo(group);
    objects.change(group, DELETE, "member", alice);
    assertThat(members(group)).isEmpty();
    assertThat(objects.read(alice).getAttributeValue("memberOf")).isNull();
  }

  @Test
  void onlyTheForwardEndIsStamped() throws Exception {
    String aliceUsn = objects.value(alice, "uSNChanged");
    String bobUsn = objects.value(bob, "uSNChanged");
    long groupUsn = objects.number(group, "uSNChanged");
    objects.change(group, ADD, "member", bob);
    objects.change(group, DELETE, "member", alice);
    assertThat(objects.value(alice, "uSNChanged")).isEqualTo(aliceUsn);
    assertThat(objects.value(bob, "uSNChanged")).isEqualTo(bobUsn);
    assertThat(objects.number(group, "uSNChanged")).isGreaterThan(groupUsn);
  }

  @Test
  void aMemberThatIsMissingIsRefusedWithoutABestMatch() throws Exception {
    LDAPException refusal =
        assertRefused(
            () -> objects.change(group, ADD, "member", "CN=nobody," + USERS),
            NO_SUCH_OBJECT,
            "00000525: NameErr: DSID-031A1292, problem 2001 (NO_OBJECT), data 0, best match of:\n\t''");
    assertThat(refusal.getMatchedDN()).isNullOrEmpty();
    UUID guid = objects.guid(bob);
    admin.delete(bob);
    assertRefused(
        () -> objects.change(group, ADD, "member", "<GUID=" + guid + ">"),
        NO_SUCH_OBJECT,
        "00000525: NameErr");
  }

  @Test
  void aMemberIsAddedOnce() {
    String sid =
        assertRefusedTwice(alice)
            + assertRefusedTwice(alice.toUpperCase(java.util.Locale.ROOT))
            + assertRefusedTwice("<GUID=" + guid(alice) + ">")
            + assertRefusedTwice("<SID=" + sid(alice) + ">");
    assertThat(sid).contains("problem 6005 (ENTRY_EXISTS), data 0");
  }

  private String assertRefusedTwice(String name) {
    return assertRefused(
            () -> objects.change(group, ADD, "member", name),
            ENTRY_ALREADY_EXISTS,
            "00000562: UpdErr: DSID-031A11DA")
        .getDiagnosticMessage();
  }

  private UUID guid(String dn) {
    try {
      return objects.guid(dn);
    } catch (LDAPException e) {
      throw new AssertionError(e);
    }
  }

  private Sid sid(String dn) {
    try {
      return Sid.of(objects.read(dn, "objectSid").getAttributeValueBytes("objectSid"));
    } catch (LDAPException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMemberThatIsNoneIsNotRemoved() {
    assertRefused(
        () -> objects.change(group, DELETE, "member", bob),
        UNWILLING_TO_PERFORM,
        "00000561: SvcErr");
  }

  @Test
  void permissiveModifyPassesBothOver() throws Exception {
    permissively(new Modification(ADD, "member", alice, bob));
    permissively(new Modification(DELETE, "member", "CN=Guest," + USERS));
    assertThat(members(group)).containsExactlyInAnyOrder(alice, bob);
  }

  @Test
  void otherLinksFailAsOrdinaryValuesDo() throws Exception {
    objects.set(bob, "manager", alice);
    assertRefused(
        () -> objects.change(bob, ADD, "manager", alice),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002083: AtrErr");
    assertRefused(
        () -> objects.change(bob, DELETE, "manager", group), NO_SUCH_ATTRIBUTE, "00002085: AtrErr");
    assertRefused(
        () -> objects.change(bob, ADD, "manager", group),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002081: AtrErr");
    assertRefused(
        () -> objects.set(bob, "manager", alice, group), CONSTRAINT_VIOLATION, "00002081: AtrErr");
    assertRefused(
        () -> objects.set(bob, "manager", "CN=nobody," + USERS),
        CONSTRAINT_VIOLATION,
        "000020B5: AtrErr");
    objects.set(bob, "manager");
    assertThat(objects.read(alice).getAttributeValue("directReports")).isNull();
    assertRefused(
        () -> objects.change(bob, DELETE, "manager"), NO_SUCH_ATTRIBUTE, "00002076: AtrErr");
  }

  @Test
  void aReplaceTouchesOnlyTheDifference() throws Exception {
    String metadata = valueMetadata(alice);
    objects.set(group, "member", alice, bob);
    assertThat(members(group)).containsExactlyInAnyOrder(alice, bob);
    assertThat(valueMetadata(alice)).as("what stays keeps its stamp").isEqualTo(metadata);
    String usn = objects.value(group, "uSNChanged");
    objects.set(group, "member", bob, alice);
    assertThat(objects.value(group, "uSNChanged")).as("nothing differs").isEqualTo(usn);
    assertRefused(
        () -> objects.set(group, "member", bob, bob), ATTRIBUTE_OR_VALUE_EXISTS, "00002083");
    objects.set(group, "member");
    assertThat(members(group)).isEmpty();
    assertThat(valueMetadata(alice)).contains("<dwVersion>2</dwVersion>");
  }

  private String valueMetadata(String member) throws LDAPException {
    return Arrays.stream(
            objects
                .read(group, "msDS-ReplValueMetaData")
                .getAttributeValues("msDS-ReplValueMetaData"))
        .filter(xml -> xml.contains(member))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePrimaryGroupIsNoLink() throws Exception {
    String users = "CN=Domain Users," + USERS;
    assertRefused(
        () -> objects.change(users, ADD, "member", alice), ENTRY_ALREADY_EXISTS, "00000562");
    assertRefused(
        () -> objects.change(users, DELETE, "member", alice), UNWILLING_TO_PERFORM, "0000");
    assertThat(objects.read(alice).getAttributeValues("memberOf")).doesNotContain(users);
    assertThat(members(users)).doesNotContain(alice);
  }

  @Test
  void aGroupMayBeItsOwnMember() throws Exception {
    objects.change(group, ADD, "member", group);
    assertThat(members(group)).contains(group);
    assertThat(objects.value(group, "memberOf")).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483646, -2147483644, 00002144", // a global group holds no local one
    "-2147483646, -2147483640, 00002145", // nor a universal one
    "-2147483640, -2147483644, 00002146" // a universal group holds no local one
  })
  void scopesNestOneWay(String outer, String inner, String code) throws Exception {
    String holder = typedGroup("holder", outer);
    String held = typedGroup("held", inner);
    assertRefused(
        () -> objects.change(holder, ADD, "member", held), UNWILLING_TO_PERFORM, code + ": SvcErr");
    objects.change(held, ADD, "member", holder);
  }

  private String typedGroup(String name, String type) throws LDAPException {
    String dn = "CN=" + name + "," + USERS;
    admin.add(
        dn,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", name),
        new Attribute("groupType", type));
    return dn;
  }

  @Test
  void backLinksAreReadOnly() {
    assertRefused(
        () -> objects.change(alice, DELETE, "memberOf", group), UNWILLING_TO_PERFORM, "0000209A");
    assertRefused(
        () -> objects.change(alice, ADD, "directReports", bob), CONSTRAINT_VIOLATION, "000020B1");
    assertRefused(
        () -> objects.change("CN=Computers," + BASE, ADD, "managedObjects", bob),
        CONSTRAINT_VIOLATION,
        "000020B1");
  }

  @Test
  void membersMayBeGivenWithTheGroup() throws Exception {
    String dn = "CN=g2," + USERS;
    admin.add(
        dn,
        new Attribute("objectClass", "group"),
        new Attribute("member", alice, "<SID=" + sid(bob) + ">"));
    assertThat(members(dn)).containsExactlyInAnyOrder(alice, bob);
    assertThat(objects.read(bob).getAttributeValues("memberOf")).containsExactly(dn);
  }

  @Test
  void linksWithDataKeepTheirData() throws Exception {
    String value = "B:8:0A0B0C0D:" + alice;
    objects.change(alice, ADD, "msDS-KeyCredentialLink", value);
    objects.change(alice, ADD, "msDS-KeyCredentialLink", "B:8:01020304:" + alice);
    assertThat(
            objects
                .read(alice, "msDS-KeyCredentialLink")
                .getAttributeValues("msDS-KeyCredentialLink"))
        .containsExactlyInAnyOrder(value, "B:8:01020304:" + alice);
    admin.modifyDN(alice, "CN=Alice Liddell", true);
    String renamed = "CN=Alice Liddell," + USERS;
    assertThat(
            objects
                .read(renamed, "msDS-KeyCredentialLink")
                .getAttributeValues("msDS-KeyCredentialLink"))
        .contains("B:8:0A0B0C0D:" + renamed);
    objects.change(renamed, DELETE, "msDS-KeyCredentialLink", "B:8:0A0B0C0D:" + renamed);
    assertThat(objects.value(renamed, "msDS-KeyCredentialLink"))
        .isEqualTo("B:8:01020304:" + renamed);
  }

  @Test
  void wellKnownContainersAreLinkedWithTheirGuids() throws Exception {
    assertThat(objects.read(BASE, "wellKnownObjects").getAttributeValues("wellKnownObjects"))
        .contains("B:32:A9D1CA15768811D1ADED00C04FD8D5CD:" + USERS)
        .contains("B:32:18E2EA80684F11D2B9AA00C04F79F805:CN=Deleted Objects," + BASE);
    assertThat(
            admin
                .search(
                    BASE,
                    SearchScope.BASE,
                    "(wellKnownObjects=B:32:A9D1CA15768811D1ADED00C04FD8D5CD:" + USERS + ")")
                .getEntryCount())
        .isEqualTo(1);
    assertThat(
            admin
                .search(BASE, SearchScope.BASE, "(wellKnownObjects=" + USERS + ")")
                .getEntryCount())
        .as("the DN alone does not match")
        .isZero();
  }

  @Test
  void tokenGroupsHoldEveryNestedSecurityGroup() throws Exception {
    String outer = objects.group("outer", group);
    String local = typedGroup("local", "-2147483644");
    objects.change(local, ADD, "member", outer);
    String list = typedGroup("list", "2");
    objects.change(list, ADD, "member", alice);
    objects.change(group, ADD, "member", outer); // a cycle
    SearchResultEntry entry = objects.read(alice, "tokenGroups");
    List<Sid> groups =
        Arrays.stream(entry.getAttributeValueByteArrays("tokenGroups")).map(Sid::of).toList();
    assertThat(groups)
        .contains(sid(group), sid(outer), sid(local), sid("CN=Domain Users," + USERS))
        .contains(Sid.of(5, 32, 545))
        .doesNotContain(sid(list), sid(alice))
        .doesNotHaveDuplicates();
  }
}
