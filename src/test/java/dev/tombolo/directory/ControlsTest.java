package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Behaviour(source = "MS-ADTS 3.1.1.3.4.1")
class ControlsTest extends WireTest {
  private static final ASN1OctetString NONSENSE = new ASN1OctetString("nonsense");
  private String user;

  @BeforeEach
  void addUser() throws LDAPException {
    user = objects.user("u1");
  }

  /** A request of each kind with a control. */
  private List<Refusals.Request> requests(Control control) throws LDAPException {
    Control[] controls = {control};
    SearchRequest search = new SearchRequest(user, SearchScope.BASE, "(objectClass=*)");
    search.setControls(controls);
    return List.of(
        () -> admin.search(search),
        () ->
            admin.add(
                new AddRequest(
                    "CN=new," + USERS, List.of(new Attribute("objectClass", "contact")), controls)),
        () ->
            admin.modify(
                new ModifyRequest(
                    user, new Modification(ModificationType.REPLACE, "title", "x"), controls)),
        () -> admin.modifyDN(new ModifyDNRequest(user, "CN=renamed", true, null, controls)),
        () -> admin.compare(new CompareRequest(user, "cn", "u1", controls)),
        () -> admin.delete(new DeleteRequest(user, controls)),
        () -> Refusals.extended(admin, new ExtendedRequest(Oids.WHO_AM_I, null, controls)));
  }

  @Test
  void aCriticalControlThatIsUnknownStopsTheRequest() throws Exception {
    for (Refusals.Request request : requests(new Control("1.2.3.4", true))) {
      LDAPException refusal =
          assertRefused(request, UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
      assertThat(refusal.getDiagnosticMessage()).contains("comment: Error processing control");
    }
    assertThat(objects.read(user).getAttributeValue("title")).isNull();
    assertThat(admin.getEntry("CN=new," + USERS)).isNull();
  }

  @Test
  void anUnknownControlThatIsNotCriticalIsPassedOver() throws Exception {
    List<Refusals.Request> requests = requests(new Control("1.2.3.4", false));
    for (int i : new int[] {0, 1, 2, 4, 5, 6}) {
      requests.get(i).send();
    }
  }

  @Test
  void aControlOfAnotherRequestIsPassedOverUnlessCritical() throws Exception {
    admin.modify(
        new ModifyRequest(
            user,
            new Modification(ModificationType.REPLACE, "title", "x"),
            new Control[] {new Control(Oids.TREE_DELETE, false)}));
    assertRefused(
        () ->
            admin.modify(
                new ModifyRequest(
                    user,
                    new Modification(ModificationType.REPLACE, "title", "y"),
                    new Control[] {new Control(Oids.TREE_DELETE, true)})),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00000057: LdapErr");
    assertThat(objects.value(user, "title")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Oids.PAGED_RESULTS,
        Oids.SORT_REQUEST,
        Oids.EXTENDED_DN,
        Oids.DIR_SYNC,
        Oids.SEARCH_OPTIONS,
        Oids.SD_FLAGS,
        Oids.SHOW_DELETED, // takes no value at all
        Oids.SHOW_RECYCLED,
        Oids.DOMAIN_SCOPE
      })
  void aMalformedValueStopsTheRequestWhenCritical(String oid) throws Exception {
    SearchRequest request = new SearchRequest(user, SearchScope.BASE, "(objectClass=*)");
    request.setControls(new Control(oid, true, NONSENSE));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
    request.setControls(new Control(oid, false, NONSENSE));
    assertThat(admin.search(request).getEntryCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Oids.PAGED_RESULTS, Oids.SORT_REQUEST, Oids.DIR_SYNC, Oids.SD_FLAGS})
  void aMissingValueStopsTheRequestWhenCritical(String oid) throws Exception {
    SearchRequest request = new SearchRequest(user, SearchScope.BASE, "(objectClass=*)");
    request.setControls(new Control(oid, true));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
  }

  @Test
  void lazyCommitGoesWithAnyRequest() throws Exception {
    List<Refusals.Request> requests = requests(new Control(Oids.LAZY_COMMIT, true));
    for (int i : new int[] {0, 1, 2, 4, 5, 6}) {
      requests.get(i).send();
    }
  }

  @Test
  void everythingAdvertisedIsTaken() throws Exception {
    for (String oid : objects.read("", "supportedControl").getAttributeValues("supportedControl")) {
      assertThat(oid).matches("[\\d.]+");
    }
    SearchRequest marker = new SearchRequest(BASE, SearchScope.BASE, "(objectClass=*)", "1.1");
    marker.setControls(
        new Control(Oids.RANGE_OPTION, true),
        new Control(Oids.SHOW_DELETED, true),
        new Control(Oids.SHOW_RECYCLED, true),
        new Control(Oids.SHOW_DEACTIVATED_LINK, true),
        new Control(Oids.DOMAIN_SCOPE, true),
        new Control(Oids.RANGE_NO_ERROR, true));
    assertThat(admin.search(marker).getEntryCount()).isEqualTo(1);
  }
}
