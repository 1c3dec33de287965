package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.INAPPROPRIATE_MATCHING;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed when it is read. */
@Behaviour(source = "MS-ADTS 3.1.1.4.5")
class ConstructedAttributesTest extends WireTest {
  private static final String SCHEMA = "CN=Schema,CN=Configuration," + BASE;
  private String alice;

  @BeforeEach
  void addUser() throws LDAPException {
    alice = objects.user("alice");
  }

  private List<String> values(String dn, String attribute) throws LDAPException {
    return values(admin, dn, attribute);
  }

  private static List<String> values(LDAPConnection client, String dn, String attribute)
      throws LDAPException {
    String[] values = client.getEntry(dn, attribute).getAttributeValues(attribute);
    return values == null ? List.of() : List.of(values);
  }

  @Test
  void whatMayBeWrittenAndCreatedIsTold() throws Exception {
    String unit = objects.unit("Staff", BASE);
    assertThat(values(alice, "allowedAttributes")).contains("title", "sAMAccountName", "cn");
    assertThat(values(alice, "allowedAttributes"))
        .doesNotContain("groupType")
        .hasSizeGreaterThan(300);
    assertThat(values(alice, "allowedAttributesEffective")).contains("title");
    assertThat(values(unit, "allowedChildClasses"))
        .contains("user", "group", "organizationalUnit")
        .doesNotContain("attributeSchema");
    assertThat(values(unit, "allowedChildClassesEffective")).contains("user");
    assertThat(values(unit, "sDRightsEffective")).containsExactly("15");
    try (LDAPConnection user = directory.bind(alice, PASSWORD)) {
      assertThat(values(user, unit, "allowedChildClasses")).contains("user");
      assertThat(values(user, unit, "allowedChildClassesEffective")).isEmpty();
      assertThat(values(user, unit, "allowedAttributesEffective")).isEmpty();
      assertThat(values(user, unit, "sDRightsEffective")).containsExactly("0");
    }
  }

  @Test
  void classesAreTold() throws Exception {
    assertThat(values("CN=Organizational-Unit," + SCHEMA, "possibleInferiors"))
        .contains("user", "group", "organizationalUnit")
        .doesNotContain("attributeSchema");
    assertThat(values("CN=User," + SCHEMA, "possibleInferiors")).doesNotContain("user");
    assertThat(values(alice, "possibleInferiors")).isEmpty();
    assertThat(values(alice, "msDS-Auxiliary-Classes")).isEmpty();
    objects.change(alice, ModificationType.ADD, "objectClass", "bootableDevice");
    assertThat(values(alice, "msDS-Auxiliary-Classes")).containsExactly("bootableDevice");
  }

  @Test
  void nestedMembershipIsTold() throws Exception {
    String inner = objects.group("inner", alice);
    String outer = objects.group("outer", inner);
    assertThat(values(alice, "msds-memberOfTransitive")).containsExactlyInAnyOrder(inner, outer);
    assertThat(values(outer, "msds-memberTransitive")).containsExactlyInAnyOrder(inner, alice);
    assertRefused(
        () -> admin.search(USERS, SearchScope.ONE, "(cn=alice)", "msds-memberOfTransitive"),
        OPERATIONS_ERROR,
        "00002120: SvcErr");
  }

  @Test
  void tokenGroupsComeInTheirKinds() throws Exception {
    String local = "CN=local," + USERS;
    admin.add(
        local,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", "local"),
        new Attribute("groupType", "-2147483644"));
    String global = objects.group("global", alice);
    objects.set(local, "member", global);
    assertThat(sids(alice, "tokenGroups")).contains(sid(local), sid(global));
    assertThat(sids(alice, "tokenGroupsGlobalAndUniversal"))
        .contains(sid(global))
        .doesNotContain(sid(local));
    assertThat(sids(alice, "tokenGroupsNoGCAcceptable")).contains(sid(local));
    assertThat(values(alice, "msds-tokenGroupNames"))
        .contains(local, global, "CN=Domain Users," + USERS);
    assertThat(values(alice, "msds-tokenGroupNamesGlobalAndUniversal"))
        .contains(global)
        .doesNotContain(local);
  }

  private List<Sid> sids(String dn, String attribute) throws LDAPException {
    return Arrays.stream(objects.read(dn, attribute).getAttributeValueByteArrays(attribute))
        .map(Sid::of)
        .toList();
  }

  private Sid sid(String dn) throws LDAPException {
    return Sid.of(objects.read(dn, "objectSid").getAttributeValueBytes("objectSid"));
  }

  @Test
  void domainControllersTellTheirSiteAndRole() throws Exception {
    String agent = objects.value("", "dsServiceName");
    String server = objects.value("", "serverName");
    String computer = objects.value(server, "serverReference");
    for (String dn : new String[] {agent, server, computer}) {
      SearchResultEntry entry =
          objects.read(dn, "msDS-isGC", "msDS-isRODC", "msDS-SiteName", "msDS-parentdistname");
      assertThat(entry.getAttributeValue("msDS-isGC")).as(dn).isEqualTo("TRUE");
      assertThat(entry.getAttributeValue("msDS-isRODC")).isEqualTo("FALSE");
      assertThat(entry.getAttributeValue("msDS-SiteName")).isEqualTo("Default-First-Site-Name");
      assertThat(entry.getAttributeValue("msDS-parentdistname"))
          .isEqualTo(entry.getParentDNString());
    }
    assertThat(objects.read(alice, "msDS-isGC", "msDS-SiteName").getAttributes()).isEmpty();
    assertThat(objects.value(alice, "fromEntry")).isEqualTo("TRUE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allowedAttributes",
        "allowedAttributesEffective",
        "allowedChildClasses",
        "allowedChildClassesEffective",
        "sDRightsEffective",
        "msds-memberOfTransitive",
        "msds-memberTransitive",
        "msDS-ResultantPSO",
        "tokenGroupsGlobalAndUniversal",
        "tokenGroupsNoGCAcceptable",
        "canonicalName",
        "fromEntry",
        "parentGUID",
        "possibleInferiors",
        "msDS-isGC",
        "msDS-SiteName",
        "structuralObjectClass"
      })
  void theyAreNeitherSearchedNorWrittenNorAmongAll(String attribute) throws Exception {
    assertRefused(
        () -> admin.search(alice, SearchScope.BASE, "(" + attribute + "=*)"),
        INAPPROPRIATE_MATCHING,
        "0000216B: AtrErr");
    assertRefused(
        () -> objects.set(alice, attribute, "x"), CONSTRAINT_VIOLATION, "0000211B: AtrErr");
    assertThat(objects.read(alice).hasAttribute(attribute)).isFalse();
  }
}
