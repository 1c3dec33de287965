package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.SIZE_LIMIT_EXCEEDED;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortResponseControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import dev.tombolo.directory.operation.QueryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryPolicyTest extends WireTest {
  private static final String POLICY =
      "CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,"
          + "CN=Configuration,"
          + BASE;

  private void limit(String... limits) throws LDAPException {
    objects.set(POLICY, "lDAPAdminLimits", limits);
  }

  @Test
  void theObjectSaysWhatHoldsFromTheNextRequestOn() throws Exception {
    limit("MaxPageSize=5");
    LDAPException refusal =
        assertRefused(
            () -> admin.search(BASE, SearchScope.SUB, "(objectClass=*)"),
            SIZE_LIMIT_EXCEEDED,
            "00002023");
    assertThat(((LDAPSearchException) refusal).getEntryCount()).isEqualTo(5);
    limit("MaxPageSize=5000");
    assertThat(admin.search(BASE, SearchScope.SUB, "(objectClass=*)").getEntryCount())
        .isGreaterThan(50);
  }

  @Test
  void valuesAreGivenSoManyAtATime() throws Exception {
    String[] members = new String[4];
    for (int i = 0; i < members.length; i++) {
      members[i] = objects.user("m" + i);
    }
    String group = objects.group("g1", members);
    limit("MaxValRange=3");
    SearchResultEntry entry = objects.read(group, "member");
    assertThat(entry.getAttributeValues("member;range=0-2")).hasSize(3);
  }

  @Test
  void soManyObjectsAreSortedWithoutAnIndex() throws Exception {
    limit("MaxTempTableSize=10");
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(objectClass=*)", "1.1");
    request.setControls(new ServerSideSortRequestControl(true, new SortKey("whenCreated")));
    assertRefused(
        () -> admin.search(request),
        UNAVAILABLE_CRITICAL_EXTENSION,
        "00002040: SvcErr: DSID-031401E7, problem 5010 (UNAVAIL_EXTENSION), data 0");
    request.setControls(new ServerSideSortRequestControl(false, new SortKey("whenCreated")));
    SearchResult unsorted = admin.search(request);
    assertThat(unsorted.getEntryCount()).isGreaterThan(50);
    assertThat(ServerSideSortResponseControl.get(unsorted).getResultCode())
        .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
    request.setControls(new ServerSideSortRequestControl(true, new SortKey("sAMAccountName")));
    assertThat(admin.search(request).getEntryCount()).isGreaterThan(50);
  }

  @Test
  void soMuchIsKeptForPagesToCome() throws Exception {
    SimplePagedResultsControl first = sortedPage(Optional.empty());
    limit("MaxResultSetSize=100");
    SimplePagedResultsControl second = sortedPage(Optional.empty());
    assertRefused(() -> sortedPage(Optional.of(first)), UNAVAILABLE_CRITICAL_EXTENSION, "00000057");
    assertThat(sortedPage(Optional.of(second)).getCookie()).isNotNull();
  }

  private SimplePagedResultsControl sortedPage(Optional<SimplePagedResultsControl> before)
      throws LDAPException {
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(objectClass=*)", "1.1");
    request.setControls(
        new ServerSideSortRequestControl(true, new SortKey("name")),
        new SimplePagedResultsControl(
            5, before.map(SimplePagedResultsControl::getCookie).orElse(null), true));
    return SimplePagedResultsControl.get(admin.search(request));
  }

  @Test
  void aRequestHasSoManyOctets() throws Exception {
    limit("MaxReceiveBuffer=2000", "MaxPreAuthReceiveBuffer=1000");
    int port = directory.server().ldapPort();
    try (RawClient stranger = new RawClient(port);
        RawClient known = RawClient.admin(port)) {
      stranger.send(search("x".repeat(1500)));
      stranger.assertDisconnected(ResultCode.PROTOCOL_ERROR_INT_VALUE);
      known.send(search("x".repeat(1500)));
      assertThat(known.receive().getProtocolOp()).isInstanceOf(SearchResultEntryProtocolOp.class);
      known.receive();
      known.send(search("x".repeat(2500)));
      known.assertDisconnected(ResultCode.PROTOCOL_ERROR_INT_VALUE);
    }
  }

  private static SearchRequestProtocolOp search(String value) {
    return new SearchRequestProtocolOp(
        "",
        SearchScope.BASE,
        DereferencePolicy.NEVER,
        0,
        0,
        false,
        Filter.createEqualityFilter("cn", value),
        List.of("currentTime"));
  }

  @Test
  void whatCannotBeReadIsAsInAFreshForest() {
    QueryPolicy policy =
        QueryPolicy.of(
            List.of(
                "MaxPageSize=many",
                "maxvalrange = 99999",
                "MaxQueryDuration=-1",
                "InitRecvTimeout",
                "MaxConnIdleTime=30"));
    assertThat(policy.maxPageSize()).isEqualTo(1000);
    assertThat(policy.maxValRange()).as("the highest there may be").isEqualTo(5000);
    assertThat(policy.maxQueryDuration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(policy.initRecvTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(policy.maxConnIdleTime()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theLimitsThatAreMindedAreInTheRootDse() throws Exception {
    try (LDAPConnection nobody = directory.plain()) {
      assertThat(nobody.getEntry("").getAttributeValues("supportedLDAPPolicies"))
          .containsExactlyInAnyOrderElementsOf(QueryPolicy.NAMES);
    }
  }
}
