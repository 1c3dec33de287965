package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about objects that are added, modified, renamed and deleted. */
class ObjectChecklistTest extends ToolTest {
  private static final String PERMISSIVE = "!1.2.840.113556.1.4.1413";

  @Test
  @Behaviour(row = 9, source = "MS-ADTS 3.1.1.5.2.4; MS-SAMR 3.1.1.8.1")
  void aBareUserComesOutDisabledWithTheDefaults() throws Exception {
    ldap.add("dn: CN=u1,CN=Users,$B\nobjectClass: user\nsAMAccountName: u1\n").succeeds();
    Outcome read = ldap.read("CN=u1,CN=Users,$B");
    assertThat(read.value("userAccountControl")).isEqualTo("546");
    assertThat(read.value("pwdLastSet")).isEqualTo("0");
    assertThat(read.value("accountExpires")).isEqualTo("9223372036854775807");
    assertThat(read.value("objectCategory"))
        .isEqualTo("CN=Person,CN=Schema,CN=Configuration," + BASE);
    assertThat(read.value("instanceType")).isEqualTo("4");
    assertThat(read.values("objectClass"))
        .containsExactly("top", "person", "organizationalPerson", "user");
    assertThat(read.value("sAMAccountType")).isEqualTo("805306368");
    assertThat(read.value("primaryGroupID")).isEqualTo("513");
  }

  @Test
  @Behaviour(row = 10, source = "MS-SAMR 3.1.1.8.4; seen on domain controllers")
  void anAccountNameIsTakenOnce() throws Exception {
    user("u1");
    ldap.add("dn: CN=other,CN=Users,$B\nobjectClass: user\nsAMAccountName: U1\n")
        .exitsWith(68)
        .says("00000524: UpdErr: DSID-")
        .says("problem 6005 (ENTRY_EXISTS), data 0");
  }

  @Test
  @Behaviour(row = 11, source = "MS-ADTS 3.1.1.5.1.2")
  void aNameIsTakenOnceWhateverItsType() throws Exception {
    ldap.add("dn: OU=Staff,$B\nobjectClass: organizationalUnit\n").succeeds();
    ldap.add("dn: CN=Twin,OU=Staff,$B\nobjectClass: contact\n").succeeds();
    ldap.add("dn: CN=twin,OU=Staff,$B\nobjectClass: contact\n")
        .exitsWith(68)
        .says("00002071: UpdErr");
    ldap.add("dn: OU=Twin,OU=Staff,$B\nobjectClass: organizationalUnit\n")
        .exitsWith(68)
        .says("00002071: UpdErr");
  }

  @Test
  @Behaviour(row = 12, source = "MS-ADTS 3.1.1.5.2.2; seen on domain controllers")
  void aMissingParentIsToldWithTheNearestThatIsThere() throws Exception {
    ldap.add("dn: CN=u1,OU=nope,CN=Users,$B\nobjectClass: user\n")
        .exitsWith(32)
        .says("0000208D: NameErr: DSID-")
        .says("problem 2001 (NO_OBJECT), data 0, best match of:\n\t'CN=Users," + BASE + "'")
        .says("matched DN: CN=Users," + BASE);
  }

  @Test
  @Behaviour(row = 13, source = "MS-ADTS 3.1.1.5.2.2")
  void whatTheSchemaDoesNotKnowIsRefused() throws Exception {
    ldap.add("dn: CN=u1,CN=Users,$B\nobjectClass: user\nnoSuch: 1\n")
        .exitsWith(16)
        .says("00000057: LdapErr: DSID-")
        .says("comment: Error in attribute conversion operation");
    ldap.add("dn: CN=u1,CN=Users,$B\nobjectClass: noSuch\n").exitsWith(16);
    ldap.add("dn: CN=u1,CN=Users,$B\nsAMAccountName: u1\n").exitsWith(65).says("0000207B: UpdErr");
  }

  @Test
  @Behaviour(row = 14, source = "MS-ADTS 3.1.1.5.2.2")
  void aUnitDoesNotStandInAContainer() throws Exception {
    ldap.add("dn: OU=x,CN=Users,$B\nobjectClass: organizationalUnit\n")
        .exitsWith(64)
        .says("00002099: NameErr");
  }

  @Test
  @Behaviour(row = 15, source = "MS-ADTS 3.1.1.5.3.2")
  void whatTheServerKeepsIsNotModified() throws Exception {
    String dn = user("u1");
    ldap.replace(dn, "cn", "u2").exitsWith(67).says("000020B1: UpdErr");
    ldap.replace(dn, "name", "u2").exitsWith(67).says("000020B1: UpdErr");
    ldap.replace(dn, "objectGUID", "0123456789abcdef").exitsWith(19).says("000020B1: AtrErr");
    ldap.change(dn, "add: memberOf\nmemberOf: CN=Domain Admins,CN=Users,$B\n")
        .exitsWith(53)
        .says("0000209A: SvcErr");
    ldap.replace(dn, "canonicalName", "adatum.com/u2").exitsWith(19).says("0000211B: AtrErr");
  }

