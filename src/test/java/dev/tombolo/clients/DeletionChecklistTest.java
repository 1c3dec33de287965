package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import org.junit.jupiter.api.Test;

/**
 * The rows of the checklist about tombstones, where the recycle bin is off, until it is enabled.
 */
class DeletionChecklistTest extends ToolTest {
  private static final String BIN = "766ddcd8-acd0-445e-f3b9-a7f9b6744f2a";

  DeletionChecklistTest() {
    super(settings -> settings.withRecycleBin(false));
  }

  private Outcome undelete(String guid, String to, String... more) throws Exception {
    return undelete(ldap, guid, to, more);
  }

  static Outcome undelete(LdapTools ldap, String guid, String to, String... more) throws Exception {
    return ldap.change(
        "<GUID=" + guid + ">",
        "delete: isDeleted\n-\nreplace: distinguishedName\ndistinguishedName: %s\n-\n%s"
            .formatted(to, String.join("\n", more)),
        "-e",
        SHOW_DELETED);
  }

  private Outcome enable(String feature) throws Exception {
    return ldap.change(
        "", "add: enableOptionalFeature\nenableOptionalFeature: CN=Partitions,$C:" + feature);
  }

  private String deleted(String dn) throws Exception {
    String guid = guid(dn);
    ldap.delete(dn).succeeds();
    return guid;
  }

  @Test
  @Behaviour(row = 23, source = "MS-ADTS 3.1.1.5.5.1.1; Samba tombstone_reanimation.py")
  void aTombstoneKeepsTheseAttributesAndNoOther() throws Exception {
    String dn = user("u1", "mail: u1@adatum.com", "description: somebody");
    group("g1", dn);
    String guid = deleted(dn);
    Outcome read =
        ldap.search("<GUID=" + guid + ">", "base", "-E", SHOW_DELETED, "(objectClass=*)");
    assertThat(read.succeeds().attributes())
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
            "lastKnownParent");
    assertThat(read.value("name")).isEqualTo("u1\nDEL:" + guid);
    assertThat(read.value("distinguishedName"))
        .isEqualTo("CN=u1\\0ADEL:" + guid + ",CN=Deleted Objects," + BASE);
    assertThat(read.value("lastKnownParent")).isEqualTo("CN=Users," + BASE);
    assertThat(read.value("isRecycled")).isEqualTo("TRUE");
  }

  @Test
  @Behaviour(row = 24, source = "MS-ADTS 3.1.1.3.4.1.14")
  void aTombstoneIsNotThereForWhoDoesNotAsk() throws Exception {
    String guid = deleted(user("u1"));
    ldap.search("<GUID=" + guid + ">", "base").exitsWith(32).says("0000208D: NameErr");
    ldap.search("$B", "sub", "(sAMAccountName=u1)").succeeds().saysNot("dn: ");
  }

  @Test
  @Behaviour(row = 25, source = "MS-ADTS 3.1.1.3.1.2.4, 6.1.1.4.11")
  void deletedObjectsAreListedByTheWellKnownGuid() throws Exception {
    String first = deleted(user("u1"));
    String second = deleted(group("g1"));
    Outcome listed =
        ldap.search(DELETED_OBJECTS, "one", "-E", SHOW_DELETED, "(isDeleted=TRUE)", "objectGUID");
    assertThat(listed.succeeds().octets("objectGUID"))
        .map(ToolTest::guid)
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  @Behaviour(row = 26, source = "MS-ADTS 3.1.1.5.3.7; MS-SAMR 3.1.1.8.1")
  void aTombstoneComesBackBareWithItsIdentity() throws Exception {
    String dn = user("u1", "mail: u1@adatum.com");
    String group = group("g1", dn);
    byte[] sid = ldap.read(dn, "objectSid").octets("objectSid").get(0);
    String guid = deleted(dn);
    undelete(guid, dn).succeeds();
    Outcome read = ldap.read(dn);
    assertThat(guid(dn)).isEqualTo(guid);
    assertThat(read.octets("objectSid").get(0)).isEqualTo(sid);
    assertThat(read.attributes()).doesNotContain("mail", "memberOf", "isDeleted", "isRecycled");
    assertThat(read.value("lastKnownParent")).isEqualTo("CN=Users," + BASE);
    assertThat(read.value("userAccountControl")).isEqualTo("546");
    assertThat(read.value("objectCategory")).startsWith("CN=Person,");
    assertThat(ldap.read(group, "member").values("member")).isEmpty();
    ldap.as(dn, STRONG).whoAmI().exitsWith(49);
  }

  @Test
  @Behaviour(row = 27, source = "MS-ADTS 3.1.1.5.3.7.2, 3.1.1.5.3.2")
  void whatCannotComeBackIsRefused() throws Exception {
    String dn = user("u1");
    String other = user("u2");
    String guid = deleted(dn);
    undelete(guid, other).exitsWith(68).says("00002071: UpdErr");
    undelete(guid(other), dn).exitsWith(16).says("00002076: AtrErr");
    ldap.change("<GUID=" + guid + ">", "replace: title\ntitle: Clerk\n", "-e", SHOW_DELETED)
        .exitsWith(53)
        .says("00002077: SvcErr");
    ldap.change("<GUID=" + guid + ">", "replace: title\ntitle: Clerk\n").exitsWith(32);
    undelete(guid, "CN=u1,OU=nope,$B").exitsWith(80).says("00002089: ");
  }

  @Test
  @Behaviour(row = 28, source = "MS-ADTS 3.1.1.3.3.9, 3.1.1.9")
  void theRecycleBinIsEnabledOnce() throws Exception {
    enable("00000000-0000-0000-0000-000000000001").exitsWith(1).says("00000057: ");
    enable(BIN).succeeds();
    enable(BIN).exitsWith(20).says("00002083: AtrErr");
    assertThat(ldap.read("CN=Partitions,$C", "msDS-EnabledFeature").value("msDS-EnabledFeature"))
        .startsWith("CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,");
  }

  @Test
  @Behaviour(row = 29, source = "MS-ADTS 3.1.1.9.1")
  void aTombstoneFromBeforeTheRecycleBinIsRecycled() throws Exception {
    String dn = user("u1");
    String guid = deleted(dn);
    enable(BIN).succeeds();
    ldap.search("<GUID=" + guid + ">", "base", "-E", SHOW_DELETED).exitsWith(32);
    Outcome read =
        ldap.search(
            "<GUID=" + guid + ">", "base", "-E", SHOW_RECYCLED, "(objectClass=*)", "isRecycled");
    assertThat(read.succeeds().value("isRecycled")).isEqualTo("TRUE");
    ldap.change(
            "<GUID=" + guid + ">",
            "delete: isDeleted\n-\nreplace: distinguishedName\ndistinguishedName: " + dn,
            "-e",
            SHOW_RECYCLED)
        .exitsWith(16)
        .says("00002076: AtrErr");
  }

  @Test
  @Behaviour(source = "open; decided here")
  void anAccountThatWasATombstoneNeverExpires() throws Exception {
    String dn = user("u1");
    undelete(deleted(dn), dn).succeeds();
    assertThat(ldap.read(dn, "accountExpires").value("accountExpires"))
        .isEqualTo("9223372036854775807");
  }
}
