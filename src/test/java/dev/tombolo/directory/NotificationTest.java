package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.ADMIN_LIMIT_EXCEEDED;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.TIME_LIMIT_EXCEEDED;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 3.1.1.3.4.1.9")
class NotificationTest extends WireTest {

  /** Collects what a notification search brings. */
  private static final class Heard implements AsyncSearchResultListener {
    private static final long serialVersionUID = 1L;
    private final transient BlockingQueue<SearchResultEntry> entries = new LinkedBlockingQueue<>();
    private final transient BlockingQueue<SearchResult> results = new LinkedBlockingQueue<>();
    private transient @Nullable AsyncRequestID id;

    private AsyncRequestID id() {
      return Objects.requireNonNull(id);
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      entries.add(entry);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {}

    @Override
    public void searchResultReceived(AsyncRequestID id, SearchResult result) {
      results.add(result);
    }

    private SearchResultEntry next() throws InterruptedException {
      SearchResultEntry entry = entries.poll(30, TimeUnit.SECONDS);
      assertThat(entry).as("a notification").isNotNull();
      return entry;
    }

    private SearchResult result() throws InterruptedException {
      SearchResult result = results.poll(30, TimeUnit.SECONDS);
      assertThat(result).as("the end").isNotNull();
      return result;
    }
  }

  private static SearchRequest request(
      Heard heard, String base, SearchScope scope, String filter, String... attributes)
      throws LDAPException {
    SearchRequest request = new SearchRequest(heard, base, scope, filter, attributes);
    request.addControl(new Control(Oids.NOTIFICATION, true));
    return request;
  }

  private static void send(LDAPConnection client, Heard heard, SearchRequest request)
      throws LDAPException {
    heard.id = client.asyncSearch(request);
  }

  private static void watch(
      LDAPConnection client, Heard heard, String base, SearchScope scope, String... attributes)
      throws LDAPException {
    send(client, heard, request(heard, base, scope, "(objectClass=*)", attributes));
    client.getEntry(""); // requests are taken up in order, so it is watching now
  }

  @Test
  void eachChangeInScopeIsToldWithTheValuesAsTheyAre() throws Exception {
    String user = objects.user("u1");
    String elsewhere = objects.unit("Staff", BASE);
    try (LDAPConnection watcher = directory.admin()) {
      Heard heard = new Heard();
      watch(watcher, heard, USERS, SearchScope.SUB, "title", "cn");
      objects.set(elsewhere, "description", "not in scope");
      objects.set(user, "title", "Clerk");
      SearchResultEntry entry = heard.next();
      assertThat(entry.getDN()).isEqualTo(user);
      assertThat(entry.getAttributeValue("title")).isEqualTo("Clerk");
      assertThat(entry.getAttributes()).hasSize(2);
      objects.user("u2");
      assertThat(heard.next().getDN()).isEqualTo("CN=u2," + USERS);
      admin.modifyDN(user, "CN=renamed", true);
      assertThat(heard.next().getDN()).isEqualTo("CN=renamed," + USERS);
      UUID guid = objects.guid("CN=renamed," + USERS);
      admin.delete("CN=renamed," + USERS);
      assertThat(heard.next().getDN())
          .isEqualTo("CN=renamed\\0ADEL:" + guid + ",CN=Deleted Objects," + BASE);
      assertThat(heard.entries).isEmpty();
    }
  }

  @Test
  void scopesAreKept() throws Exception {
    String user = objects.user("u1");
    try (LDAPConnection watcher = directory.admin()) {
      Heard base = new Heard();
      Heard one = new Heard();
      watch(watcher, base, USERS, SearchScope.BASE, "cn");
      watch(watcher, one, USERS, SearchScope.ONE, "cn");
      objects.set(user, "title", "x");
      assertThat(one.next().getDN()).isEqualTo(user);
      objects.set(USERS, "description", "x");
      assertThat(base.next().getDN()).isEqualTo(USERS);
      assertThat(one.entries).isEmpty();
    }
  }

  @Test
  void itEndsWhenItIsAbandoned() throws Exception {
    String user = objects.user("u1");
    try (LDAPConnection watcher = directory.admin()) {
      Heard first = new Heard();
      Heard second = new Heard();
      watch(watcher, first, USERS, SearchScope.SUB, "cn");
      watch(watcher, second, USERS, SearchScope.SUB, "cn");
      watcher.abandon(first.id());
      watcher.getEntry("");
      objects.set(user, "title", "x");
      assertThat(second.next().getDN()).isEqualTo(user);
      assertThat(first.entries).isEmpty();
    }
  }

