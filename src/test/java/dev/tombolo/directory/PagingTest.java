package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.INAPPROPRIATE_MATCHING;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortResponseControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import dev.tombolo.compatibility.Behaviour;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paged results and sorting. */
@Behaviour(source = "MS-ADTS 3.1.1.3.4.1.1; RFC 2696")
class PagingTest extends WireTest {
  private static final int COUNT = 25;
  private String staff;

  @BeforeEach
  void addObjects() throws LDAPException {
    staff = objects.unit("Staff", BASE);
    for (int i = 0; i < COUNT; i++) {
      admin.add(
          "CN=c" + String.format("%02d", (i * 7) % COUNT) + "," + staff,
          new Attribute("objectClass", "contact"),
          new Attribute("title", i % 2 == 0 ? "even" : "Odd"));
    }
  }

  private SearchRequest request(String filter) throws LDAPException {
    return new SearchRequest(staff, SearchScope.ONE, filter, "cn", "title");
  }

  private static SimplePagedResultsControl page(int size, @Nullable ASN1OctetString cookie) {
    return new SimplePagedResultsControl(size, cookie, true);
  }

  private static ASN1OctetString cookie(SearchResult result) throws LDAPException {
    return SimplePagedResultsControl.get(result).getCookie();
  }

  @Test
  void pagesTogetherGiveEveryEntryOnce() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    List<String> found = new ArrayList<>();
    ASN1OctetString cookie = null;
    int pages = 0;
    do {
      request.setControls(page(10, cookie));
      SearchResult result = admin.search(request);
      assertThat(result.getEntryCount()).isLessThanOrEqualTo(10);
      result.getSearchEntries().forEach(entry -> found.add(entry.getDN()));
      cookie = cookie(result);
      pages++;
    } while (cookie.getValueLength() > 0);
    assertThat(found).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aPageHoldsAThousandAtTheMost() throws Exception {
    SearchRequest request =
        new SearchRequest(
            "CN=Schema,CN=Configuration," + BASE, SearchScope.ONE, "(objectClass=*)", "1.1");
    request.setControls(page(5000, null));
    SearchResult result = admin.search(request);
    assertThat(result.getEntryCount()).isEqualTo(1000);
    int total = 1000;
    while (cookie(result).getValueLength() > 0) {
      request.setControls(page(5000, cookie(result)));
      result = admin.search(request);
      total += result.getEntryCount();
    }
    assertThat(total).isGreaterThan(1700);
  }

