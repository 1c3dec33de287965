package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_DN_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.NAMING_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
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
import com.unboundid.ldap.sdk.ModifyDNRequest;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 3.1.1.5.4")
class RenameTest extends WireTest {
  private String user;
  private String staff;

  @BeforeEach
  void addObjects() throws LDAPException {
    staff = objects.unit("Staff", BASE);
    user = objects.user("u1");
  }

  private void rename(String dn, String rdn) throws LDAPException {
    admin.modifyDN(dn, rdn, true);
  }

  private void move(String dn, String to) throws LDAPException {
    admin.modifyDN(dn, dn.substring(0, dn.indexOf(',')), true, to);
  }

  @Test
  void aRenameChangesTheNameAndNothingElse() throws Exception {
    UUID guid = objects.guid(user);
    String group = objects.group("g1", user);
    String groupUsn = objects.value(group, "uSNChanged");
    rename(user, "CN=Renamed");
    String renamed = "CN=Renamed," + USERS;
    assertThat(objects.guid(renamed)).isEqualTo(guid);
    assertThat(objects.value(renamed, "cn")).isEqualTo("Renamed");
    assertThat(objects.value(renamed, "name")).isEqualTo("Renamed");
    assertThat(objects.value(renamed, "distinguishedName")).isEqualTo(renamed);
    assertThat(objects.value(renamed, "sAMAccountName")).isEqualTo("u1");
    assertThat(objects.value(group, "member")).isEqualTo(renamed);
    assertThat(objects.value(renamed, "memberOf")).isEqualTo(group);
    assertThat(objects.value(group, "uSNChanged"))
        .as("the group is not touched")
        .isEqualTo(groupUsn);
    assertThat(admin.getEntry(user)).isNull();
  }

  @Test
  void aMoveOfATreeTouchesOnlyItsRoot() throws Exception {
    String inner = objects.unit("Inner", staff);
    String other = objects.unit("Other", BASE);
    admin.add("dn: CN=leaf," + inner, "objectClass: contact");
    String leafUsn = objects.value("CN=leaf," + inner, "uSNChanged");
    long before = objects.number("", "highestCommittedUSN");
    move(inner, other);
    String moved = "CN=leaf,OU=Inner," + other;
    assertThat(objects.value(moved, "uSNChanged")).isEqualTo(leafUsn);
    assertThat(objects.value(moved, "distinguishedName")).isEqualTo(moved);
    assertThat(objects.number("OU=Inner," + other, "uSNChanged")).isEqualTo(before + 1);
    assertThat(objects.number("", "highestCommittedUSN")).isEqualTo(before + 1);
  }

  @Test
  void renameAndMoveAreOneRequest() throws Exception {
    admin.modifyDN(user, "CN=Both", true, staff);
    assertThat(objects.value("CN=Both," + staff, "sAMAccountName")).isEqualTo("u1");
  }

  @Test
  void aNameMayChangeItsCaseOrStay() throws Exception {
    rename(user, "CN=U1");
    assertThat(objects.value(user, "cn")).isEqualTo("U1");
    String usn = objects.value(user, "uSNChanged");
    rename(user, "CN=U1");
    assertThat(objects.value(user, "uSNChanged")).as("to itself").isEqualTo(usn);
  }

  @Test
  void theOldNameMayNotBeKept() {
    assertRefused(
        () -> admin.modifyDN(user, "CN=New", false), UNWILLING_TO_PERFORM, "00000057: SvcErr");
  }

  @Test
  void aNameThatIsTakenIsRefused() throws Exception {
    objects.user("u2");
    assertRefused(() -> rename(user, "CN=U2"), ENTRY_ALREADY_EXISTS, "00002071: UpdErr");
  }

  @Test
  void malformedNewNamesAreRefused() {
    assertRefused(() -> rename(user, "CN="), NAMING_VIOLATION, "0000");
    assertRefused(() -> rename(user, "OU=x"), UNWILLING_TO_PERFORM, "0000");
    assertRefused(() -> rename(user, "CN=a+CN=b"), INVALID_DN_SYNTAX, "0000208F: NameErr");
    assertRefused(() -> rename(user, "CN=a,CN=b"), INVALID_DN_SYNTAX, "0000208F: NameErr");
    assertRefused(
        () -> rename(user, "CN=" + "x".repeat(65)), CONSTRAINT_VIOLATION, "00002082: AtrErr");
  }

  @Test
  void whatIsNotThereIsNotRenamed() {
    LDAPException refusal =
        assertRefused(
            () -> rename("CN=nobody," + USERS, "CN=x"), NO_SUCH_OBJECT, "0000208D: NameErr");
    assertThat(refusal.getMatchedDN()).isEqualTo(USERS);
    assertRefused(() -> move(user, "OU=nope," + BASE), OTHER, "00002089: SvcErr");
  }

