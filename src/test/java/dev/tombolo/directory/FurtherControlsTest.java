package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attribute-scoped queries and the smaller controls of domain controllers. */
@Behaviour(source = "MS-ADTS 3.1.1.3.4.1")
class FurtherControlsTest extends WireTest {
  private String alice;
  private String bob;
  private String group;

  @BeforeEach
  void addObjects() throws LDAPException {
    alice = objects.user("alice");
    bob = objects.user("bob");
    objects.set(bob, "manager", alice);
    group = objects.group("g1", alice, bob);
  }

  private static Control control(String oid, ASN1Element... parts) {
    return new Control(oid, true, new ASN1OctetString(new ASN1Sequence(parts).encode()));
  }

  private static Control scoped(String attribute) {
    return control(Oids.ASQ, new ASN1OctetString(attribute));
  }

  private SearchResult search(String base, SearchScope scope, String filter, Control... controls)
      throws LDAPException {
    SearchRequest request = new SearchRequest(base, scope, filter, "cn");
    if (scope.equals(SearchScope.BASE)) {
      request.setAttributes("cn", "tokenGroups");
    }
    request.setControls(controls);
    return admin.search(request);
  }

  private static List<String> names(SearchResult result) {
    return result.getSearchEntries().stream().map(SearchResultEntry::getDN).toList();
  }

  private static int code(LDAPResult result) throws Exception {
    Control response =
        Arrays.stream(result.getResponseControls())
            .filter(each -> each.getOID().equals(Oids.ASQ))
            .findFirst()
            .orElseThrow();
    ASN1Sequence value = ASN1Sequence.decodeAsSequence(response.getValue().getValue());
    return ASN1Enumerated.decodeAsEnumerated(value.elements()[0]).intValue();
  }

  @Test
  void theObjectsAnAttributeNamesAreSearched() throws Exception {
    SearchResult members = search(group, SearchScope.BASE, "(objectClass=*)", scoped("member"));
    assertThat(names(members)).containsExactlyInAnyOrder(alice, bob);
    assertThat(members.getSearchEntries().get(0).hasAttribute("tokenGroups")).isTrue();
    assertThat(code(members)).isZero();
    assertThat(names(search(group, SearchScope.BASE, "(cn=al*)", scoped("member"))))
        .containsExactly(alice);
    assertThat(names(search(bob, SearchScope.BASE, "(cn=*)", scoped("manager"))))
        .containsExactly(alice);
    assertThat(names(search(alice, SearchScope.BASE, "(cn=*)", scoped("directReports"))))
        .containsExactly(bob);
    assertThat(names(search(alice, SearchScope.BASE, "(cn=*)", scoped("objectCategory"))))
        .containsExactly("CN=Person,CN=Schema,CN=Configuration," + BASE);
    assertThat(names(search(BASE, SearchScope.BASE, "(cn=Users)", scoped("wellKnownObjects"))))
        .containsExactly(USERS);
    assertThat(names(search(alice, SearchScope.BASE, "(cn=*)", scoped("manager")))).isEmpty();
  }

