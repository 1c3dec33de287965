package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about the recycle bin, where it is on. */
class RecycleBinChecklistTest extends ToolTest {
  @Test
  @Behaviour(row = 30, source = "MS-ADTS 3.1.1.5.3.7, 3.1.1.9.1; seen on domain controllers")
  void aDeletedObjectComesBackAsItWas() throws Exception {
    String dn = user("u1", "mail: u1@adatum.com");
    String group = group("g1", dn);
    Outcome before = ldap.read(dn, "objectGUID", "objectSid", "pwdLastSet");
    String guid = guid(dn);
    ldap.delete(dn).succeeds();
    DeletionChecklistTest.undelete(ldap, guid, dn).succeeds();
    assertThat(ldap.read(dn, "objectGUID", "objectSid", "pwdLastSet").out())
        .isEqualTo(before.out());
    Outcome after = ldap.read(dn, "mail", "memberOf", "lastKnownParent", "msDS-LastKnownRDN");
    assertThat(after.value("mail")).isEqualTo("u1@adatum.com");
    assertThat(after.value("memberOf")).isEqualTo(group);
    assertThat(after.value("lastKnownParent")).isEqualTo("CN=Users," + BASE);
    assertThat(after.value("msDS-LastKnownRDN")).isEqualTo("u1");
    ldap.as(dn, STRONG).whoAmI().succeeds();
  }

  @Test
  @Behaviour(row = 31, source = "MS-ADTS 3.1.1.3.4.1.25")
  void aLinkToADeletedObjectIsShownOnlyToWhoAsks() throws Exception {
    String dn = user("u1");
    String group = group("g1", dn);
    String guid = guid(dn);
    ldap.delete(dn).succeeds();
    assertThat(ldap.read(group, "member").values("member")).isEmpty();
    Outcome shown =
        ldap.search(group, "base", "-E", "!1.2.840.113556.1.4.2065", "(objectClass=*)", "member");
    assertThat(shown.succeeds().value("member"))
        .isEqualTo("CN=u1\\0ADEL:" + guid + ",CN=Deleted Objects," + BASE);
  }

  @Test
  @Behaviour(row = 32, source = "MS-ADTS 3.1.1.5.5.1.3")
  void aDeletedObjectIsRecycledByASecondDelete() throws Exception {
    String dn = user("u1", "description: somebody");
    String guid = guid(dn);
    ldap.delete(dn).succeeds();
    Outcome kept = ldap.search("<GUID=" + guid + ">", "base", "-E", SHOW_DELETED);
    assertThat(kept.succeeds().attributes())
        .contains("description", "msDS-LastKnownRDN")
        .doesNotContain("isRecycled", "objectCategory", "sAMAccountType");
    ldap.delete("<GUID=" + guid + ">", "-e", SHOW_DELETED).succeeds();
    ldap.search("<GUID=" + guid + ">", "base", "-E", SHOW_DELETED).exitsWith(32);
    Outcome recycled = ldap.search("<GUID=" + guid + ">", "base", "-E", SHOW_RECYCLED);
    assertThat(recycled.succeeds().value("isRecycled")).isEqualTo("TRUE");
    assertThat(recycled.attributes()).doesNotContain("description");
    DeletionChecklistTest.undelete(ldap, guid, dn).exitsWith(16);
  }

  @Test
  @Behaviour(row = 33, source = "MS-ADTS 3.1.1.1.5.1, 3.1.1.3.3.6")
  void garbageCollectionRecyclesAndThenRemoves() throws Exception {
    try (TestDirectory own = new TestDirectory()) {
      LdapTools there = ldap.on(own);
      String service = "CN=Directory Service,CN=Windows NT,CN=Services,$C";
      there.replace(service, "msDS-DeletedObjectLifetime", "3").succeeds();
      there.replace(service, "tombstoneLifetime", "5").succeeds();
      String dn = user(there, "u1");
      String object =
          "<GUID=" + guid(there.read(dn, "objectGUID").octets("objectGUID").get(0)) + ">";
      there.delete(dn).succeeds();
      own.clock().advance(Duration.ofDays(2));
      collect(there);
      there.search(object, "base", "-E", SHOW_DELETED).succeeds();
      own.clock().advance(Duration.ofDays(2));
      collect(there);
      there.search(object, "base", "-E", SHOW_DELETED).exitsWith(32);
      there.search(object, "base", "-E", SHOW_RECYCLED).succeeds();
      own.clock().advance(Duration.ofDays(6));
      collect(there);
      there.search(object, "base", "-E", SHOW_RECYCLED).exitsWith(32);
    }
  }

  private static void collect(LdapTools ldap) throws Exception {
    ldap.change("", "add: doGarbageCollection\ndoGarbageCollection: 1\n").succeeds();
  }
}
