package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import dev.tombolo.ad.Oids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlobalCatalogTest extends WireTest {
  private LDAPConnection catalog;
  private String alice;
  private String group;

  @BeforeEach
  void addObjects() throws LDAPException {
    alice = objects.user("alice");
    objects.set(alice, "mail", "alice@adatum.com");
    objects.set(alice, "department", "Sales");
    group = objects.group("g1", alice);
    catalog = new LDAPConnection("127.0.0.1", directory.server().gcPort());
    catalog.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
  }

  @AfterEach
  void disconnect() {
    catalog.close();
  }

  @Test
  void theWholeForestIsSearchedFromTheTop() throws Exception {
    SearchResult found =
        catalog.search("", SearchScope.SUB, "(|(sAMAccountName=alice)(cn=Sites))", "cn");
    assertThat(found.getSearchEntries())
        .extracting(SearchResultEntry::getDN)
        .containsExactlyInAnyOrder(alice, "CN=Sites,CN=Configuration," + BASE);
    assertThat(found.getReferenceCount()).isZero();
    SearchResult below = catalog.search(BASE, SearchScope.SUB, "(cn=Sites)", "1.1");
    assertThat(below.getEntryCount()).isEqualTo(1);
    assertThat(below.getReferenceCount()).isZero();
  }

  @Test
  void onlyThePartialAttributeSetIsThere() throws Exception {
    SearchResultEntry entry = catalog.getEntry(alice);
    assertThat(entry.getAttributeValue("mail")).isEqualTo("alice@adatum.com");
    assertThat(entry.getAttributeValues("memberOf")).containsExactly(group);
    assertThat(entry.hasAttribute("objectClass")).isTrue();
    assertThat(entry.hasAttribute("distinguishedName")).isTrue();
    assertThat(entry.hasAttribute("objectSid")).isTrue();
    assertThat(entry.hasAttribute("department")).isFalse();
    assertThat(objects.value(alice, "department")).isEqualTo("Sales");
    assertThat(catalog.getEntry(alice, "department", "canonicalName").getAttributes()).hasSize(1);
    assertThat(catalog.getEntry(group, "member").getAttributeValues("member"))
        .containsExactly(alice);
  }

  @Test
  void whatIsNotThereIsNotFoundByEither() throws Exception {
    for (String filter :
        new String[] {"(department=Sales)", "(department=*)", "(!(!(department=Sales)))"}) {
      assertThat(
              catalog
                  .search("", SearchScope.SUB, "(&(sAMAccountName=alice)" + filter + ")", "1.1")
                  .getEntryCount())
          .as(filter)
          .isZero();
    }
    assertThat(catalog.search("", SearchScope.SUB, "(mail=alice@adatum.com)").getEntryCount())
        .isEqualTo(1);
    assertRefused(
        () -> catalog.compare(alice, "department", "Sales"), NO_SUCH_ATTRIBUTE, "00002076");
    assertThat(catalog.compare(alice, "mail", "alice@adatum.com").compareMatched()).isTrue();
  }

  @Test
  void nothingIsWrittenByIt() throws Exception {
    String refusal =
        "00002035: LdapErr: DSID-0C090AE7, comment: Operation not allowed through GC port";
    TestObjects written = new TestObjects(catalog);
    assertRefused(() -> written.set(alice, "mail", "x@adatum.com"), UNWILLING_TO_PERFORM, refusal);
    assertRefused(() -> written.group("g2"), UNWILLING_TO_PERFORM, refusal);
    assertRefused(() -> catalog.delete(alice), UNWILLING_TO_PERFORM, refusal);
    assertRefused(() -> catalog.modifyDN(alice, "CN=bob", true), UNWILLING_TO_PERFORM, refusal);
    SearchRequest dirSync = new SearchRequest(BASE, SearchScope.SUB, "(objectClass=*)");
    dirSync.addControl(
        new Control(
            Oids.DIR_SYNC,
            true,
            new ASN1OctetString(new byte[] {0x30, 8, 2, 1, 0, 2, 1, 0, 4, 0})));
    assertRefused(() -> catalog.search(dirSync), UNWILLING_TO_PERFORM, refusal);
    assertThat(objects.value(alice, "mail")).isEqualTo("alice@adatum.com");
  }

  @Test
  void itIsThereOverTlsAndAsksForASignInToo() throws Exception {
    try (LDAPConnection nobody =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
            "127.0.0.1",
            directory.server().gcsPort())) {
      assertThat(nobody.getEntry("").getAttributeValue("isGlobalCatalogReady")).isEqualTo("TRUE");
      assertRefused(
          () -> nobody.search("", SearchScope.SUB, "(cn=alice)"), OPERATIONS_ERROR, "000004DC");
      nobody.bind("ADATUM\\alice", TestObjects.PASSWORD);
      assertThat(nobody.search("", SearchScope.SUB, "(cn=alice)").getEntryCount()).isEqualTo(1);
    }
  }
}