  @Test
  void protectedContainersStayWhereAndWhatTheyAre() {
    assertRefused(() -> rename(USERS, "CN=People"), UNWILLING_TO_PERFORM, "00002185: SvcErr");
    assertRefused(() -> move(USERS, staff), UNWILLING_TO_PERFORM, "00002185: SvcErr");
    assertRefused(() -> rename(BASE, "DC=other"), UNWILLING_TO_PERFORM, "00002183: SvcErr");
    assertRefused(
        () -> rename("CN=Services,CN=Configuration," + BASE, "CN=x"),
        UNWILLING_TO_PERFORM,
        "00002185: SvcErr");
  }

  @Test
  void aSiteMayBeRenamed() throws Exception {
    String sites = "CN=Sites,CN=Configuration," + BASE;
    rename("CN=Default-First-Site-Name," + sites, "CN=Main");
    assertThat(objects.read("CN=Main," + sites)).isNotNull();
    assertThat(objects.value("", "serverName")).contains("CN=Main," + sites);
  }

  @Test
  void aSchemaObjectStaysInTheSchema() {
    assertRefused(
        () -> move("CN=Person,CN=Schema,CN=Configuration," + BASE, USERS),
        UNWILLING_TO_PERFORM,
        "0000");
    assertRefused(
        () -> rename("CN=Person,CN=Schema,CN=Configuration," + BASE, "CN=x"),
        UNWILLING_TO_PERFORM,
        "0000213B: SvcErr");
  }

  @Test
  void placesThatCannotBeAreRefused() throws Exception {
    String inner = objects.unit("Inner", staff);
    assertRefused(() -> move(staff, inner), UNWILLING_TO_PERFORM, "00002077: SvcErr");
    assertRefused(
        () -> move(user, "CN=Configuration," + BASE), UNWILLING_TO_PERFORM, "00002077: SvcErr");
    assertRefused(() -> move(inner, USERS), NAMING_VIOLATION, "00002099: NameErr");
    assertRefused(() -> move(user, "CN=System," + BASE), OTHER, "000021A7: SvcErr");
    assertRefused(
        () -> move("CN=AdminSDHolder,CN=System," + BASE, USERS), OTHER, "000021A7: SvcErr");
  }

  @Test
  void aDeletedObjectIsNotRenamed() throws Exception {
    String guid = "<GUID=" + objects.guid(user) + ">";
    admin.delete(user);
    assertRefused(() -> rename(guid, "CN=x"), NO_SUCH_OBJECT, "0000208D");
    assertRefused(
        () ->
            admin.modifyDN(
                new ModifyDNRequest(
                    guid,
                    "CN=x",
                    true,
                    USERS,
                    new Control[] {new Control(Oids.SHOW_DELETED, true)})),
        UNWILLING_TO_PERFORM,
        "00002077: SvcErr");
  }

  @Test
  void theNameAndTheParentMayBeWrittenInAnyForm() throws Exception {
    admin.modifyDN(
        "<GUID=" + objects.guid(user) + ">",
        "CN=Doe\\, Jane",
        true,
        "<GUID=" + objects.guid(staff) + ">");
    assertThat(objects.value("CN=Doe\\, Jane," + staff, "cn")).isEqualTo("Doe, Jane");
  }

  @Test
  void wellKnownContainersAndReferencesFollow() throws Exception {
    String boss = objects.user("boss");
    objects.set(user, "manager", boss);
    objects.set(user, "secretary", boss);
    move(boss, staff);
    assertThat(objects.value(user, "manager")).isEqualTo("CN=boss," + staff);
    assertThat(objects.value(user, "secretary")).isEqualTo("CN=boss," + staff);
    assertThat(objects.value("CN=boss," + staff, "directReports")).isEqualTo(user);
  }

  @Test
  void onlyWhoMayDoesIt() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(
          () -> nobody.modifyDN(user, "CN=x", true), OPERATIONS_ERROR, "000004DC: LdapErr");
    }
    try (LDAPConnection self = directory.bind(user, TestObjects.PASSWORD)) {
      assertRefused(() -> self.modifyDN(user, "CN=x", true), INSUFFICIENT_ACCESS_RIGHTS, "0000");
    }
  }

  @Test
  void theNamesVersionCountsRenamesAndMoves() throws Exception {
    objects.change(objects.group("g1"), ADD, "member", user);
    rename(user, "CN=A");
    move("CN=A," + USERS, staff);
    assertThat(
            objects
                .read("CN=A," + staff, "msDS-ReplAttributeMetaData")
                .getAttributeValues("msDS-ReplAttributeMetaData"))
        .anySatisfy(
            xml ->
                assertThat(xml)
                    .contains("<pszAttributeName>name</pszAttributeName>")
                    .contains("<dwVersion>3</dwVersion>"));
  }
}
