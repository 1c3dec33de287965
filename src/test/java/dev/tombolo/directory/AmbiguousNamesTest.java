package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.compatibility.Behaviour;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ambiguous name resolution: {@code (anr=…)}. */
@Behaviour(source = "MS-ADTS 3.1.1.3.1.3.1 (ANR)")
class AmbiguousNamesTest extends WireTest {
  private static final String SERVICE =
      "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration," + BASE;
  private String staff;

  @BeforeEach
  void addPeople() throws LDAPException {
    staff = objects.unit("Staff", BASE);
    contact("u1", new Attribute("givenName", "John"), new Attribute("sn", "Smith"));
    contact("u2", new Attribute("givenName", "Smithers"), new Attribute("sn", "Johnson"));
    contact("u3", new Attribute("displayName", "John Smithson"));
    contact("u4", new Attribute("givenName", "John"), new Attribute("sn", "Brown"));
    contact("u5", new Attribute("legacyExchangeDN", "/o=x/cn=legacy"));
    contact("u6", new Attribute("physicalDeliveryOfficeName", "Böblingen 4"));
    contact("u7", new Attribute("proxyAddresses", "SMTP:mule@adatum.com"));
    contact("u8", new Attribute("mailNickname", "nick"));
    contact("u9", new Attribute("title", "John Smith"));
  }

  private void contact(String name, Attribute... attributes) throws LDAPException {
    Entry entry = new Entry("CN=" + name + "," + staff, new Attribute("objectClass", "contact"));
    for (Attribute each : attributes) {
      entry.addAttribute(each);
    }
    admin.add(entry);
  }

  private List<String> find(String filter) throws LDAPException {
    return admin.search(staff, SearchScope.SUB, filter, "cn").getSearchEntries().stream()
        .map(entry -> entry.getAttributeValue("cn"))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "(anr=smi)^u1;u2",
        "(ANR=SMI)^u1;u2",
        "(1.2.840.113556.1.4.1208=smi)^u1;u2",
        "(anr=john)^u1;u2;u3;u4",
        "(anr=john smi)^u1;u2;u3", // first and last name, last and first, and one attribute
        "(anr=smi john)^u1;u2",
        "(anr=john  smi)^u1;u2",
        "(anr= john )^u1;u2;u3;u4",
        "(anr==john)^u1;u4",
        "(anr==john smith)^u1",
        "(anr==john smi)^",
        "(anr=u)^u1;u2;u3;u4;u5;u6;u7;u8;u9",
        "(anr=/o=x/cn=leg)^", // legacyExchangeDN is compared whole
        "(anr=/o=x/cn=legacy)^u5",
        "(anr=boblingen)^u6", // without regard to accents
        "(anr=smtp:mule)^u7",
        "(anr=nick)^u8",
        "(anr~=smi)^u1;u2",
        "(anr>=smi)^u1;u2",
        "(anr<=smi)^u1;u2",
        "(anr:=smi)^u1;u2",
        "(anr=smi*)^u1;u2",
        "(anr=*smi)^",
        "(anr=s*i)^",
        "(!(anr=*smi))^", // undefined, so its negation is
        "(anr=*)^",
        "(!(anr=smi))^Staff;u3;u4;u5;u6;u7;u8;u9",
        "(&(objectClass=contact)(anr=john)(!(anr=smith)))^u3;u4"
      })
  void namesAreFoundByTheirBeginnings(String filter, String expected) throws Exception {
    List<String> found =
        admin.search(staff, SearchScope.SUB, filter, "1.1").getSearchEntries().stream()
            .map(SearchResultEntry::getDN)
            .map(dn -> dn.substring(3, dn.indexOf(',')))
            .sorted()
            .toList();
    assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected.split(";", -1)));
  }

  @Test
  void theWholeAttributeSetOfTheSchemaIsSearched() throws Exception {
    int number = 0;
    for (String attribute :
        List.of(
            "msDS-PhoneticCompanyName",
            "msDS-PhoneticDepartment",
            "msDS-PhoneticDisplayName",
            "msDS-PhoneticFirstName",
            "msDS-PhoneticLastName",
            "displayName",
            "givenName",
            "sn",
            "physicalDeliveryOfficeName",
            "proxyAddresses")) {
      String name = "set" + number++;
      contact(name, new Attribute(attribute, "zz" + attribute.toLowerCase(Locale.ROOT)));
      assertThat(find("(anr=ZZ" + attribute + ")")).as(attribute).containsExactly(name);
    }
    objects.user("zzaccount");
    assertThat(admin.search(BASE, SearchScope.SUB, "(anr=zzacc)", "1.1").getEntryCount())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {"0^u1;u2;u3", "1^u2;u3", "01^u1;u3", "11^u3", "001^u1;u2;u3"})
  void theHeuristicsLeaveOutPairsOfNames(String heuristics, String expected) throws Exception {
    objects.set(SERVICE, "dSHeuristics", heuristics);
    assertThat(find("(anr=john smi)")).containsExactly(expected.split(";", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(anr=)", "(anr= )"})
  void nothingIsNotAName(String filter) throws Exception {
    assertThat(find(filter)).isEmpty();
  }

  @Test
  void itIsNotAnAttributeToWrite() {
    assertRefused(
        () -> objects.set("CN=u1," + staff, "aNR", "x"), CONSTRAINT_VIOLATION, "0000211B: AtrErr");
  }
}
