package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncRequest;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncRequestImpl;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncResponse;
import org.apache.directory.api.ldap.model.cursor.EntryCursor;
import org.apache.directory.api.ldap.model.cursor.SearchCursor;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.BindRequestImpl;
import org.apache.directory.api.ldap.model.message.Control;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchRequestImpl;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.message.controls.PagedResultsImpl;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.ldap.client.api.LdapConnectionConfig;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;
import org.junit.jupiter.api.Test;

/** The Apache LDAP API, which has a codec of its own. */
@Behaviour(source = "Apache LDAP API")
class ApacheLdapApiTest extends CompanyTest {
  private LdapNetworkConnection connect(String name, String password) throws Exception {
    LdapConnectionConfig config = new LdapConnectionConfig();
    config.setLdapHost("127.0.0.1");
    config.setLdapPort(directory.server().ldapsPort());
    config.setUseSsl(true);
    config.setTrustManagers(trust().getTrustManagers());
    LdapNetworkConnection connection = new LdapNetworkConnection(config);
    try {
      BindRequest request = new BindRequestImpl();
      request.setName(name);
      request.setCredentials(password);
      request.setSimple(true);
      LdapResult result = connection.bind(request).getLdapResult();
      if (result.getResultCode() != ResultCodeEnum.SUCCESS) {
        throw new LdapAuthenticationException(result.getDiagnosticMessage());
      }
      return connection;
    } catch (Exception e) {
      connection.close();
      throw e;
    }
  }

  private LdapNetworkConnection admin() throws Exception {
    return connect(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
  }

  private static SearchRequest request(String base, String filter, Control control)
      throws Exception {
    SearchRequest request = new SearchRequestImpl();
    request.setBase(new Dn(base));
    request.setFilter(filter);
    request.setScope(SearchScope.SUBTREE);
    request.ignoreReferrals();
    request.addControl(control);
    return request;
  }

  @Test
  void theApacheApiSignsInAndFindsAUserWithHerGroups() throws Exception {
    try (LdapNetworkConnection user = connect("ADATUM\\alice", Company.PASSWORD)) {
      Entry alice = user.lookup(Company.ALICE);
      assertThat(alice.get("memberOf").getString()).isEqualTo("CN=Inner," + Company.STAFF);
      List<String> groups = new ArrayList<>();
      try (EntryCursor cursor =
          user.search(
              Company.STAFF,
              "(member:1.2.840.113556.1.4.1941:=" + Company.ALICE + ")",
              SearchScope.SUBTREE,
              "cn")) {
        for (Entry group : cursor) {
          groups.add(group.get("cn").getString());
        }
      }
      assertThat(groups).containsExactlyInAnyOrder("Inner", "Outer");
    }
  }

  @Test
  void theApacheApiTurnsPages() throws Exception {
    try (LdapNetworkConnection admin = admin()) {
      int count = 0;
      byte[] cookie = {};
      do {
        PagedResults page = new PagedResultsImpl();
        page.setSize(500);
        page.setCookie(cookie);
        try (SearchCursor cursor =
            admin.search(request(Company.STAFF, "(objectClass=contact)", page))) {
          while (cursor.next()) {
            count++;
          }
          PagedResults answer =
              (PagedResults) cursor.getSearchResultDone().getControl(PagedResults.OID);
          cookie = answer.getCookie() == null ? new byte[0] : answer.getCookie();
        }
      } while (cookie.length > 0);
      assertThat(count).isEqualTo(Company.CONTACTS);
    }
  }

  @Test
  void theApacheApiChangesAPasswordAndIsToldWhyAnotherIsRefused() throws Exception {
    try (LdapNetworkConnection user = connect("alice.smith@adatum.com", Company.PASSWORD)) {
      user.modify(
          Company.ALICE,
          new DefaultModification(
              ModificationOperation.REMOVE_ATTRIBUTE, "unicodePwd", quoted(Company.PASSWORD)),
          new DefaultModification(
              ModificationOperation.ADD_ATTRIBUTE, "unicodePwd", quoted(Company.NEW_PASSWORD)));
    }
    try (LdapNetworkConnection user = connect("ADATUM\\alice", Company.NEW_PASSWORD)) {
      assertThat(user.exists(Company.ALICE)).isTrue();
    }
    assertThatExceptionOfType(LdapAuthenticationException.class)
        .isThrownBy(() -> connect("ADATUM\\alice", "wrong").close())
        .withMessageContaining("data 52e");
  }

  @Test
  void theApacheApiFollowsChangesByDirSync() throws Exception {
    try (LdapNetworkConnection admin = admin()) {
      AdDirSyncResponse state = changes(admin, new byte[0], new ArrayList<>());
      while (!state.getFlags().isEmpty()) {
        state = changes(admin, state.getCookie(), new ArrayList<>());
      }
      admin.modify(
          Company.ALICE,
          new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, "title", "Manager"));
      admin.delete("CN=c0001," + Company.STAFF);
      List<Entry> told = new ArrayList<>();
      changes(admin, state.getCookie(), told);
      assertThat(told).hasSize(2);
      assertThat(told.get(0).get("title").getString()).isEqualTo("Manager");
      assertThat(told.get(1).get("isDeleted").getString()).isEqualTo("TRUE");
    }
  }

  private static AdDirSyncResponse changes(
      LdapNetworkConnection admin, byte[] cookie, List<Entry> told) throws Exception {
    AdDirSyncRequest control = new AdDirSyncRequestImpl();
    control.setCritical(true);
    control.setMaxAttributeCount(1 << 20);
    control.setCookie(cookie);
    try (SearchCursor cursor = admin.search(request(BASE, "(objectClass=*)", control))) {
      while (cursor.next()) {
        if (cursor.isEntry()) {
          told.add(cursor.getEntry());
        }
      }
      return (AdDirSyncResponse) cursor.getSearchResultDone().getControl(AdDirSyncResponse.OID);
    }
  }
}
