package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.INAPPROPRIATE_MATCHING;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_DN_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.REFERRAL;
import static com.unboundid.ldap.sdk.ResultCode.SIZE_LIMIT_EXCEEDED;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sid;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.security.Passwords;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Behaviour(source = "MS-ADTS 3.1.1.3.1.3, 3.1.1.4")
class SearchTest extends WireTest {
  private static final String CONFIGURATION = "CN=Configuration," + BASE;
  private String staff;
  private String alice;
  private String bob;

  @BeforeEach
  void addObjects() throws LDAPException {
    staff = objects.unit("Staff", BASE);
    alice = person("alice", "Älice", "514");
    bob = person("bob", "Bob", "512");
    admin.add("CN=carol," + staff, new Attribute("objectClass", "contact"));
    admin.add(
        "CN=pc1," + staff,
        new Attribute("objectClass", "computer"),
        new Attribute("userAccountControl", "4096"),
        new Attribute("sAMAccountName", "PC1$"));
  }

  private String person(String name, String displayName, String control) throws LDAPException {
    String dn = "CN=" + name + "," + staff;
    admin.add(
        dn,
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", name),
        new Attribute("displayName", displayName),
        new Attribute("unicodePwd", Passwords.quote(TestObjects.PASSWORD)),
        new Attribute("userAccountControl", control));
    return dn;
  }

  private List<String> find(String filter) throws LDAPException {
    return find(staff, SearchScope.SUB, filter);
  }

  private List<String> find(String base, SearchScope scope, String filter) throws LDAPException {
    return names(admin.search(base, scope, filter, "1.1"));
  }