  @Test
  @Behaviour(row = 16, source = "MS-ADTS 3.1.1.5.3.2, 3.1.1.3.4.1.8")
  void aValueIsAddedAndRemovedOnceUnlessModifyIsPermissive() throws Exception {
    String dn = user("u1", "otherTelephone: 1");
    String twice = "add: otherTelephone\notherTelephone: 1\n";
    String missing = "delete: otherTelephone\notherTelephone: 2\n";
    ldap.change(dn, twice).exitsWith(20).says("00002083: AtrErr");
    ldap.change(dn, missing).exitsWith(16).says("00002085: AtrErr");
    ldap.change(dn, "delete: title\n").exitsWith(16).says("00002076: AtrErr");
    ldap.change(dn, twice, "-e", PERMISSIVE).succeeds();
    ldap.change(dn, missing, "-e", PERMISSIVE).succeeds();
    ldap.change(dn, "delete: title\n", "-e", PERMISSIVE).succeeds();
    assertThat(ldap.read(dn, "otherTelephone").value("otherTelephone")).isEqualTo("1");
  }

  @Test
  @Behaviour(row = 17, source = "MS-SAMR; seen on domain controllers; Samba sam.py")
  void aMemberMustExistAndIsAddedAndRemovedOnce() throws Exception {
    String user = user("u1");
    String group = group("g1");
    ldap.change(group, "add: member\nmember: CN=nobody,CN=Users,$B\n")
        .exitsWith(32)
        .says("00000525: NameErr");
    ldap.change(group, "delete: member\nmember: " + user + "\n").exitsWith(53);
    ldap.change(group, "add: member\nmember: " + user + "\n").succeeds();
    ldap.change(group, "add: member\nmember: " + user + "\n")
        .exitsWith(68)
        .says("00000562: UpdErr");
    ldap.change(group, "add: member\nmember: <GUID=" + guid(user) + ">\n").exitsWith(68);
  }

  @Test
  @Behaviour(row = 18, source = "MS-ADTS 3.1.1.1.6")
  void linksFollowARenameWithoutAChangeOfTheGroup() throws Exception {
    String user = user("u1");
    String group = group("g1", user);
    long before = usn(group);
    ldap.rename("-r", user, "CN=u2").succeeds();
    assertThat(ldap.read(group, "member").value("member")).isEqualTo("CN=u2,CN=Users," + BASE);
    assertThat(ldap.read("CN=u2,CN=Users,$B", "memberOf").value("memberOf")).isEqualTo(group);
    assertThat(usn(group)).isEqualTo(before);
    ldap.add("dn: OU=Staff,$B\nobjectClass: organizationalUnit\n").succeeds();
    ldap.rename("-r", "-s", "OU=Staff,$B", "CN=u2,CN=Users,$B", "CN=u2").succeeds();
    assertThat(ldap.read(group, "member").value("member")).isEqualTo("CN=u2,OU=Staff," + BASE);
    assertThat(usn(group)).isEqualTo(before);
  }

  @Test
  @Behaviour(row = 19, source = "MS-ADTS 3.1.1.5.4.1")
  void aRenameMayNotKeepTheOldName() throws Exception {
    ldap.rename(user("u1"), "CN=u2").exitsWith(53).says("00000057: SvcErr");
  }

  @Test
  @Behaviour(row = 20, source = "MS-ADTS 3.1.1.5.4.1, 2.2.10")
  void aProtectedContainerIsNeitherMovedNorRenamed() throws Exception {
    ldap.add("dn: OU=Staff,$B\nobjectClass: organizationalUnit\n").succeeds();
    ldap.rename("-r", "-s", "OU=Staff,$B", "CN=Users,$B", "CN=Users")
        .exitsWith(53)
        .says("00002185: SvcErr");
    ldap.rename("-r", "CN=Users,$B", "CN=People").exitsWith(53).says("00002185: SvcErr");
  }

  @Test
  @Behaviour(row = 21, source = "MS-ADTS 3.1.1.5.5.3, 3.1.1.3.4.1.15")
  void whatHasChildrenIsDeletedOnlyAsATree() throws Exception {
    ldap.add(
            """
            dn: OU=Staff,$B
            objectClass: organizationalUnit

            dn: OU=Clerks,OU=Staff,$B
            objectClass: organizationalUnit

            dn: CN=c,OU=Clerks,OU=Staff,$B
            objectClass: contact
            """)
        .succeeds();
    ldap.delete("OU=Staff,$B").exitsWith(66).says("0000208C: UpdErr");
    ldap.delete("OU=Staff,$B", "-e", "!1.2.840.113556.1.4.805").succeeds();
    ldap.search("OU=Staff,$B", "base").exitsWith(32);
    ldap.search("$B", "sub", "(|(name=Clerks)(name=c))").succeeds().saysNot("dn: ");
  }

