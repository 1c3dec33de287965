package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.cloud.SourceAnchor;
import dev.tombolo.cloud.provisioning.TenantChanges;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.RunStatus;
import dev.tombolo.connector.run.StepOutcome;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.settings.SettingsReader;
import dev.tombolo.tenant.TenantClient;
import dev.tombolo.tenant.TenantSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A lab whose connector runs only when asked, with a client on each of its two sides. */
final class ConnectorLab implements AutoCloseable {
  static final String BASE = "DC=adatum,DC=com";
  static final String SYNC = "OU=Sync," + BASE;
  static final String NO_SYNC = "OU=NoSync," + BASE;

  private final Lab lab;
  private LDAPConnection ldap;

  private ConnectorLab(Lab lab) throws LDAPException {
    this.lab = lab;
    this.ldap = connect();
  }

  /** Starts a lab of two empty organizational units. */
  static ConnectorLab start(String... settings) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "directory.ldap.port=0",
                "directory.ldaps.port=0",
                "tenant.http.port=0",
                "tenant.https.port=0",
                "connector.mode=manual"));
    all.addAll(Arrays.asList(settings));
    Lab started =
        Lab.with(SettingsReader.read(Optional.empty(), Map.of(), all)).fixtures(List.of()).start();
    ConnectorLab lab = new ConnectorLab(started);
    lab.prepare();
    return lab;
  }

  private void prepare() throws LDAPException {
    if (ldap.getEntry(SYNC, "ou") == null) {
      unit(SYNC);
      unit(NO_SYNC);
    }
  }

  /** Puts the lab back to how it started. */
  void reset() throws LabException, LDAPException {
    lab.reset();
    reconnect();
    prepare();
  }

  /** A fresh connection to the directory. */
  void reconnect() throws LDAPException {
    ldap.close();
    ldap = connect();
  }

  private LDAPConnection connect() throws LDAPException {
    Ready ready = lab.ready();
    LDAPURL url = new LDAPURL(ready.ldap());
    return new LDAPConnection(url.getHost(), url.getPort(), ready.bindDn(), ready.bindPassword());
  }

  Lab lab() {
    return lab;
  }

  LDAPConnection ldap() {
    return ldap;
  }

  Connector connector() {
    return lab.connector().orElseThrow();
  }

  SyncEngine engine() {
    return connector().engine();
  }

  // On-premises.

  String unit(String dn) throws LDAPException {
    ldap.add(dn, new Attribute("objectClass", "organizationalUnit"));
    return dn;
  }

  String user(String name, String parent, Attribute... more) throws LDAPException {
    String dn = "CN=" + name + "," + parent;
    List<Attribute> all = new ArrayList<>(List.of(more));
    all.add(new Attribute("objectClass", "user"));
    all.add(new Attribute("sAMAccountName", name));
    all.add(new Attribute("userPrincipalName", name + "@adatum.com"));
    all.add(new Attribute("displayName", name));
    ldap.add(dn, all);
    return dn;
  }

  String user(String name) throws LDAPException {
    return user(name, SYNC);
  }

  String group(String name, String... members) throws LDAPException {
    return groupIn(SYNC, name, members);
  }

  String groupIn(String parent, String name, String... members) throws LDAPException {
    String dn = "CN=" + name + "," + parent;
    ldap.add(dn, new Attribute("objectClass", "group"), new Attribute("sAMAccountName", name));
    if (members.length > 0) {
      change(dn, ModificationType.ADD, "member", members);
    }
    return dn;
  }

  void set(String dn, String attribute, String... values) throws LDAPException {
    change(dn, ModificationType.REPLACE, attribute, values);
  }

  void change(String dn, ModificationType how, String attribute, String... values)
      throws LDAPException {
    ldap.modify(dn, new Modification(how, attribute, values));
  }

  void move(String dn, String parent) throws LDAPException {
    ldap.modifyDN(dn, dn.substring(0, dn.indexOf(',')), true, parent);
  }

  void delete(String dn) throws LDAPException {
    ldap.delete(dn);
  }

  /** Brings a deleted object back to a place. */
  void undelete(UUID guid, String dn) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(ModificationType.DELETE, "isDeleted"),
            new Modification(ModificationType.REPLACE, "distinguishedName", dn));
    request.addControl(new Control(Oids.SHOW_DELETED, true));
    ldap.modify(request);
  }

  UUID guid(String dn) throws LDAPException {
    SearchResultEntry entry = ldap.getEntry(dn, "objectGUID");
    assertThat(entry).as(dn).isNotNull();
    return ObjectGuid.of(entry.getAttributeValueBytes("objectGUID"));
  }

  String anchor(String dn) throws LDAPException {
    return anchor(guid(dn));
  }

  static String anchor(UUID guid) {
    return SourceAnchor.of(ObjectGuid.bytes(guid)).value();
  }

  /** Everything a search finds, however much it is. */
  List<SearchResultEntry> search(String base, String filter, String... attributes)
      throws LDAPException {
    return search(ldap, base, filter, attributes);
  }

  /** The same over any connection. */
  static List<SearchResultEntry> search(
      LDAPConnection ldap, String base, String filter, String... attributes) throws LDAPException {
    List<SearchResultEntry> all = new ArrayList<>();
    SimplePagedResultsControl page = new SimplePagedResultsControl(500);
    while (true) {
      SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
      request.setControls(page);
      var result = ldap.search(request);
      all.addAll(result.getSearchEntries());
      SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
      if (answer == null || !answer.moreResultsToReturn()) {
        return all;
      }
      page = new SimplePagedResultsControl(500, answer.getCookie());
    }
  }

  // In the cloud.

  private static TenantClient client(Ready ready, String prefix, TenantSettings.Client client) {
    String form =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
            + "&client_id="
            + client.id()
            + "&client_secret="
            + URLEncoder.encode(client.secret(), StandardCharsets.UTF_8);
    String token =
        TenantClient.of(URI.create(String.valueOf(ready.tenant())), Optional.empty())
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "/" + ready.tenantId() + "/oauth2/v2.0/token", Optional.of(form))
            .expect(200)
            .get("access_token");
    return TenantClient.of(URI.create(ready.tenant() + prefix), Optional.of(token));
  }

  /** An administrator's program, below {@code /v1.0}. */
  TenantClient graph() {
    return client(lab.ready(), "/v1.0", TenantSettings.adatum().admin());
  }

  /** Every synchronized live object by its source anchor; fails when two have the same. */
  Map<String, TenantObject> synced() {
    return synced(lab.ready());
  }

  /** The same of any lab. */
  static Map<String, TenantObject> synced(Ready ready) {
    TenantClient sync = client(ready, "", TenantSettings.adatum().sync());
    Map<String, TenantObject> all = new LinkedHashMap<>();
    String after = "";
    while (true) {
      TenantChanges page =
          sync.fetch(
              "/provisioning/v1/objects?top=1000"
                  + (after.isEmpty()
                      ? ""
                      : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)),
              TenantChanges.class);
      if (!page.whole()) {
        return all; // what changed while the pages were read comes once more
      }
      for (TenantObject object : page.objects()) {
        if (Boolean.TRUE.equals(object.dirSyncEnabled())) {
          assertThat(all.put(String.valueOf(object.sourceAnchor()), object))
              .as("twice in the tenant: %s", object)
              .isNull();
        }
      }
      after = page.nextToken();
      if (!page.more()) {
        return all;
      }
    }
  }

  /** A user by the prefix of the principal name; a missing node when there is none. */
  JsonNode cloudUser(String name) {
    return graph()
        .get(
            "/users/"
                + name
                + "@adatum.com?$select=id,displayName,department,accountEnabled,userPrincipalName,"
                + "usageLocation,jobTitle,onPremisesImmutableId,onPremisesSyncEnabled,"
                + "onPremisesDistinguishedName,companyName")
        .body();
  }

  /** A group by its display name. */
  JsonNode cloudGroup(String name) {
    return graph()
        .get("/groups?$filter=displayName%20eq%20'" + name + "'")
        .expect(200)
        .body()
        .path("value")
        .path(0);
  }

  /** The display names of a group's members. */
  List<String> members(String group) {
    List<String> names = new ArrayList<>();
    String next = "/groups/" + cloudGroup(group).path("id").asText() + "/members?$top=999";
    TenantClient graph = graph();
    while (!next.isEmpty()) {
      JsonNode page = graph.get(next).expect(200).body();
      page.path("value").forEach(each -> names.add(each.path("displayName").asText()));
      next = page.path("@odata.nextLink").asText("");
    }
    return names;
  }

  // The connector.

  CycleOutcome delta() throws BusyException {
    return engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER);
  }

  CycleOutcome initial() throws BusyException {
    return engine().cycle(PolicyType.INITIAL, SyncEngine.Origin.USER);
  }

  /** A delta cycle in which nothing goes wrong. */
  CycleOutcome sync() throws BusyException {
    return succeeded(delta());
  }

  static CycleOutcome succeeded(CycleOutcome outcome) {
    assertThat(outcome.result()).as("%s", describe(outcome)).isEqualTo(RunStatus.SUCCESS);
    return outcome;
  }

  /** A further cycle succeeds and exports nothing. */
  void assertSettled() throws BusyException {
    CycleOutcome again = sync();
    assertThat(export(again).tally().counts()).as(describe(again)).isEmpty();
  }

  CycleOutcome forest(RunProfile profile) throws BusyException {
    return engine().profile(engine().forestConnector(), profile);
  }

  CycleOutcome tenant(RunProfile profile) throws BusyException {
    return engine().profile(engine().tenantConnector(), profile);
  }

  static StepOutcome export(CycleOutcome outcome) {
    return outcome.steps().stream()
        .filter(step -> step.profile() == RunProfile.EXPORT)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no export in " + describe(outcome)));
  }

  static int exported(CycleOutcome outcome, Counter counter) {
    return export(outcome).tally().of(counter);
  }

  static String describe(CycleOutcome outcome) {
    StringBuilder text = new StringBuilder();
    for (StepOutcome step : outcome.steps()) {
      text.append(step.connector())
          .append(", ")
          .append(step.profile().label())
          .append(": ")
          .append(step.status().literal())
          .append(' ')
          .append(step.tally().counts())
          .append(' ')
          .append(step.tally().failures())
          .append(' ')
          .append(step.detail())
          .append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    ldap.close();
    lab.close();
  }
}