  private static List<String> names(SearchResult result) {
    return result.getSearchEntries().stream()
        .map(SearchResultEntry::getDN)
        .map(dn -> dn.substring(3, dn.indexOf(',')))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "(cn=alice)^alice",
        "(CN=ALICE)^alice",
        "(2.5.4.3=alice)^alice",
        "(cn~=alice)^alice",
        "(cn=al*)^alice",
        "(cn=*li*)^alice",
        "(cn=*ce)^alice",
        "(cn=a*i*e)^alice",
        "(cn=a*c*i*)^",
        "(displayName=alice)^alice", // without regard to accents
        "(displayName=ÄLICE)^alice",
        "(sAMAccountName>=b)^PC1$;bob",
        "(userAccountControl=514)^alice",
        "(userAccountControl>=512)^alice;bob;pc1",
        "(userAccountControl<=512)^bob",
        "(userAccountControl:1.2.840.113556.1.4.803:=2)^alice",
        "(!(userAccountControl:1.2.840.113556.1.4.803:=2))^Staff;bob;carol;pc1",
        "(userAccountControl:1.2.840.113556.1.4.804:=4098)^alice;pc1",
        "(userAccountControl:1.2.840.113556.1.4.803:=0)^alice;bob;pc1",
        "(userAccountControl:1.2.840.113556.1.4.804:=0)^",
        "(cn:1.2.840.113556.1.4.803:=2)^",
        "(objectClass=user)^alice;bob;pc1",
        "(objectClass=person)^alice;bob;carol;pc1",
        "(objectClass=1.2.840.113556.1.5.9)^alice;bob;pc1",
        "(objectClass=*)^Staff;alice;bob;carol;pc1",
        "(objectCategory=person)^alice;bob;carol",
        "(objectCategory=user)^alice;bob;carol",
        "(objectCategory=contact)^alice;bob;carol",
        "(objectCategory=computer)^pc1",
        "(&(objectCategory=person)(objectClass=user))^alice;bob",
        "(objectCategory=CN=Computer,CN=Schema,CN=Configuration,DC=adatum,DC=com)^pc1",
        "(|(cn=alice)(noSuchAttribute=1))^alice",
        "(&(cn=alice)(noSuchAttribute=1))^",
        "(!(noSuchAttribute=1))^",
        "(&(cn=alice)(!(noSuchAttribute=1)))^",
        "(countryCode=notanumber)^",
        "(!(countryCode=notanumber))^",
        "(userAccountControl=5*)^", // no substrings of numbers
        "(distinguishedName=CN=alice,OU=Staff,DC=adatum,DC=com)^alice",
        "(distinguishedName=cn=ALICE, ou=staff, dc=adatum, dc=com)^alice",
        "(distinguishedName=*)^Staff;alice;bob;carol;pc1",
        "(name=*)^Staff;alice;bob;carol;pc1",
        "(objectGUID=*)^Staff;alice;bob;carol;pc1",
        "(unicodePwd=*)^",
        "(!(unicodePwd=*))^Staff;alice;bob;carol;pc1",
        "(ntPwdHistory=*)^",
        "(whenCreated>=20000101000000.0Z)^Staff;alice;bob;carol;pc1",
        "(whenCreated<=20000101000000.0Z)^",
        "(isDeleted=TRUE)^",
        "(cn:=alice)^alice",
        "(:2.5.13.2:=alice)^",
        "(cn:2.5.13.2:=alice)^",
        "(&)^Staff;alice;bob;carol;pc1",
        "(|)^"
      })
  void filtersFindWhatTheyMean(String filter, String expected) throws Exception {
    List<String> names =
        expected == null ? List.of() : Arrays.stream(expected.split(";", -1)).sorted().toList();
    List<String> found =
        find(filter).stream()
            .map(name -> expected != null && expected.contains("PC1$") ? samOf(name) : name)
            .sorted()
            .toList();
    assertThat(found).isEqualTo(names);
  }

  private static String samOf(String name) {
    return name.equals("pc1") ? "PC1$" : name;
  }

  @Test
  void identifiersAreFoundInEveryForm() throws Exception {
    SearchResultEntry entry = objects.read(alice, "objectGUID", "objectSid");
    byte[] guid = entry.getAttributeValueBytes("objectGUID");
    byte[] sid = entry.getAttributeValueBytes("objectSid");
    assertThat(find("(objectGUID=" + escaped(guid) + ")")).containsExactly("alice");
    assertThat(find("(objectGUID=" + objects.guid(alice) + ")")).containsExactly("alice");
    assertThat(find("(objectSid=" + escaped(sid) + ")")).containsExactly("alice");
    assertThat(find("(objectSid=" + Sid.of(sid) + ")")).containsExactly("alice");
  }

  private static String escaped(byte[] octets) {
    return HexFormat.ofDelimiter("").withPrefix("\\").formatHex(octets);
  }

  @Test
  void aNumberMayBeWrittenUnsigned() throws Exception {
    admin.add("dn: CN=g1," + staff, "objectClass: group");
    assertThat(find("(groupType=2147483650)")).containsExactly("g1");
    assertThat(find("(groupType=-2147483646)")).containsExactly("g1");
    assertThat(find("(groupType:1.2.840.113556.1.4.803:=2147483648)")).containsExactly("g1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(canonicalName=x)", "(tokenGroups=x)", "(&(cn=a)(msDS-PrincipalName=*))"})
  void constructedAttributesAreNotSearched(String filter) {
    LDAPException refusal =
        assertRefused(() -> find(filter), INAPPROPRIATE_MATCHING, "0000216B: AtrErr");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 1004 (INAPPROPRIATE_MATCHING)");
  }

  @Test
  void linksAreFoundFromBothEnds() throws Exception {
    String inner = objects.group("inner", alice);
    String outer = objects.group("outer", inner);
    String top = objects.group("top", outer, bob);
    objects.change(inner, ModificationType.ADD, "member", top); // a cycle
    objects.set(bob, "manager", alice);
    assertThat(find(BASE, SearchScope.SUB, "(member=" + alice + ")")).containsExactly("inner");
    assertThat(find("(memberOf=" + inner + ")")).containsExactly("alice");
    assertThat(find("(memberOf=<GUID=" + objects.guid(inner) + ">)")).containsExactly("alice");
    assertThat(find("(manager=" + alice + ")")).containsExactly("bob");
    assertThat(find("(directReports=*)")).containsExactly("alice");
    assertThat(find("(memberOf=*)")).containsExactly("alice", "bob");
    assertThat(find("(!(memberOf=*))")).containsExactly("Staff", "carol", "pc1");
    assertThat(find("(memberOf:1.2.840.113556.1.4.1941:=" + top + ")"))
        .containsExactly("alice", "bob");
    assertThat(find(USERS, SearchScope.SUB, "(member:1.2.840.113556.1.4.1941:=" + alice + ")"))
        .contains("inner", "outer", "top");
    assertThat(find("(memberOf:1.2.840.113556.1.4.1941:=CN=nobody," + USERS + ")")).isEmpty();
    assertThat(find("(cn:1.2.840.113556.1.4.1941:=" + top + ")")).isEmpty();
    assertThat(find("(memberOf:1.2.840.113556.1.4.1941:=CN=Domain Users," + USERS + ")"))
        .as("the primary group does not count")
        .isEmpty();
  }

  @Test
  void scopesReachWhatTheyName() throws Exception {
    assertThat(find(staff, SearchScope.BASE, "(objectClass=*)")).containsExactly("Staff");
    assertThat(find(staff, SearchScope.ONE, "(objectClass=*)"))
        .containsExactly("alice", "bob", "carol", "pc1");
    assertThat(find(staff, SearchScope.SUB, "(objectClass=*)"))
        .containsExactly("Staff", "alice", "bob", "carol", "pc1");
    assertThat(find(staff, SearchScope.SUBORDINATE_SUBTREE, "(objectClass=*)"))
        .containsExactly("alice", "bob", "carol", "pc1");
  }

  @Test
  void aBaseMayBeNamedInEveryForm() throws Exception {
    byte[] guid = objects.read(alice, "objectGUID").getAttributeValueBytes("objectGUID");
    byte[] sid = objects.read(alice, "objectSid").getAttributeValueBytes("objectSid");
    for (String base :
        new String[] {
          "<GUID=" + objects.guid(alice) + ">",
          "<GUID=" + HexFormat.of().formatHex(guid) + ">",
          "<guid=" + HexFormat.of().withUpperCase().formatHex(guid) + ">",
          "<SID=" + Sid.of(sid) + ">",
          "<SID=" + HexFormat.of().formatHex(sid) + ">",
          "cn=ALICE , ou=staff, dc=Adatum,dc=COM",
          "2.5.4.3=alice," + staff,
          "OID.2.5.4.3=alice," + staff,
          "CN=\"alice\"," + staff,
          "CN=\\61lice," + staff
        }) {
      assertThat(admin.search(base, SearchScope.BASE, "(objectClass=*)").getSearchEntries())
          .as(base)
          .extracting(SearchResultEntry::getDN)
          .containsExactly(alice);
    }
    assertThat(
            find(
                "<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd," + BASE + ">",
                SearchScope.BASE,
                "(cn=*)"))
        .containsExactly("Users");
    assertThat(
            find(
                "<WKGUID=1EB93889E40C45DF9F0C64D23BBB6237," + BASE + ">",
                SearchScope.BASE,
                "(cn=*)"))
        .as("one of the other well-known objects")
        .containsExactly("Managed Service Accounts");
  }

  @Test
  void aBaseThatIsMissingIsToldWithTheNearestAncestor() {
    LDAPException refusal =
        assertRefused(
            () -> find("CN=x,OU=nope," + staff, SearchScope.BASE, "(cn=*)"),
            NO_SUCH_OBJECT,
            "0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'"
                + staff
                + "'");
    assertThat(refusal.getMatchedDN()).isEqualTo(staff);
    for (String base :
        new String[] {
          "<GUID=00000000-0000-0000-0000-000000000001>",
          "<SID=S-1-5-21-1-2-3-4>",
          "<WKGUID=00000000000000000000000000000001," + BASE + ">",
          ""
        }) {
      assertRefused(
          () -> find(base, SearchScope.SUB, "(cn=*)"), NO_SUCH_OBJECT, "0000208D: NameErr");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "CN=a,b",
        "<GUID=xyz>",
        "<FOO=1>",
        "<GUID=",
        "CN=a+SN=b,DC=x",
        "CN=,DC=x"
      })
  void aBaseThatIsNoNameIsRefused(String base) {
    assertRefused(
        () -> find(base, SearchScope.BASE, "(cn=*)"), INVALID_DN_SYNTAX, "0000208F: NameErr");
  }

  @Test
  void aBaseElsewhereIsReferred() {
    LDAPException refusal =
        assertRefused(
            () -> find("OU=x,DC=other,DC=com", SearchScope.SUB, "(cn=*)"),
            REFERRAL,
            "0000202B: RefErr");
    assertThat(refusal.getReferralURLs()).containsExactly("ldap://other.com/OU=x,DC=other,DC=com");
  }

  @Test
  void otherNamingContextsAreReferredTo() throws Exception {
    SearchResult result = admin.search(BASE, SearchScope.SUB, "(cn=Schema)");
    assertThat(result.getEntryCount()).isZero();
    assertThat(urls(result)).contains("ldap://adatum.com/" + CONFIGURATION);
    assertThat(urls(result)).noneMatch(url -> url.contains("CN=Schema"));
    assertThat(urls(admin.search(CONFIGURATION, SearchScope.SUB, "(cn=x)")))
        .containsExactly("ldap://adatum.com/CN=Schema," + CONFIGURATION);
    assertThat(urls(admin.search(BASE, SearchScope.ONE, "(cn=x)")))
        .contains("ldap://adatum.com/" + CONFIGURATION);
    assertThat(urls(admin.search(BASE, SearchScope.BASE, "(cn=x)"))).isEmpty();
    assertThat(urls(admin.search(USERS, SearchScope.SUB, "(cn=x)"))).isEmpty();
  }

  private static List<String> urls(SearchResult result) {
    return result.getSearchReferences().stream()
        .flatMap(reference -> Arrays.stream(reference.getReferralURLs()))
        .toList();
  }

  @Test
  void referencesAreLeftOutWhenAskedAndContextsJoined() throws Exception {
    SearchRequest domain = new SearchRequest(BASE, SearchScope.SUB, "(cn=Schema)", "1.1");
    domain.addControl(new Control(Oids.DOMAIN_SCOPE, true));
    assertThat(urls(admin.search(domain))).isEmpty();
    domain.setControls(options(1));
    assertThat(urls(admin.search(domain))).isEmpty();
    for (String base : new String[] {"", BASE}) {
      SearchRequest all = new SearchRequest(base, SearchScope.SUB, "(cn=Schema)", "1.1");
      all.addControl(options(2));
      SearchResult result = admin.search(all);
      assertThat(names(result)).as(base).containsExactly("Schema");
      assertThat(urls(result)).isEmpty();
    }
  }

  private static Control options(int flags) {
    return new Control(
        Oids.SEARCH_OPTIONS,
        true,
        new ASN1OctetString(new ASN1Sequence(new ASN1Integer(flags)).encode()));
  }

  @Test
  void applicationContextsAreNotAmongThoseJoined() throws Exception {
    SearchRequest all = new SearchRequest("", SearchScope.SUB, "(objectClass=domainDNS)", "1.1");
    all.addControl(options(2));
    assertThat(admin.search(all).getSearchEntries())
        .extracting(SearchResultEntry::getDN)
        .containsExactly(BASE);
    assertThat(find("DC=DomainDnsZones," + BASE, SearchScope.SUB, "(objectClass=domainDNS)"))
        .hasSize(1);
    SearchRequest above = new SearchRequest("", SearchScope.ONE, "(objectClass=*)", "1.1");
    above.addControl(options(3));
    assertThat(admin.search(above).getEntryCount()).as("no context is right below ''").isZero();
    SearchRequest root = new SearchRequest("", SearchScope.BASE, "(objectClass=*)");
    root.addControl(options(2));
    assertThat(admin.search(root).getSearchEntries().get(0).getAttributes())
        .as("the rootDSE all the same")
        .isNotEmpty();
  }

  @Test
  void whatIsBeyondGoesWhereTheCrossRefSays() throws Exception {
    objects.set("CN=ADATUM,CN=Partitions," + CONFIGURATION, "superiorDNSRoot", "root.example.net");
    LDAPException refusal =
        assertRefused(
            () -> find("CN=x,DC=other,DC=com", SearchScope.SUB, "(cn=*)"),
            REFERRAL,
            "0000202B: RefErr");
    assertThat(refusal.getReferralURLs())
        .containsExactly("ldap://root.example.net/CN=x,DC=other,DC=com");
    assertThat(refusal.getDiagnosticMessage()).contains("ref 1: 'root.example.net'");
  }

  @Test
  void attributesAreSelected() throws Exception {
    assertThat(objects.read(alice, "1.1").getAttributes()).isEmpty();
    assertThat(attributes(objects.read(alice, "CN", "samaccountname", "noSuch", "+", "cn")))
        .containsExactlyInAnyOrder("cn", "sAMAccountName");
    assertThat(attributes(objects.read(alice)))
        .contains("objectClass", "cn", "distinguishedName")
        .doesNotContain(
            "nTSecurityDescriptor",
            "replPropertyMetaData",
            "canonicalName",
            "unicodePwd",
            "ntPwdHistory",
            "supplementalCredentials",
            "parentGUID");
    assertThat(attributes(objects.read(alice, "*", "canonicalName", "cn")))
        .contains("objectClass", "cn", "canonicalName")
        .doesNotHaveDuplicates();
    assertThat(attributes(objects.read(alice, "unicodePwd", "ntPwdHistory", "cn")))
        .containsExactly("cn");
    assertThat(attributes(objects.read(alice, "objectGUID;binary"))).hasSize(1);
  }

  private static List<String> attributes(SearchResultEntry entry) {
    return entry.getAttributes().stream().map(Attribute::getName).toList();
  }

  @Test
  void typesAloneHaveNoValues() throws Exception {
    SearchRequest request = new SearchRequest(alice, SearchScope.BASE, "(cn=*)", "cn", "memberOf");
    request.setTypesOnly(true);
    SearchResultEntry entry = admin.searchForEntry(request);
    assertThat(entry.getAttribute("cn").size()).isZero();
    assertThat(attributes(entry)).containsExactly("cn");
  }

  @Test
  void constructedAttributesAreComputed() throws Exception {
    SearchResultEntry entry =
        objects.read(
            alice,
            "canonicalName",
            "createTimeStamp",
            "modifyTimeStamp",
            "structuralObjectClass",
            "subSchemaSubEntry",
            "parentGUID",
            "msDS-PrincipalName",
            "msDS-User-Account-Control-Computed",
            "msDS-UserPasswordExpiryTimeComputed",
            "msDS-KeyVersionNumber",
            "primaryGroupToken",
            "whenCreated",
            "pwdLastSet");
    assertThat(entry.getAttributeValue("canonicalName")).isEqualTo("adatum.com/Staff/alice");
    assertThat(entry.getAttributeValue("createTimeStamp"))
        .isEqualTo(entry.getAttributeValue("whenCreated"));
    assertThat(entry.getAttributeValues("structuralObjectClass"))
        .containsExactly("top", "person", "organizationalPerson", "user");
    assertThat(entry.getAttributeValue("subSchemaSubEntry"))
        .isEqualTo("CN=Aggregate,CN=Schema," + CONFIGURATION);
    assertThat(ObjectGuid.of(entry.getAttributeValueBytes("parentGUID")))
        .isEqualTo(objects.guid(staff));
    assertThat(entry.getAttributeValue("msDS-PrincipalName")).isEqualTo("ADATUM\\alice");
    assertThat(entry.getAttributeValue("msDS-User-Account-Control-Computed")).isEqualTo("0");
    assertThat(entry.getAttributeValueAsLong("msDS-UserPasswordExpiryTimeComputed"))
        .isEqualTo(entry.getAttributeValueAsLong("pwdLastSet") + 36288000000000L);
    assertThat(entry.getAttributeValue("msDS-KeyVersionNumber")).isEqualTo("1");
    assertThat(entry.getAttributeValue("primaryGroupToken")).isNull();
    assertThat(objects.value("CN=Domain Users," + USERS, "primaryGroupToken")).isEqualTo("513");
    assertThat(objects.value(BASE, "canonicalName")).isEqualTo("adatum.com/");
    assertThat(objects.read(BASE, "parentGUID").getAttributes()).isEmpty();
    assertThat(objects.value(staff, "msDS-Approx-Immed-Subordinates")).isEqualTo("4");
    String slashed = "CN=a/b," + staff;
    admin.add("dn: " + slashed, "objectClass: contact");
    assertThat(objects.value(slashed, "canonicalName")).isEqualTo("adatum.com/Staff/a\\/b");
  }

  @Test
  void tokenGroupsAreForOneObject() {
    LDAPException refusal =
        assertRefused(
            () -> admin.search(staff, SearchScope.SUB, "(objectClass=user)", "tokenGroups"),
            OPERATIONS_ERROR,
            "00002120: SvcErr: DSID-03140594");
    assertThat(refusal.getDiagnosticMessage()).contains("problem 5012 (DIR_ERROR), data 0");
  }

  @Test
  void moreThanAPageOfEntriesIsCutOff() throws Exception {
    SearchRequest request =
        new SearchRequest("CN=Schema," + CONFIGURATION, SearchScope.SUB, "(cn=*)", "1.1");
    LDAPSearchException refusal =
        (LDAPSearchException)
            assertRefused(() -> admin.search(request), SIZE_LIMIT_EXCEEDED, "00002023: SvcErr");
    assertThat(refusal.getEntryCount()).isEqualTo(1000);
    SearchRequest few = new SearchRequest(staff, SearchScope.SUB, "(cn=*)", "1.1");
    few.setSizeLimit(2);
    refusal =
        (LDAPSearchException)
            assertRefused(() -> admin.search(few), SIZE_LIMIT_EXCEEDED, "00002023: SvcErr");
    assertThat(refusal.getEntryCount()).isEqualTo(2);
    few.setSizeLimit(5);
    assertThat(admin.search(few).getEntryCount()).isLessThanOrEqualTo(5);
  }

  @Test
  void longListsAreReadByRanges() throws Exception {
    String group = objects.group("big");
    addMembers(group, 3200);
    SearchResultEntry first = objects.read(group, "member");
    assertThat(first.getAttribute("member").size()).isZero();
    assertThat(first.getAttribute("member;range=0-1499").size()).isEqualTo(1500);
    assertThat(objects.read(group).getAttribute("member;range=0-1499").size()).isEqualTo(1500);
    SearchResultEntry second = objects.read(group, "member;range=1500-*");
    assertThat(attributes(second)).containsExactly("member;range=1500-2999");
    SearchResultEntry third = objects.read(group, "member;range=3000-*");
    assertThat(attributes(third)).containsExactly("member;range=3000-*");
    assertThat(third.getAttribute("member;range=3000-*").size()).isEqualTo(200);
    assertThat(attributes(objects.read(group, "member;range=5-7")))
        .containsExactly("member;range=5-7");
    assertThat(attributes(objects.read(group, "member;range=0-*")))
        .containsExactly("member;range=0-1499");
    assertThat(attributes(objects.read(group, "member;range=3190-99999")))
        .containsExactly("member;range=3190-*");
    assertRefused(
        () -> admin.search(group, SearchScope.BASE, "(cn=*)", "member;range=3200-*"),
        OPERATIONS_ERROR,
        "0000");
    SearchRequest lenient =
        new SearchRequest(group, SearchScope.BASE, "(cn=*)", "member;range=3200-*");
    lenient.addControl(new Control(Oids.RANGE_NO_ERROR, true));
    assertThat(admin.searchForEntry(lenient).getAttributes()).isEmpty();
  }

  @Test
  void rangesTogetherGiveEveryValueOnce() throws Exception {
    String group = objects.group("big");
    addMembers(group, 1601);
    List<String> all =
        List.of("member;range=0-*", "member;range=1500-*").stream()
            .flatMap(
                range -> {
                  try {
                    return objects.read(group, range).getAttributes().stream();
                  } catch (LDAPException e) {
                    throw new AssertionError(e);
                  }
                })
            .flatMap(attribute -> Arrays.stream(attribute.getValues()))
            .toList();
    assertThat(all).hasSize(1601).doesNotHaveDuplicates();
    assertThat(attributes(objects.read(objects.group("small", alice), "member;range=0-*")))
        .containsExactly("member;range=0-*");
  }

  private void addMembers(String group, int count) throws LDAPException {
    String[] members = new String[count];
    for (int i = 0; i < count; i++) {
      members[i] = "CN=m" + i + "," + staff;
      admin.add(members[i], new Attribute("objectClass", "contact"));
    }
    objects.change(group, ModificationType.ADD, "member", members);
  }

  @Test
  void namesAreExtendedWhenAsked() throws Exception {
    String group = objects.group("g1", alice, "CN=carol," + staff);
    SearchRequest request = new SearchRequest(group, SearchScope.BASE, "(cn=*)", "member");
    byte[] guid = objects.read(group, "objectGUID").getAttributeValueBytes("objectGUID");
    byte[] sid = objects.read(group, "objectSid").getAttributeValueBytes("objectSid");
    request.addControl(new Control(Oids.EXTENDED_DN, true));
    assertThat(admin.search(request).getSearchEntries().get(0).getDN())
        .isEqualTo(
            "<GUID="
                + HexFormat.of().formatHex(guid)
                + ">;<SID="
                + HexFormat.of().formatHex(sid)
                + ">;"
                + group);
    request.setControls(flag(Oids.EXTENDED_DN, 1));
    SearchResultEntry entry = admin.search(request).getSearchEntries().get(0);
    assertThat(entry.getDN())
        .isEqualTo("<GUID=" + objects.guid(group) + ">;<SID=" + Sid.of(sid) + ">;" + group);
    assertThat(entry.getAttributeValues("member"))
        .contains("<GUID=" + objects.guid("CN=carol," + staff) + ">;CN=carol," + staff)
        .anySatisfy(each -> assertThat(each).contains(";<SID=S-1-5-21-").endsWith(alice));
    request.setControls(flag(Oids.EXTENDED_DN, 0));
    assertThat(admin.search(request).getSearchEntries().get(0).getDN())
        .startsWith("<GUID=" + HexFormat.of().formatHex(guid) + ">;");
  }

  private static Control flag(String oid, int flag) {
    return new Control(
        oid, true, new ASN1OctetString(new ASN1Sequence(new ASN1Integer(flag)).encode()));
  }

  @Test
  void valuesAreCompared() throws Exception {
    assertThat(admin.compare(alice, "cn", "ALICE").compareMatched()).isTrue();
    assertThat(admin.compare(alice, "cn", "bob").compareMatched()).isFalse();
    assertThat(admin.compare(alice, "objectClass", "person").compareMatched()).isTrue();
    assertThat(admin.compare(alice, "userAccountControl", "514").compareMatched()).isTrue();
    assertRefused(
        () -> admin.compare(alice, "noSuchAttribute", "x"), NO_SUCH_ATTRIBUTE, "00000057: LdapErr");
    assertRefused(
        () -> admin.compare("CN=nobody," + staff, "cn", "x"), NO_SUCH_OBJECT, "0000208D: NameErr");
    assertRefused(() -> admin.compare(alice, "unicodePwd", "x"), NO_SUCH_ATTRIBUTE, "0000");
  }

  @Test
  void nobodyInParticularReadsOnlyTheRootDse() throws Exception {
    try (LDAPConnection nobody = directory.connect()) {
      for (String base : new String[] {BASE, "CN=nope", CONFIGURATION}) {
        LDAPException refusal =
            assertRefused(
                () -> nobody.search(base, SearchScope.BASE, "(objectClass=*)"),
                OPERATIONS_ERROR,
                "000004DC: LdapErr: DSID-0C0906E8, comment: In order to perform this operation a"
                    + " successful bind must be completed on the connection., data 0, v");
        assertThat(refusal.getDiagnosticMessage()).doesNotContain("\n");
      }
      assertRefused(() -> nobody.compare(alice, "cn", "x"), OPERATIONS_ERROR, "000004DC: LdapErr");
      assertThat(nobody.getRootDSE()).isNotNull();
    }
  }

  @Test
  void anOrdinaryUserReadsWhatIsPublic() throws Exception {
    objects.set(alice, "unixUserPassword", "x");
    try (LDAPConnection user = directory.bind("bob@adatum.com", TestObjects.PASSWORD)) {
      SearchResultEntry entry = user.getEntry(alice);
      assertThat(entry.getAttributeValue("sAMAccountName")).isEqualTo("alice");
      assertThat(entry.getAttribute("unixUserPassword")).as("confidential").isNull();
      assertThat(user.search(staff, SearchScope.SUB, "(unixUserPassword=*)").getEntryCount())
          .isZero();
    }
    assertThat(objects.read(alice).getAttribute("unixUserPassword")).isNotNull();
  }

  @Test
  void severalSearchesAtOnceAreAnsweredEach() throws Exception {
    String ids =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return find("(cn=" + (i % 2 == 0 ? "alice" : "bob") + ")").get(0);
                  } catch (LDAPException e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.joining(","));
    assertThat(ids.toLowerCase(Locale.ROOT)).contains("alice,bob,alice");
  }

  @Test
  void aModificationIsSeenByTheNextSearch() throws Exception {
    for (int i = 0; i < 50; i++) {
      admin.modify(alice, new Modification(ModificationType.REPLACE, "title", "t" + i));
      assertThat(find("(title=t" + i + ")")).containsExactly("alice");
      if (i > 0) {
        assertThat(find("(title=t" + (i - 1) + ")")).isEmpty();
      }
    }
  }

  @Test
  void resultCodesOfSuccessCarryNoText() throws Exception {
    SearchResult result = admin.search(staff, SearchScope.BASE, "(cn=*)");
    assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
    assertThat(result.getDiagnosticMessage()).isNullOrEmpty();
  }
}