  @Test
  void pagesAreOfOneMoment() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(page(10, null));
    SearchResult first = admin.search(request);
    admin.add("CN=late," + staff, new Attribute("objectClass", "contact"));
    for (SearchResultEntry entry : first.getSearchEntries()) {
      admin.delete(entry.getDN());
    }
    request.setControls(page(100, cookie(first)));
    SearchResult rest = admin.search(request);
    assertThat(rest.getEntryCount()).isEqualTo(COUNT - 10);
    assertThat(rest.getSearchEntries())
        .extracting(entry -> entry.getAttributeValue("cn"))
        .doesNotContain("late");
  }

  @Test
  void aCookieGoesWithItsRequestAndConnectionOnly() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(page(10, null));
    SearchRequest other = request("(objectClass=*)");
    other.setControls(page(10, cookie(admin.search(request))));
    assertRefused(() -> admin.search(other), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
    ASN1OctetString cookie = cookie(admin.search(request));
    SearchRequest fewer = request("(objectClass=contact)");
    fewer.setAttributes(List.of("cn"));
    fewer.setControls(page(10, cookie));
    assertRefused(() -> admin.search(fewer), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
    ASN1OctetString again = cookie(admin.search(request));
    try (LDAPConnection elsewhere = directory.admin()) {
      request.setControls(page(10, again));
      assertRefused(
          () -> elsewhere.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
    }
    request.setControls(page(10, new ASN1OctetString("nonsense")));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
  }

  @Test
  void whoSignsInAnewDoesNotGoOnWithAnothersPages() throws Exception {
    String user = objects.user("u1");
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(page(10, null));
    ASN1OctetString cookie = cookie(admin.search(request));
    admin.bind(user, TestObjects.PASSWORD);
    request.setControls(page(10, cookie));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
  }

  @Test
  void aPagedSearchIsGivenUpByAPageOfNothing() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(page(10, null));
    ASN1OctetString cookie = cookie(admin.search(request));
    request.setControls(page(0, cookie));
    SearchResult end = admin.search(request);
    assertThat(end.getEntryCount()).isZero();
    assertThat(cookie(end).getValueLength()).isZero();
    request.setControls(page(10, cookie));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
  }

  @Test
  void resultsAreSortedByOneKey() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(new ServerSideSortRequestControl(true, new SortKey("cn")));
    SearchResult result = admin.search(request);
    List<String> sorted = names(result);
    assertThat(sorted).hasSize(COUNT).isSorted();
    assertThat(ServerSideSortResponseControl.get(result).getResultCode().intValue()).isZero();
    request.setControls(new ServerSideSortRequestControl(true, new SortKey("cn", true)));
    assertThat(names(admin.search(request)))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  private static List<String> names(SearchResult result) {
    return result.getSearchEntries().stream().map(entry -> entry.getAttributeValue("cn")).toList();
  }

  @Test
  void sortingGoesWithoutCaseAndAcrossPages() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    List<String> titles = new ArrayList<>();
    ASN1OctetString cookie = null;
    do {
      request.setControls(
          new ServerSideSortRequestControl(true, new SortKey("title")), page(10, cookie));
      SearchResult result = admin.search(request);
      result.getSearchEntries().forEach(entry -> titles.add(entry.getAttributeValue("title")));
      cookie = cookie(result);
    } while (cookie.getValueLength() > 0);
    assertThat(titles).hasSize(COUNT).startsWith("even").endsWith("Odd");
    assertThat(titles).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void numbersAreSortedAsNumbers() throws Exception {
    for (String number : List.of("9", "10", "-3", "2")) {
      admin.add(
          "CN=n" + number + "," + staff,
          new Attribute("objectClass", "contact"),
          new Attribute("countryCode", number.replace("-", "")));
    }
    SearchRequest request =
        new SearchRequest(staff, SearchScope.ONE, "(countryCode=*)", "countryCode");
    request.setControls(new ServerSideSortRequestControl(true, new SortKey("countryCode")));
    assertThat(
            admin.search(request).getSearchEntries().stream()
                .map(entry -> entry.getAttributeValue("countryCode")))
        .containsExactly("2", "3", "9", "10");
  }

  @Test
  void sortsThatCannotBeAreRefusedOrLeft() throws Exception {
    SearchRequest request = request("(objectClass=contact)");
    request.setControls(
        new ServerSideSortRequestControl(true, new SortKey("cn"), new SortKey("title")));
    assertRefused(() -> admin.search(request), UNWILLING_TO_PERFORM, "0000");
    request.setControls(
        new ServerSideSortRequestControl(true, new SortKey("cn", "1.2.3.4", false)));
    assertRefused(() -> admin.search(request), INAPPROPRIATE_MATCHING, "0000217A: AtrErr");
    request.setControls(
        new ServerSideSortRequestControl(
            true, new SortKey("cn", "1.2.840.113556.1.4.1499", false)));
    assertThat(names(admin.search(request))).isSorted();
    request.setControls(
        new ServerSideSortRequestControl(false, new SortKey("cn"), new SortKey("title")));
    SearchResult unsorted = admin.search(request);
    assertThat(unsorted.getEntryCount()).isEqualTo(COUNT);
    assertThat(ServerSideSortResponseControl.get(unsorted).getResultCode())
        .isEqualTo(UNWILLING_TO_PERFORM);
  }
}
