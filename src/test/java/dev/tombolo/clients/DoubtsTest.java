package dev.tombolo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import org.junit.jupiter.api.Test;

/** What the specification leaves open and no published observation settles: how it is here. */
@Behaviour(source = "open; decided here")
class DoubtsTest extends ToolTest {
  private static final String UNDELETE =
      "delete: isDeleted\n-\nreplace: distinguishedName\ndistinguishedName: ";

  private String deleted(String dn) throws Exception {
    String object = "<GUID=" + guid(dn) + ">";
    ldap.delete(dn).succeeds();
    return object;
  }

  @Test
  void anUnknownUserIsRefusedAsAWrongPasswordIs() throws Exception {
    ldap.as("ADATUM\\nobody", STRONG).whoAmI().exitsWith(49).says("data 52e");
  }

  @Test
  void anUndeleteIntoAnotherNamingContextIs53() throws Exception {
    String object = deleted(user("u1"));
    ldap.change(object, UNDELETE + "CN=u1,CN=Services,$C", "-e", SHOW_DELETED).exitsWith(53);
  }

  @Test
  void anUndeleteOfARecycledObjectIs16() throws Exception {
    String dn = user("u1");
    String object = deleted(dn);
    ldap.delete(object, "-e", SHOW_DELETED).succeeds();
    ldap.change(object, UNDELETE + dn, "-e", SHOW_RECYCLED).exitsWith(16).says("00002076");
  }

  @Test
  void isDeletedRemovedAloneIs53() throws Exception {
    ldap.change(deleted(user("u1")), "delete: isDeleted\n", "-e", SHOW_DELETED).exitsWith(53);
  }

  @Test
  void aMissingMemberInAnAddIs32() throws Exception {
    ldap.add("dn: CN=g1,CN=Users,$B\nobjectClass: group\nmember: CN=nobody,CN=Users,$B\n")
        .exitsWith(32);
  }

  @Test
  void wrongPasswordsAreCountedWithoutALockoutThreshold() throws Exception {
    String dn = user("u1");
    ldap.as(dn, "wrong").whoAmI().exitsWith(49);
    assertThat(ldap.read(dn, "badPwdCount").value("badPwdCount")).isEqualTo("1");
  }

  @Test
  void aPagingCookieThatDoesNotFitIs12() throws Exception {
    ldap.search("$B", "sub", "-E", "!1.2.840.113556.1.4.319=::MAgCAQUEA2FiYw==", "(cn=*)")
        .exitsWith(12);
  }

  @Test
  void entriesWithoutTheSortKeyComeLastAndFirstInReverse() throws Exception {
    user("x1", "title: b");
    user("x2");
    user("x3", "title: a");
    assertThat(ldap.search("$B", "sub", "-E", "sss=title", "(name=x*)", "name").values("name"))
        .containsExactly("x3", "x1", "x2");
    assertThat(ldap.search("$B", "sub", "-E", "sss=-title", "(name=x*)", "name").values("name"))
        .containsExactly("x2", "x1", "x3");
  }

  @Test
  void removingAMemberThatIsNoneTells561() throws Exception {
    String user = user("u1");
    ldap.change(group("g1"), "delete: member\nmember: " + user + "\n")
        .exitsWith(53)
        .says("00000561");
  }

  @Test
  void aDashedGuidIsTakenInAFilter() throws Exception {
    String dn = user("u1");
    ldap.search("$B", "sub", "(objectGUID=" + guid(dn) + ")", "cn").succeeds().says("cn: u1");
  }

  @Test
  void comparingAnAttributeThatIsNotThereIs16() throws Exception {
    ldap.run("ldapcompare", user("u1"), "title:x").exitsWith(16);
  }

  @Test
  void aGroupMayBeItsOwnMember() throws Exception {
    String group = group("g1");
    ldap.change(group, "add: member\nmember: " + group + "\n").succeeds();
  }

  @Test
  void twoDescriptionsOfAnAccountAreTakenInAnAdd() throws Exception {
    String dn = user("u1", "description: a", "description: b");
    assertThat(ldap.read(dn, "description").values("description")).hasSize(2);
  }

  @Test
  void aBuiltInAccountIsNotDeletedWith80() throws Exception {
    ldap.delete("CN=Guest,CN=Users,$B").exitsWith(80).says("0000055B");
  }
}