  @Test
  void aScopedQueryComesInPages() throws Exception {
    List<String> found = new ArrayList<>();
    ASN1OctetString cookie = null;
    int pages = 0;
    do {
      SearchResult page =
          search(
              group,
              SearchScope.BASE,
              "(objectClass=user)",
              scoped("member"),
              new SimplePagedResultsControl(1, cookie, true));
      found.addAll(names(page));
      cookie = SimplePagedResultsControl.get(page).getCookie();
      pages++;
    } while (cookie.getValueLength() > 0);
    assertThat(found).containsExactlyInAnyOrder(alice, bob);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void onlyOneObjectsAttributeIsAScope() throws Exception {
    LDAPException refusal =
        assertRefused(
            () -> search(group, SearchScope.SUB, "(cn=*)", scoped("member")),
            UNWILLING_TO_PERFORM,
            "000021B0: SvcErr");
    assertThat(code(((LDAPSearchException) refusal).getSearchResult())).isEqualTo(53);
  }

  @Test
  void anAttributeThatNamesNoObjectsIsNoScope() throws Exception {
    for (String attribute : new String[] {"cn", "noSuchAttribute", "tokenGroups"}) {
      SearchResult result = search(group, SearchScope.BASE, "(cn=*)", scoped(attribute));
      assertThat(result.getEntryCount()).isZero();
      assertThat(code(result)).as(attribute).isEqualTo(21);
    }
  }

  @Test
  void aSearchMayExpectSoManyEntries() throws Exception {
    Control two = control(Oids.EXPECTED_ENTRY_COUNT, new ASN1Integer(2), new ASN1Integer(2));
    String filter = "(|(cn=alice)(cn=bob))";
    assertThat(search(USERS, SearchScope.SUB, filter, two).getEntryCount()).isEqualTo(2);
    for (String other : new String[] {"(cn=alice)", "(|(cn=alice)(cn=bob)(cn=g1))"}) {
      LDAPSearchException refusal =
          (LDAPSearchException)
              assertRefused(
                  () -> search(USERS, SearchScope.SUB, other, two),
                  CONSTRAINT_VIOLATION,
                  "0000202F: SvcErr");
      assertThat(refusal.getEntryCount()).as("they are sent all the same").isPositive();
    }
    assertRefused(
        () ->
            search(
                USERS,
                SearchScope.SUB,
                filter,
                control(Oids.EXPECTED_ENTRY_COUNT, new ASN1Integer(2))),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00000057: LdapErr");
  }

  @Test
  void anUpdateTellsItsUsn() throws Exception {
    Control stats = new Control(Oids.UPDATE_STATS, true);
    String contact = "CN=c1," + USERS;
    List<LDAPResult> results =
        List.of(
            admin.add(
                new AddRequest(
                    contact,
                    List.of(new Attribute("objectClass", "contact")),
                    new Control[] {stats})),
            admin.modify(
                new ModifyRequest(
                    contact,
                    new Modification(ModificationType.REPLACE, "title", "x"),
                    new Control[] {stats})),
            admin.modifyDN(
                new ModifyDNRequest(contact, "CN=c2", true, null, new Control[] {stats})),
            admin.delete(new DeleteRequest("CN=c2," + USERS, new Control[] {stats})));
    byte[] invocation =
        objects
            .read(objects.value("", "dsServiceName"), "invocationId")
            .getAttributeValueBytes("invocationId");
    long last = 0;
    for (LDAPResult result : results) {
      Control response = result.getResponseControls()[0];
      assertThat(response.getOID()).isEqualTo(Oids.UPDATE_STATS);
      ASN1Element[] list = ASN1Sequence.decodeAsSequence(response.getValue().getValue()).elements();
      long usn =
          ByteBuffer.wrap(stat(list[0], "1.2.840.113556.1.4.2208"))
              .order(ByteOrder.LITTLE_ENDIAN)
              .getLong();
      assertThat(usn).isGreaterThan(last);
      last = usn;
      assertThat(stat(list[1], "1.2.840.113556.1.4.2209")).isEqualTo(invocation);
    }
    assertThat(objects.number("", "highestCommittedUSN")).isEqualTo(last);
  }

  private static byte[] stat(ASN1Element element, String oid) throws Exception {
    ASN1Element[] parts = ASN1Sequence.decodeAsSequence(element).elements();
    assertThat(new ASN1OctetString(parts[0].getValue()).stringValue()).isEqualTo(oid);
    return parts[1].getValue();
  }

  @Test
  void nothingMovesToAnotherDomain() {
    Control move = new Control(Oids.CROSS_DOMAIN_MOVE, true, new ASN1OctetString("dc2.other.com"));
    assertRefused(
        () ->
            admin.modifyDN(
                new ModifyDNRequest(
                    alice, "CN=alice", true, "CN=Users,DC=other,DC=com", new Control[] {move})),
        UNWILLING_TO_PERFORM,
        "0000212C: SvcErr");
    assertRefused(
        () ->
            admin.modifyDN(
                new ModifyDNRequest(
                    "CN=nobody," + USERS, "CN=x", true, null, new Control[] {move})),
        NO_SUCH_OBJECT,
        "0000208D: NameErr");
  }

  @Test
  void aForcedUpdateStampsWhatDoesNotChange() throws Exception {
    objects.set(alice, "title", "x");
    long before = objects.number(alice, "uSNChanged");
    objects.set(alice, "title", "x");
    assertThat(objects.number(alice, "uSNChanged")).isEqualTo(before);
    admin.modify(
        new ModifyRequest(
            alice,
            new Modification(ModificationType.REPLACE, "title", "x"),
            new Control[] {new Control(Oids.FORCE_UPDATE, true)}));
    assertThat(objects.number(alice, "uSNChanged")).isGreaterThan(before);
  }

  @Test
  void hintsChangeNothing() throws Exception {
    Control hints =
        control(
            Oids.SEARCH_HINTS,
            new ASN1Sequence(
                new ASN1OctetString("1.2.840.113556.1.4.2207"), new ASN1OctetString("x")));
    Control dn = control(Oids.DN_INPUT, new ASN1OctetString(alice));
    assertThat(search(USERS, SearchScope.SUB, "(cn=alice)", hints, dn).getEntryCount())
        .isEqualTo(1);
    assertThat(
            search(USERS, SearchScope.SUB, "(cn=alice)", control(Oids.SEARCH_HINTS))
                .getEntryCount())
        .isEqualTo(1);
    Control verify =
        control(Oids.VERIFY_NAME, new ASN1Integer(0), new ASN1OctetString("d\0c\0" + "1\0"));
    admin.modify(
        new ModifyRequest(
            alice,
            new Modification(ModificationType.REPLACE, "title", "y"),
            new Control[] {verify}));
    admin.add(
        new AddRequest(
            "CN=c1," + USERS,
            List.of(new Attribute("objectClass", "contact")),
            new Control[] {verify, new Control(Oids.BYPASS_QUOTA, true)}));
    assertThat(objects.value(alice, "title")).isEqualTo("y");
  }

  @Test
  void extendedDirSyncTellsWhatHasNotChanged() throws Exception {
    ASN1OctetString cookie = dirSync(Oids.DIR_SYNC_EX, new ASN1OctetString()).cookie();
    objects.set(alice, "title", "boss");
    objects.change(group, ModificationType.REPLACE, "description", "d");
    Polled polled = dirSync(Oids.DIR_SYNC_EX, cookie);
    SearchResultEntry user = polled.entry(alice);
    assertThat(user.getAttributeValue("title")).isEqualTo("boss");
    assertThat(user.getAttributeValue("sAMAccountName")).isEqualTo("alice");
    assertThat(polled.entry(group).getAttributeValues("member"))
        .containsExactlyInAnyOrder(alice, bob);
    assertThat(polled.result.getEntryCount()).as("no object without a change").isEqualTo(2);
    SearchResultEntry plain = dirSync(Oids.DIR_SYNC, cookie).entry(alice);
    assertThat(plain.hasAttribute("sAMAccountName")).isFalse();
  }

  private record Polled(SearchResult result) {
    private ASN1OctetString cookie() throws Exception {
      Control response = result.getResponseControls()[0];
      return ASN1OctetString.decodeAsOctetString(
          ASN1Sequence.decodeAsSequence(response.getValue().getValue()).elements()[2]);
    }

    private SearchResultEntry entry(String dn) {
      return result.getSearchEntries().stream()
          .filter(each -> each.getDN().equals(dn))
          .findFirst()
          .orElseThrow();
    }
  }

  private Polled dirSync(String oid, ASN1OctetString cookie) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            BASE,
            SearchScope.SUB,
            "(objectClass=*)",
            "title",
            "description",
            "member;dirSyncAlwaysReturn",
            "sAMAccountName;dirSyncAlwaysReturn");
    request.setControls(control(oid, new ASN1Integer(0), new ASN1Integer(0), cookie));
    return new Polled(admin.search(request));
  }

  @Test
  void everyControlIsAdvertisedAndNoOther() throws Exception {
    List<String> supported =
        List.of(objects.read("", "supportedControl").getAttributeValues("supportedControl"));
    assertThat(supported)
        .doesNotHaveDuplicates()
        .contains(
            Oids.ASQ,
            Oids.EXPECTED_ENTRY_COUNT,
            Oids.VERIFY_NAME,
            Oids.UPDATE_STATS,
            Oids.SEARCH_HINTS,
            Oids.DN_INPUT,
            Oids.CROSS_DOMAIN_MOVE,
            Oids.DIR_SYNC_EX,
            Oids.FORCE_UPDATE)
        .doesNotContain(
            "1.2.840.113556.1.4.970", "1.2.840.113556.1.4.1852", "1.2.840.113556.1.4.1907");
    assertRefused(
        () -> search(USERS, SearchScope.BASE, "(cn=*)", control("1.2.840.113556.1.4.970")),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00000057: LdapErr");
  }
}