  @Test
  @Behaviour(row = 22, source = "MS-ADTS 3.1.1.5.5.3, 2.2.10")
  void aProtectedContainerIsNotDeleted() throws Exception {
    ldap.delete("CN=Users,$B").exitsWith(53).says("000020CE: SvcErr");
  }

  @Test
  @Behaviour(row = 55, source = "MS-ADTS 3.1.1.5.1.3")
  void aPrincipalNameIsTakenOnce() throws Exception {
    user("u1", "userPrincipalName: u@adatum.com");
    ldap.add("dn: CN=u2,CN=Users,$B\nobjectClass: user\nuserPrincipalName: U@adatum.com\n")
        .exitsWith(19)
        .says("000021C8: AtrErr")
        .says("Att 90290 (userPrincipalName)");
  }

  @Test
  @Behaviour(row = 60, source = "MS-ADTS 3.1.1.1.9")
  void whatChangesNothingIsNoChange() throws Exception {
    String dn = user("u1", "title: Clerk");
    long before = usn(dn);
    ldap.replace(dn, "title", "Clerk").succeeds();
    assertThat(usn(dn)).isEqualTo(before);
    ldap.replace(dn, "title", "Manager").succeeds();
    assertThat(usn(dn)).isGreaterThan(before);
  }

  @Test
  @Behaviour(row = 62, source = "MS-ADTS 3.1.1.4.5.13")
  void metadataCountsTheWritesOfEachAttribute() throws Exception {
    String dn = user("u1", "title: Clerk");
    assertThat(version(dn, "title")).isEqualTo(1);
    ldap.replace(dn, "title", "Manager").succeeds();
    assertThat(version(dn, "title")).isEqualTo(2);
    assertThat(version(dn, "sAMAccountName")).isEqualTo(1);
  }

  private int version(String dn, String attribute) throws Exception {
    String xml =
        ldap.read(dn, "msDS-ReplAttributeMetaData").values("msDS-ReplAttributeMetaData").stream()
            .filter(text -> text.contains("<pszAttributeName>" + attribute + "</"))
            .findFirst()
            .orElseThrow();
    assertThat(xml)
        .contains("<ftimeLastOriginatingChange>")
        .contains("<uuidLastOriginatingDsaInvocationID>")
        .contains("<usnOriginatingChange>")
        .contains("<usnLocalChange>");
    return Integer.parseInt(xml.replaceAll("(?s).*<dwVersion>(\\d+)</dwVersion>.*", "$1"));
  }

  @Test
  @Behaviour(row = 63, source = "MS-ADTS 3.1.1.3.4.1")
  void aCriticalControlThatIsUnknownStopsTheRequest() throws Exception {
    String dn = user("u1");
    ldap.change(dn, "replace: title\ntitle: Clerk\n", "-e", "!1.2.3.4")
        .exitsWith(12)
        .says("00000057: LdapErr");
    assertThat(ldap.read(dn, "title").values("title")).isEmpty();
    ldap.change(dn, "replace: title\ntitle: Clerk\n", "-e", "1.2.3.4").succeeds();
    ldap.search("$B", "base", "-e", "!1.2.3.4").exitsWith(12);
  }

  @Test
  @Behaviour(row = 64, source = "MS-ADSC msDS-Device; MS-ADTS 3.1.1.5.2.2")
  void aDeviceNeedsAnIdentifier() throws Exception {
    ldap.add("dn: CN=RegisteredDevices,$B\nobjectClass: msDS-DeviceContainer\n").succeeds();
    String device =
        """
        dn: CN=laptop,CN=RegisteredDevices,$B
        objectClass: msDS-Device
        displayName: LAPTOP
        altSecurityIdentities: X509:<SHA1-TP-PUBKEY>0
        msDS-IsEnabled: TRUE
        """;
    ldap.add(device).exitsWith(65).says("0000207C: UpdErr");
    ldap.add(device + "msDS-DeviceID:: AAECAwQFBgcICQoLDA0ODw==\n").succeeds();
  }

  @Test
  @Behaviour(source = "RFC 4511 4.10; MS-ADTS 3.1.1.3.1")
  void valuesAreComparedAsTheirSyntaxDoes() throws Exception {
    String dn = user("u1", "title: Clerk");
    ldap.run("ldapcompare", dn, "title:clerk").exitsWith(6);
    ldap.run("ldapcompare", dn, "title:manager").exitsWith(5);
    ldap.run("ldapcompare", dn, "noSuch:x").exitsWith(16);
  }
}
