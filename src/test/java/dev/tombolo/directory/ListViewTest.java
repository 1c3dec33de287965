package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.OFFSET_RANGE_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.SORT_CONTROL_MISSING;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.controls.VirtualListViewRequestControl;
import com.unboundid.ldap.sdk.controls.VirtualListViewResponseControl;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual list views. */
@Behaviour(source = "MS-ADTS 3.1.1.3.4.1.17")
class ListViewTest extends WireTest {
  private static final String SERVICE =
      "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration," + BASE;
  private String staff;

  @BeforeEach
  void addObjects() throws LDAPException {
    staff = objects.unit("Staff", BASE);
    for (int i = 0; i < 20; i++) {
      String name = String.format("c%02d", i);
      admin.add(
          "CN=" + name + "," + staff,
          new Attribute("objectClass", "contact"),
          new Attribute("title", "t" + name));
    }
    admin.add("CN=untitled," + staff, new Attribute("objectClass", "contact"));
  }

  private SearchRequest request(Control... controls) throws LDAPException {
    SearchRequest request =
        new SearchRequest(staff, SearchScope.ONE, "(objectClass=contact)", "cn");
    request.setControls(controls);
    return request;
  }

  private static Control sort(boolean reverse) {
    return new ServerSideSortRequestControl(true, new SortKey("title", reverse));
  }

  private static VirtualListViewRequestControl offset(
      int offset, int before, int after, int count) {
    return new VirtualListViewRequestControl(offset, before, after, count, null, true);
  }

  private static List<String> names(SearchResult result) {
    return result.getSearchEntries().stream().map(entry -> entry.getAttributeValue("cn")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "1^0^2^0^1^c00;c01;c02",
        "5^1^1^0^5^c03;c04;c05",
        "20^1^5^0^20^c18;c19",
        "99^1^5^0^21^c19", // beyond the end
        "0^0^1^0^1^c00;c01",
        "1^0^0^40^1^c00", // the first is the first however long the list is thought to be
        "20^0^0^40^10^c09", // half way
        "40^0^0^40^20^c19" // the last of what the client thinks there is
      })
  void aWindowIsAroundAPlace(
      int offset, int before, int after, int count, int position, String expected)
      throws Exception {
    SearchResult result = admin.search(request(sort(false), offset(offset, before, after, count)));
    assertThat(names(result)).containsExactly(expected.split(";", -1));
    VirtualListViewResponseControl response = VirtualListViewResponseControl.get(result);
    assertThat(response.getTargetPosition()).isEqualTo(position);
    assertThat(response.getContentCount()).as("those with a title").isEqualTo(20);
    assertThat(response.getResultCode().intValue()).isZero();
    assertThat(result.getResponseControl(Oids.SORT_RESPONSE)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "TC05^false^0^1^6^c05;c06",
        "tc055^false^1^0^7^c05;c06",
        "z^false^1^1^21^c19",
        "a^false^1^0^1^c00",
        "tc05^true^1^1^15^c06;c05;c04"
      })
  void aWindowIsAroundAValue(
      String value, boolean reverse, int before, int after, int position, String expected)
      throws Exception {
    SearchResult result =
        admin.search(
            request(
                sort(reverse),
                new VirtualListViewRequestControl(value, before, after, null, true)));
    assertThat(names(result)).containsExactly(expected.split(";", -1));
    assertThat(VirtualListViewResponseControl.get(result).getTargetPosition()).isEqualTo(position);
  }

  @Test
  void withoutAnOrderThereIsNoList() throws Exception {
    LDAPSearchException refusal =
        (LDAPSearchException)
            assertRefused(
                () -> admin.search(request(offset(1, 0, 1, 0))),
                SORT_CONTROL_MISSING,
                "00002045: SvcErr");
    VirtualListViewResponseControl response =
        VirtualListViewResponseControl.get(refusal.getSearchResult());
    assertThat(response.getResultCode()).isEqualTo(SORT_CONTROL_MISSING);
    SearchResult lenient =
        admin.search(request(new VirtualListViewRequestControl(1, 0, 1, 0, null, false)));
    assertThat(lenient.getEntryCount()).isEqualTo(21);
    assertThat(VirtualListViewResponseControl.get(lenient).getResultCode())
        .isEqualTo(SORT_CONTROL_MISSING);
  }

  @Test
  void noPlaceIsBeforeTheFirst() {
    LDAPException refusal =
        assertRefused(
            () -> admin.search(request(sort(false), offset(0, 0, 1, 20))),
            OFFSET_RANGE_ERROR,
            "00002046: SvcErr");
    assertThat(refusal.getResponseControls()).hasSize(1);
  }

  @Test
  void aWindowIsNotCutIntoPages() {
    assertRefused(
        () ->
            admin.search(
                request(sort(false), offset(1, 0, 1, 0), new SimplePagedResultsControl(5))),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00000057: LdapErr");
  }

  @Test
  void aMalformedWindowIsRefused() {
    for (String value : new String[] {"nonsense", "0\003\002\001\000"}) {
      assertRefused(
          () ->
              admin.search(
                  request(
                      sort(false),
                      new Control(Oids.VLV_REQUEST, true, new ASN1OctetString(value)))),
          UNAVAILABLE_CRITICAL_EXTENSION,
          "00000057: LdapErr");
    }
  }

  @Test
  void viewsCanBeSwitchedOff() throws Exception {
    assertThat(supported()).contains(Oids.VLV_REQUEST, Oids.VLV_RESPONSE);
    objects.set(SERVICE, "msDS-Other-Settings", "DisableVLVSupport=1");
    assertThat(supported()).doesNotContain(Oids.VLV_REQUEST, Oids.VLV_RESPONSE);
    assertRefused(
        () -> admin.search(request(sort(false), offset(1, 0, 1, 0))),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00000057: LdapErr");
    SearchResult all =
        admin.search(
            request(sort(false), new VirtualListViewRequestControl(1, 0, 1, 0, null, false)));
    assertThat(all.getEntryCount()).isEqualTo(21);
    assertThat(VirtualListViewResponseControl.get(all)).isNull();
  }

  private List<String> supported() throws LDAPException {
    return List.of(objects.read("", "supportedControl").getAttributeValues("supportedControl"));
  }
}
