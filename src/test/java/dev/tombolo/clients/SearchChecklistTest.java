package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about filters and what a search answers. */
class SearchChecklistTest extends ToolTest {
  private List<String> names(String filter, String... controls) throws Exception {
    return namesBelow("$B", filter, controls);
  }

  private List<String> namesBelow(String base, String filter, String... controls) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(controls));
    arguments.addAll(List.of(filter, "name"));
    return ldap.search(base, "sub", arguments.toArray(String[]::new)).succeeds().values("name");
  }

  private void contacts(int count) throws Exception {
    ldap.add("dn: OU=Many,$B\nobjectClass: organizationalUnit\n").succeeds();
    StringBuilder ldif = new StringBuilder();
    for (int i = 0; i < count; i++) {
      ldif.append("dn: CN=c%04d,OU=Many,$B\nobjectClass: contact\n\n".formatted(i));
    }
    ldap.add(ldif.toString()).succeeds();
  }

  @Test
  @Behaviour(row = 34, source = "MS-ADTS 3.1.1.3.4.1.1, 3.1.1.3.4.6 (MaxPageSize)")
  void moreThanAThousandEntriesComeOnlyInPages() throws Exception {
    contacts(2500);
    assertThat(namesBelow("OU=Many,$B", "(objectClass=contact)", "-E", "pr=500/noprompt"))
        .hasSize(2500)
        .doesNotHaveDuplicates();
    Outcome cut = ldap.search("OU=Many,$B", "sub", "(objectClass=contact)", "name").exitsWith(4);
    assertThat(cut.values("name")).hasSize(1000);
  }

  @Test
  @Behaviour(row = 35, source = "MS-ADTS 3.1.1.3.4.1.13; RFC 2891")
  void entriesAreSortedUpAndDown() throws Exception {
    for (String name : List.of("x3", "x1", "x2")) {
      user(name);
    }
    Outcome sorted = ldap.search("$B", "sub", "-E", "sss=sAMAccountName", "(name=x*)", "name");
    assertThat(sorted.succeeds().values("name")).containsExactly("x1", "x2", "x3");
    sorted.says("# sortResult: (0) Success");
    assertThat(names("(name=x*)", "-E", "sss=-cn")).containsExactly("x3", "x2", "x1");
  }

  @Test
  @Behaviour(row = 36, source = "MS-ADTS 3.1.1.3.4.1.17")
  void aWindowIsOfASortedList() throws Exception {
    for (String name : List.of("x3", "x1", "x2")) {
      user(name);
    }
    ldap.search("$B", "sub", "-E", "!2.16.840.1.113730.3.4.9=::MA4CAQACAQGgBgIBAQIBAA==", "(cn=*)")
        .exitsWith(60)
        .says("00002045");
    String window = "!2.16.840.1.113730.3.4.9=::MA4CAQACAQGgBgIBAgIBAA==";
    Outcome shown = ldap.search("$B", "sub", "-E", "!sss=cn", "-E", window, "(name=x*)", "name");
    assertThat(shown.succeeds().values("name")).containsExactly("x2", "x3");
  }

  @Test
  @Behaviour(row = 37, source = "MS-ADTS 3.1.1.3.1.3.3, 3.1.1.3.4.6 (MaxValRange)")
  void aLongListOfMembersIsReadByRanges() throws Exception {
    contacts(3000);
    String group =
        group(
            "many",
            IntStream.range(0, 3000)
                .mapToObj("CN=c%04d,OU=Many,$B"::formatted)
                .toArray(String[]::new));
    Outcome first = ldap.read(group, "member");
    assertThat(first.values("member;range=0-1499")).hasSize(1500);
    assertThat(ldap.search(group, "base", "-A", "(objectClass=*)", "member").attributes())
        .containsExactly("member", "member;range=0-1499");
    Outcome rest = ldap.read(group, "member;range=1500-*");
    assertThat(rest.values("member;range=1500-*")).hasSize(1500);
    List<String> all = new ArrayList<>(first.values("member;range=0-1499"));
    all.addAll(rest.values("member;range=1500-*"));
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  @Behaviour(row = 38, source = "MS-ADTS 3.1.1.3.4.4.1")
  void bitsOfANumberAreMatched() throws Exception {
    user("x1");
    String off = user("x2");
    ldap.replace(off, "userAccountControl", "514").succeeds();
    String users = "(&(name=x*)(userAccountControl:1.2.840.113556.1.4.";
    assertThat(names(users + "803:=2))")).containsExactly("x2");
    assertThat(names("(&(name=x*)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))"))
        .containsExactly("x1");
    assertThat(names(users + "803:=514))")).containsExactly("x2");
    assertThat(names(users + "804:=514))")).containsExactlyInAnyOrder("x1", "x2");
  }

  @Test
  @Behaviour(row = 39, source = "MS-ADTS 3.1.1.3.4.4.3")
  void nestedMembershipIsFollowedThroughCircles() throws Exception {
    String user = user("u1");
    String inner = group("inner", user);
    String middle = group("middle", inner);
    String outer = group("outer", middle);
    ldap.change(inner, "add: member\nmember: " + outer + "\n").succeeds();
    assertThat(names("(memberOf:1.2.840.113556.1.4.1941:=" + outer + ")"))
        .containsExactlyInAnyOrder("u1", "inner", "middle", "outer");
    assertThat(names("(member:1.2.840.113556.1.4.1941:=" + user + ")"))
        .containsExactlyInAnyOrder("inner", "middle", "outer");
  }

  @Test
  @Behaviour(row = 40, source = "MS-ADTS 3.1.1.3.1.3.1 (ANR)")
  void anAmbiguousNameIsResolved() throws Exception {
    user("u1", "givenName: John", "sn: Smith");
    user("u2", "givenName: Smithson", "sn: Johnson");
    user("u3", "displayName: John Smithers");
    user("u4", "givenName: John", "sn: Doe");
    assertThat(names("(anr=john smi)")).containsExactlyInAnyOrder("u1", "u2", "u3");
    assertThat(names("(anr=joh)")).containsExactlyInAnyOrder("u1", "u2", "u3", "u4");
    assertThat(names("(anr==john)")).containsExactlyInAnyOrder("u1", "u4");
  }

  @Test
  @Behaviour(row = 41, source = "MS-ADTS 3.1.1.3.1.3.1 (objectCategory)")
  void personsAreUsersAndContactsButNotComputers() throws Exception {
    user("x1");
    ldap.add("dn: CN=x2,CN=Users,$B\nobjectClass: contact\n").succeeds();
    ldap.add(
            """
            dn: CN=x3,CN=Computers,$B
            objectClass: computer
            sAMAccountName: x3$
            userAccountControl: 4096
            """)
        .succeeds();
    assertThat(names("(&(name=x*)(objectCategory=person))")).containsExactlyInAnyOrder("x1", "x2");
    assertThat(names("(&(name=x*)(objectCategory=user))")).containsExactlyInAnyOrder("x1", "x2");
    assertThat(names("(&(name=x*)(objectCategory=computer))")).containsExactly("x3");
    assertThat(names("(&(name=x*)(objectClass=user))")).containsExactlyInAnyOrder("x1", "x3");
  }

  @Test
  @Behaviour(row = 42, source = "MS-ADTS 3.1.1.3.1.3.1; RFC 4511 4.5.1.7")
  void anUnknownAttributeIsUndefinedInAFilter() throws Exception {
    user("u1");
    assertThat(names("(|(cn=u1)(zzz=1))")).containsExactly("u1");
    assertThat(names("(!(zzz=1))")).isEmpty();
    assertThat(names("(&(cn=u1)(!(zzz=1)))")).isEmpty();
  }

  @Test
  @Behaviour(row = 43, source = "MS-ADTS 3.1.1.3.1.3.1, 3.1.1.4.5")
  void aConstructedAttributeIsNotSearched() throws Exception {
    ldap.search("$B", "sub", "(canonicalName=adatum.com/x)").exitsWith(18).says("0000216B");
  }

  @Test
  @Behaviour(row = 44, source = "MS-ADTS 3.1.1.3.4.1.5")
  void namesAreExtendedByIdentifiers() throws Exception {
    String user = user("u1");
    String group = group("g1", user);
    for (String control : List.of("1.2.840.113556.1.4.529=::MAMCAQE=", "!extendedDn=1")) {
      Outcome read = ldap.search(group, "base", "-E", control, "(cn=*)", "member").succeeds();
      assertThat(read.value("member"))
          .matches("<GUID=" + guid(user) + ">;<SID=S-1-5-21-[-0-9]+>;" + user);
      assertThat(read.value("dn")).startsWith("<GUID=" + guid(group) + ">;<SID=S-1-5-21-");
    }
    String hex =
        HexFormat.of().formatHex(ldap.read(user, "objectGUID").octets("objectGUID").get(0));
    assertThat(
            ldap.search(user, "base", "-E", "1.2.840.113556.1.4.529", "(cn=*)", "cn").value("dn"))
        .startsWith("<GUID=" + hex + ">;<SID=01050000");
  }

  @Test
  @Behaviour(row = 45, source = "MS-ADTS 3.1.1.3.4.1.11")
  void partsOfTheSecurityDescriptorAreSelected() throws Exception {
    String user = user("u1");
    Outcome read =
        ldap.search(
            user,
            "base",
            "-E",
            "!1.2.840.113556.1.4.801=::MAMCAQc=",
            "(objectClass=*)",
            "nTSecurityDescriptor");
    byte[] descriptor = read.succeeds().octets("nTSecurityDescriptor").get(0);
    ByteBuffer parts = ByteBuffer.wrap(descriptor).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(descriptor[0]).as("revision").isEqualTo((byte) 1);
    assertThat(parts.getShort(2) & 0x8004).as("self-relative, with a DACL").isEqualTo(0x8004);
    assertThat(parts.getInt(4)).as("owner").isPositive();
    assertThat(parts.getInt(8)).as("group").isPositive();
    assertThat(parts.getInt(12)).as("SACL").isZero();
    assertThat(parts.getInt(16)).as("DACL").isPositive();
    assertThat(ldap.read(user).attributes()).doesNotContain("nTSecurityDescriptor");
  }

  @Test
  @Behaviour(row = 56, source = "MS-ADTS 3.1.1.4.6, 3.1.1.3.4.1.11")
  void otherNamingContextsAreReferredTo() throws Exception {
    String everything = "(cn=nobody)";
    assertThat(ldap.search("$B", "sub", everything).succeeds().out().lines())
        .filteredOn(line -> line.startsWith("# refldap"))
        .containsExactlyInAnyOrder(
            "# refldap://adatum.com/CN=Configuration,DC=adatum,DC=com",
            "# refldap://DomainDnsZones.adatum.com/DC=DomainDnsZones,DC=adatum,DC=com",
            "# refldap://ForestDnsZones.adatum.com/DC=ForestDnsZones,DC=adatum,DC=com");
    ldap.search("$B", "sub", "-E", "!1.2.840.113556.1.4.1339", everything)
        .succeeds()
        .saysNot("ldap://");
  }

  @Test
  @Behaviour(row = 57, source = "MS-ADTS 3.1.1.3.4.1.12")
  void thePhantomRootIsAboveEveryNamingContext() throws Exception {
    Outcome found =
        ldap.search(
            "",
            "sub",
            "-E",
            "!1.2.840.113556.1.4.1340=::MAMCAQI=",
            "(instanceType:1.2.840.113556.1.4.803:=1)",
            "1.1");
    assertThat(found.succeeds().values("dn"))
        .contains(BASE, "CN=Configuration," + BASE, "CN=Schema,CN=Configuration," + BASE);
    ldap.search("", "sub", "(cn=x)").exitsWith(32);
  }

  @Test
  @Behaviour(row = 59, source = "MS-ADTS 3.1.1.4.4")
  void passwordsAreNotRead() throws Exception {
    String dn = user("u1");
    assertThat(ldap.read(dn, "unicodePwd", "ntPwdHistory", "supplementalCredentials").attributes())
        .isEmpty();
    assertThat(names("(unicodePwd=*)")).isEmpty();
    assertThat(names("(&(name=u1)(!(unicodePwd=*)))")).containsExactly("u1");
  }

  @Test
  @Behaviour(row = 61, source = "MS-ADTS 3.1.1.4.5.19")
  void tokenGroupsHoldNestedAndPrimaryGroups() throws Exception {
    String user = user("u1");
    String inner = group("inner", user);
    String outer = group("outer", inner);
    List<byte[]> groups = ldap.read(user, "tokenGroups").octets("tokenGroups");
    for (String group : List.of(inner, outer, "CN=Domain Users,CN=Users,$B")) {
      byte[] sid = ldap.read(group, "objectSid").octets("objectSid").get(0);
      assertThat(groups).as(group).anySatisfy(octets -> assertThat(octets).isEqualTo(sid));
    }
    ldap.search("CN=Users,$B", "sub", "(name=u1)", "tokenGroups").exitsWith(1).says("00002120");
  }

  @Test
  @Behaviour(source = "MS-ADTS 3.1.1.3.4.1.18 (ASQ)")
  void theObjectsAnAttributeNamesAreSearched() throws Exception {
    String user = user("u1");
    Outcome found =
        ldap.search(
            group("g1", user),
            "base",
            "-E",
            "!1.2.840.113556.1.4.1504=::MAgEBm1lbWJlcg==",
            "(objectClass=user)",
            "cn");
    assertThat(found.succeeds().values("dn")).containsExactly(user);
  }

  @Test
  @Behaviour(source = "MS-ADTS 3.1.1.4.6")
  void whatIsBeyondTheForestIsReferredTo() throws Exception {
    ldap.search("DC=other,DC=com", "base")
        .exitsWith(10)
        .says("0000202B: RefErr: DSID-")
        .says("ldap://other.com/DC=other,DC=com");
  }
}
