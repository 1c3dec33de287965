package dev.tombolo.directory.ldif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.TestDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The export of a domain controller, loaded into a new directory of its domain. */
class AdExportTest {
  private static final String DOMAIN = "adatum.test";
  private static final String BASE = "DC=adatum,DC=test";

  /** What must differ: USNs are each server's own. */
  private static final Set<String> MUST_DIFFER = Set.of("uSNCreated", "uSNChanged");

  private static LdifSource export() {
    return LdifSource.of(Fixture.file("ad-export.ldif"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyObjectIsShownAsTheFileSays(boolean recycleBin) throws Exception {
    Map<String, Map<String, Set<String>>> file =
        Fixture.objects(Files.readAllBytes(Fixture.file("ad-export.ldif")));
    assertThat(file).hasSize(217);
    try (TestDirectory directory =
            Fixture.directory(DOMAIN, settings -> settings.withRecycleBin(recycleBin));
        LDAPConnection admin = Fixture.admin(directory, BASE)) {
      LdifReport report = Fixture.load(directory, false, export());
      assertThat(report.added() + report.changed()).isEqualTo(217);
      Map<String, Map<String, Set<String>>> shown = new TreeMap<>();
      for (String dn : file.keySet()) {
        SearchRequest request = new SearchRequest(dn, SearchScope.BASE, "(objectClass=*)", "*");
        request.addControl(new Control(Oids.SHOW_RECYCLED, true));
        SearchResultEntry entry = admin.searchForEntry(request);
        assertThat(entry).as(dn).isNotNull();
        shown.put(dn, Fixture.attributes(entry));
      }
      assertThat(Fixture.differences(file, shown).keySet())
          .containsExactlyInAnyOrderElementsOf(MUST_DIFFER);
      assertThat(admin.search(BASE, SearchScope.SUB, "(objectSid=*)", "cn").getEntryCount())
          .isGreaterThan(180);
    }
  }

  @Test
  void anExportOfTheLoadedDirectoryLoadsAndExportsTheSame() throws Exception {
    byte[] first;
    try (TestDirectory directory = Fixture.directory(DOMAIN)) {
      Fixture.load(directory, false, export());
      first = Fixture.export(directory);
    }
    try (TestDirectory directory = Fixture.directory(DOMAIN)) {
      Fixture.load(
          directory, false, LdifSource.of("first.ldif", new String(first, StandardCharsets.UTF_8)));
      Map<String, Map<String, Set<String>>> before = Fixture.objects(first);
      Map<String, Map<String, Set<String>>> after = Fixture.objects(Fixture.export(directory));
      assertThat(after.keySet()).isEqualTo(before.keySet());
      assertThat(Fixture.differences(before, after).keySet())
          .containsExactlyInAnyOrderElementsOf(MUST_DIFFER);
    }
  }

  @Test
  void loadingItTwiceChangesNothingMore() throws Exception {
    try (TestDirectory directory = Fixture.directory(DOMAIN)) {
      Fixture.load(directory, false, export());
      Map<String, Map<String, Set<String>>> once = Fixture.objects(Fixture.export(directory));
      LdifReport again = Fixture.load(directory, false, export());
      assertThat(again.added()).isZero();
      assertThat(again.changed()).isEqualTo(217);
      Map<String, Map<String, Set<String>>> twice = Fixture.objects(Fixture.export(directory));
      assertThat(Fixture.differences(once, twice).keySet()).isEqualTo(Set.of("uSNChanged"));
    }
  }

  @Test
  void anAccountOfEveryDomainMayHaveAnotherName() throws Exception {
    String text =
        Files.readString(Fixture.file("ad-export.ldif"))
            .replace("CN=Guest,CN=Users,", "CN=Visitor,OU=Adatum,")
            .replace("cn: Guest\n", "cn: Visitor\n")
            .replace("name: Guest\n", "name: Visitor\n");
    try (TestDirectory directory = Fixture.directory(DOMAIN);
        LDAPConnection admin = Fixture.admin(directory, BASE)) {
      Fixture.load(directory, text);
      assertThat(admin.getEntry("CN=Guest,CN=Users," + BASE)).isNull();
      SearchResultEntry visitor = admin.getEntry("CN=Visitor,OU=Adatum," + BASE);
      assertThat(visitor.getAttributeValue("memberOf")).isEqualTo("CN=Guests,CN=Builtin," + BASE);
    }
  }

  @Test
  void anIdentityIsNotGivenTwice() throws Exception {
    String text =
        Files.readString(Fixture.file("ad-export.ldif"))
            .replaceAll("(?s).*(dn: CN=WS000,.*?)\n\n.*", "$1\n");
    try (TestDirectory directory = Fixture.directory(DOMAIN)) {
      Fixture.load(directory, false, export());
      assertThatThrownBy(() -> Fixture.load(directory, text.replace("WS000", "WS999")))
          .isInstanceOf(LdifLoadException.class)
          .hasMessageContaining("objectGUID is that of CN=WS000,OU=Workstations");
    }
  }

  @Test
  void nextAccountsGetIdentifiersBeyondThoseOfTheFile() throws Exception {
    try (TestDirectory directory = Fixture.directory(DOMAIN);
        LDAPConnection admin = Fixture.admin(directory, BASE)) {
      Fixture.load(directory, false, export());
      admin.add("dn: CN=new,CN=Users," + BASE, "objectClass: user", "sAMAccountName: new");
      Map<String, String> holders = new HashMap<>();
      Map<String, String> twice = new LinkedHashMap<>();
      for (SearchResultEntry each :
          admin.search(BASE, SearchScope.SUB, "(objectSid=*)", "objectSid").getSearchEntries()) {
        String other =
            holders.put(
                HexFormat.of().formatHex(each.getAttributeValueBytes("objectSid")), each.getDN());
        if (other != null) {
          twice.put(other, each.getDN());
        }
      }
      assertThat(twice).isEmpty();
    }
  }
}
