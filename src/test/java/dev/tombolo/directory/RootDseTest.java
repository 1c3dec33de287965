package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 3.1.1.3.2")
class RootDseTest extends WireTest {
  private static final String CONFIGURATION = "CN=Configuration," + BASE;
  private static final String SERVER =
      "CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites," + CONFIGURATION;

  @Test
  void everybodyReadsWhatTheServerIs() throws Exception {
    try (LDAPConnection nobody = directory.plain()) {
      SearchResultEntry root = nobody.getEntry("");
      assertThat(root.getDN()).isEmpty();
      assertValue(root, "subschemaSubentry", "CN=Aggregate,CN=Schema," + CONFIGURATION);
      assertValue(root, "dsServiceName", "CN=NTDS Settings," + SERVER);
      assertValue(root, "serverName", SERVER);
      assertValue(root, "defaultNamingContext", BASE);
      assertValue(root, "rootDomainNamingContext", BASE);
      assertValue(root, "configurationNamingContext", CONFIGURATION);
      assertValue(root, "schemaNamingContext", "CN=Schema," + CONFIGURATION);
      assertThat(root.getAttributeValues("namingContexts"))
          .startsWith(BASE, CONFIGURATION, "CN=Schema," + CONFIGURATION);
      assertThat(root.getAttributeValues("supportedLDAPVersion")).containsExactly("3", "2");
      assertValue(root, "dnsHostName", "dc1.adatum.com");
      assertValue(root, "ldapServiceName", "adatum.com:dc1$@ADATUM.COM");
      assertValue(root, "isSynchronized", "TRUE");
      assertValue(root, "isGlobalCatalogReady", "TRUE");
      assertValue(root, "domainControllerFunctionality", "7");
      assertValue(root, "domainFunctionality", "7");
      assertValue(root, "forestFunctionality", "7");
      assertThat(root.getAttributeValue("currentTime")).matches("\\d{14}\\.0Z");
      assertThat(root.getAttributeValueAsLong("highestCommittedUSN")).isPositive();
      assertThat(root.getAttributeValues("supportedCapabilities"))
          .containsExactlyInAnyOrder(
              "1.2.840.113556.1.4.800",
              "1.2.840.113556.1.4.1670",
              "1.2.840.113556.1.4.1791",
              "1.2.840.113556.1.4.1935",
              "1.2.840.113556.1.4.2080",
              "1.2.840.113556.1.4.2237");
      assertThat(root.getAttributeValues("supportedControl"))
          .contains(
              Oids.PAGED_RESULTS,
              Oids.SHOW_DELETED,
              Oids.SHOW_RECYCLED,
              Oids.SHOW_DEACTIVATED_LINK,
              Oids.DIR_SYNC,
              Oids.NOTIFICATION,
              Oids.TREE_DELETE,
              Oids.SORT_REQUEST,
              Oids.SORT_RESPONSE,
              Oids.EXTENDED_DN,
              Oids.PERMISSIVE_MODIFY,
              Oids.POLICY_HINTS)
          .doesNotHaveDuplicates();
      assertThat(root.getAttributeValues("supportedLDAPPolicies"))
          .contains("MaxPageSize", "MaxValRange");
      assertThat(root.getAttribute("supportedExtension")).as("only by name").isNull();
      assertThat(root.getAttribute("tokenGroups")).isNull();
    }
  }

  private static void assertValue(SearchResultEntry root, String attribute, String value) {
    assertThat(root.getAttributeValues(attribute)).as(attribute).containsExactly(value);
  }

  @Test
  void attributesThatAreNamedComeAlone() throws Exception {
    SearchResultEntry root = objects.read("", "supportedExtension", "tokenGroups", "noSuch");
    assertThat(root.getAttributes())
        .extracting(Attribute::getName)
        .containsExactlyInAnyOrder("supportedExtension", "tokenGroups");
    assertThat(root.getAttributeValues("supportedExtension"))
        .contains(Oids.START_TLS, Oids.WHO_AM_I, Oids.PASSWORD_REPLICATION);
    assertThat(
            Arrays.stream(root.getAttributeValueByteArrays("tokenGroups"))
                .map(octets -> Sid.of(octets)))
        .contains(Sid.of(5, 32, 544), Sid.of(5, 11), Sid.of(1, 0));
    assertThat(objects.value("", "msDS-PrincipalName")).isEqualTo("ADATUM\\Administrator");
    assertThat(objects.read("", "validFSMOs").getAttributeValues("validFSMOs")).hasSize(5);
    assertThat(objects.read("", "*", "validFSMOs").getAttributeValues("validFSMOs")).hasSize(5);
    assertThat(objects.number("", "dsSchemaAttrCount")).isGreaterThan(1400);
  }

  @Test
  void whatMayBeSetIsThereWithWhatHolds() throws Exception {
    objects.set(
        "CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,"
            + "CN=Services,"
            + CONFIGURATION,
        "lDAPAdminLimits",
        "MaxPageSize=77");
    assertThat(all("LDAPPoliciesEffective"))
        .contains("MaxPageSize:77", "MaxValRange:1500", "MaxConnIdleTime:900");
    assertThat(all("supportedConfigurableSettings")).containsExactly("DisableVLVSupport");
    assertThat(all("ConfigurableSettingsEffective")).containsExactly("DisableVLVSupport:0");
    assertThat(all("msDS-SupportedRootDSEAttributes"))
        .contains("currentTime", "tokenGroups", "netlogon", "LDAPPoliciesEffective");
    assertThat(all("msDS-SupportedRootDSEModifications"))
        .contains("enableOptionalFeature", "doGarbageCollection");
    for (String command : all("msDS-SupportedRootDSEModifications")) {
      if (!command.endsWith("OptionalFeature")) {
        objects.set("", command, "1");
      }
    }
    assertThat(objects.number("", "approximateHighestInternalObjectID")).isGreaterThan(1000);
  }

  private String[] all(String attribute) throws LDAPException {
    return objects.read("", attribute).getAttributeValues(attribute);
  }

  @Test
  void theFilterDoesNotMatter() throws Exception {
    assertThat(
            admin.search("", SearchScope.BASE, "(cn=whatever)", "currentTime").getSearchEntries())
        .hasSize(1);
  }

  @Test
  void theHighestUsnFollowsEachWrite() throws Exception {
    long before = objects.number("", "highestCommittedUSN");
    String user = objects.user("u1");
    assertThat(objects.number("", "highestCommittedUSN"))
        .isEqualTo(before + 1)
        .isEqualTo(objects.number(user, "uSNChanged"));
  }

  @Test
  void itIsReadAtItsBaseOnlyAndNotWritten() {
    assertRefused(
        () -> admin.search("", SearchScope.ONE, "(objectClass=*)"),
        com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT,
        "0000208D: NameErr");
    assertRefused(() -> objects.set("", "dnsHostName", "x"), UNWILLING_TO_PERFORM, "0000");
  }
}