  @Test
  void itEndsWhenItsTimeIsOver() throws Exception {
    try (LDAPConnection watcher = directory.admin()) {
      Heard heard = new Heard();
      SearchRequest request = request(heard, USERS, SearchScope.SUB, "(objectClass=*)", "cn");
      request.setTimeLimitSeconds(1);
      send(watcher, heard, request);
      assertThat(heard.result().getResultCode()).isEqualTo(TIME_LIMIT_EXCEEDED);
    }
  }

  @Test
  void aConnectionHasFiveAtTheMost() throws Exception {
    try (LDAPConnection watcher = directory.admin()) {
      Heard last = new Heard();
      for (int i = 0; i < 5; i++) {
        last = new Heard();
        watch(watcher, last, USERS, SearchScope.SUB, "cn");
      }
      Heard sixth = new Heard();
      send(watcher, sixth, request(sixth, USERS, SearchScope.SUB, "(objectClass=*)", "cn"));
      SearchResult refusal = sixth.result();
      assertThat(refusal.getResultCode()).isEqualTo(ADMIN_LIMIT_EXCEEDED);
      assertThat(refusal.getDiagnosticMessage()).startsWith("00002024: SvcErr");
      watcher.abandon(last.id());
      watcher.getEntry("");
      Heard again = new Heard();
      watch(watcher, again, USERS, SearchScope.SUB, "cn");
      objects.user("u1");
      assertThat(again.next().getDN()).isEqualTo("CN=u1," + USERS);
    }
  }

  @Test
  void whatCannotBeWatchedIsRefused() throws Exception {
    SearchRequest narrow = new SearchRequest(USERS, SearchScope.SUB, "(cn=u1)");
    narrow.addControl(new Control(Oids.NOTIFICATION, true));
    assertRefused(() -> admin.search(narrow), UNWILLING_TO_PERFORM, "000020B9: SvcErr");
    SearchRequest missing =
        new SearchRequest("CN=nope," + BASE, SearchScope.SUB, "(objectClass=*)");
    missing.addControl(new Control(Oids.NOTIFICATION, true));
    assertRefused(() -> admin.search(missing), NO_SUCH_OBJECT, "0000208D: NameErr");
    try (LDAPConnection nobody = directory.connect()) {
      SearchRequest any = new SearchRequest(USERS, SearchScope.SUB, "(objectClass=*)");
      any.addControl(new Control(Oids.NOTIFICATION, true));
      assertRefused(() -> nobody.search(any), OPERATIONS_ERROR, "000004DC: LdapErr");
    }
  }

  @Test
  void anOrdinaryUserIsNotToldOfDeletedObjects() throws Exception {
    String reader = objects.user("reader");
    String user = objects.user("u1");
    try (LDAPConnection watcher = directory.bind(reader, TestObjects.PASSWORD)) {
      Heard heard = new Heard();
      watch(watcher, heard, USERS, SearchScope.SUB, "*");
      admin.delete(user);
      objects.user("u2");
      SearchResultEntry entry = heard.next();
      assertThat(entry.getDN()).isEqualTo("CN=u2," + USERS);
      assertThat(entry.getAttribute("unicodePwd")).isNull();
    }
  }

  @Test
  void changesComeInTheirOrderAndNoneIsMissed() throws Exception {
    String staff = objects.unit("Staff", BASE);
    try (LDAPConnection watcher = directory.admin()) {
      Heard heard = new Heard();
      watch(watcher, heard, staff, SearchScope.ONE, "cn");
      for (int i = 0; i < 300; i++) {
        admin.add("CN=c" + i + "," + staff, new Attribute("objectClass", "contact"));
      }
      await().until(() -> heard.entries.size() == 300);
      assertThat(heard.entries.stream().map(entry -> entry.getAttributeValue("cn")))
          .startsWith("c0", "c1", "c2")
          .endsWith("c298", "c299");
    }
  }

  @Test
  void theConnectionServesOtherRequestsMeanwhile() throws Exception {
    String user = objects.user("u1");
    try (LDAPConnection watcher = directory.admin()) {
      Heard heard = new Heard();
      watch(watcher, heard, USERS, SearchScope.SUB, "cn");
      new TestObjects(watcher).set(user, "title", "by the watcher itself");
      assertThat(heard.next().getDN()).isEqualTo(user);
      watcher.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD);
      assertThat(List.of(watcher.getEntry(user).getDN())).containsExactly(user);
    }
  }
}
