package dev.tombolo.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Fault;
import dev.tombolo.tenant.TenantClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Random changes on both sides of a connector, which is disturbed in every way meanwhile. */
final class RandomChanges implements AutoCloseable {
  private static final List<String> POINTS =
      List.of(
          "import.read",
          "cookie.commit",
          "sync.batch",
          "sync.commit",
          "export.batch",
          "export.answer",
          "export.commit",
          "tenant.provisioning.before-commit",
          "tenant.provisioning.after-commit",
          "tenant.provisioning.operation");

  private final ConnectorLab lab;
  private final Random random;
  private final String url;
  private final Connection held;
  private final TenantClient graph;
  private final List<String> story = new ArrayList<>();
  private final List<String> units = new ArrayList<>();
  private final Map<UUID, String> deleted = new HashMap<>();
  private final ExecutorService aside = Executors.newSingleThreadExecutor();
  private Connector connector;
  private boolean containersLeftScope;
  private int names;

  RandomChanges(ConnectorLab lab, Random random, long seed) throws Exception {
    this.lab = lab;
    this.random = random;
    this.url = "jdbc:h2:mem:convergence" + Math.abs(seed) + "_" + System.nanoTime();
    this.held = DriverManager.getConnection(url);
    this.graph = lab.graph();
    this.connector = open();
  }

  private Connector open() {
    ConnectorSettings own = lab.connector().settings();
    return Connector.open(
        new ConnectorSettings(
            own.tool(),
            own.mode(),
            own.forest(),
            own.tenant(),
            url,
            own.scopeInclude(),
            own.scopeExclude(),
            false,
            false,
            false,
            own.adfsVersion(),
            own.sync()),
        Optional.empty(),
        lab.lab().clock(),
        new Journal("connector", lab.lab().clock()),
        lab.lab().faults());
  }

  Random random() {
    return random;
  }

  boolean containersLeftScope() {
    return containersLeftScope;
  }

  String story(String end) {
    return String.join("\n", story) + "\n" + end;
  }

  /** The first objects. */
  void begin() throws LDAPException {
    units.add(lab.unit("OU=A," + ConnectorLab.SYNC));
    units.add(lab.unit("OU=B," + ConnectorLab.SYNC));
    units.add(lab.unit("OU=C," + units.get(0)));
    units.add(lab.unit("OU=N," + ConnectorLab.NO_SYNC));
    for (int i = 0; i < 4; i++) {
      addUser();
    }
    addGroup();
    addGroup();
  }

  CycleOutcome cycle(PolicyType policy) throws BusyException {
    CycleOutcome outcome = connector.engine().cycle(policy, SyncEngine.Origin.USER);
    story.add(policy + " cycle\n" + ConnectorLab.describe(outcome));
    return outcome;
  }

  /** One change, and perhaps a run. */
  void step() throws Exception {
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(6) == 0) {
        cloudChange();
      } else {
        change();
      }
    }
    if (random.nextBoolean()) {
      String point = POINTS.get(random.nextInt(POINTS.size()));
      story.add("fault at " + point);
      lab.lab().faults().arm(point, Fault.FAIL, 1 + random.nextInt(2), Duration.ZERO, "");
    }
    run();
    if (random.nextInt(5) == 0) {
      story.add("reopened");
      connector.close();
      connector = open();
    }
    if (random.nextInt(3) == 0) {
      lab.lab().faults().clear();
    }
  }

  private void run() throws Exception {
    switch (random.nextInt(8)) {
      case 0 -> cycle(PolicyType.INITIAL);
      case 1, 2 -> single();
      case 3 -> closedInside();
      default -> cycle(PolicyType.DELTA);
    }
  }

  private void single() throws BusyException {
    SyncEngine engine = connector.engine();
    RunProfile profile =
        List.of(RunProfile.values()).get(random.nextInt(RunProfile.values().length));
    CycleOutcome outcome =
        engine.profile(
            random.nextBoolean() ? engine.forestConnector() : engine.tenantConnector(), profile);
    story.add(ConnectorLab.describe(outcome));
  }

  /** The connector is closed while a cycle runs, which ends after its step. */
  private void closedInside() throws Exception {
    Connector running = connector;
    Future<?> cycle =
        aside.submit(() -> running.engine().cycle(PolicyType.DELTA, SyncEngine.Origin.USER));
    LockSupport.parkNanos(random.nextInt(15_000_000));
    running.close();
    try {
      cycle.get();
    } catch (java.util.concurrent.ExecutionException e) {
      story.add("closed inside a cycle: " + e.getCause());
    }
    connector = open();
  }

  private void change() throws LDAPException {
    int what = random.nextInt(20);
    try {
      switch (what) {
        case 0, 1 -> addUser();
        case 2 -> addGroup();
        case 3, 4 -> edit();
        case 5 -> rename();
        case 6, 7, 8 -> move();
        case 9, 10 -> delete();
        case 11, 12, 13 -> undelete();
        case 14, 15, 16 -> member();
        case 17 -> manager();
        case 18 -> renameUnit();
        default -> moveUnit();
      }
    } catch (LDAPException e) {
      if (!expected(e.getResultCode())) {
        throw e;
      }
      story.add("refused: " + e.getMessage());
    }
  }

  private static boolean expected(ResultCode code) {
    return Set.of(
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.ENTRY_ALREADY_EXISTS,
            ResultCode.ATTRIBUTE_OR_VALUE_EXISTS,
            ResultCode.NO_SUCH_ATTRIBUTE,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.CONSTRAINT_VIOLATION)
        .contains(code);
  }

  private String unit() {
    return units.get(random.nextInt(units.size()));
  }

  private void addUser() throws LDAPException {
    String dn = lab.user("u" + names++, unit());
    story.add("add " + dn);
  }

  private void addGroup() throws LDAPException {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      any("(objectClass=user)").ifPresent(dn -> members.add(dn));
    }
    String dn =
        lab.groupIn(unit(), "g" + names++, members.stream().distinct().toArray(String[]::new));
    story.add("add " + dn + " " + members);
  }

  private Optional<String> any(String filter) throws LDAPException {
    List<String> found = new ArrayList<>();
    for (String top : List.of(ConnectorLab.SYNC, ConnectorLab.NO_SYNC)) {
      for (SearchResultEntry each : lab.search(top, filter, "objectGUID")) {
        found.add(each.getDN());
      }
    }
    found.sort(String::compareTo);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private Optional<String> anyUser() throws LDAPException {
    return any("(objectClass=user)");
  }

  private Optional<String> anyGroup() throws LDAPException {
    return any("(objectClass=group)");
  }

  private Optional<String> anyObject() throws LDAPException {
    return any("(|(objectClass=user)(objectClass=group))");
  }

  private void edit() throws LDAPException {
    String dn = anyUser().orElse(ConnectorLab.SYNC);
    String attribute = List.of("displayName", "department", "title").get(random.nextInt(3));
    String[] values = random.nextInt(3) == 0 ? new String[0] : new String[] {"v" + names++};
    story.add("set " + attribute + " " + List.of(values) + " of " + dn);
    if (!dn.equals(ConnectorLab.SYNC)) {
      lab.set(dn, attribute, values);
    }
  }

  private void rename() throws LDAPException {
    String dn = anyObject().orElse("CN=nobody," + ConnectorLab.SYNC);
    story.add("rename " + dn);
    lab.ldap().modifyDN(dn, "CN=r" + names++, true);
  }

  private void move() throws LDAPException {
    String dn = anyObject().orElse("CN=nobody," + ConnectorLab.SYNC);
    String to = unit();
    story.add("move " + dn + " to " + to);
    lab.move(dn, to);
  }

  private void delete() throws LDAPException {
    String dn = anyObject().orElse("CN=nobody," + ConnectorLab.SYNC);
    UUID guid = lab.ldap().getEntry(dn) == null ? UUID.randomUUID() : lab.guid(dn);
    lab.delete(dn);
    deleted.put(guid, dn.substring(0, dn.indexOf(',')));
    story.add("delete " + dn);
  }

  private void undelete() throws LDAPException {
    List<UUID> all = new ArrayList<>(deleted.keySet());
    if (all.isEmpty()) {
      return;
    }
    all.sort(UUID::compareTo);
    UUID guid = all.get(random.nextInt(all.size()));
    String dn = deleted.get(guid) + "," + unit();
    story.add("undelete " + dn);
    lab.undelete(guid, dn);
    deleted.remove(guid);
  }

  private void member() throws LDAPException {
    Optional<String> group = anyGroup();
    Optional<String> member = random.nextInt(4) == 0 ? anyObject() : anyUser();
    if (group.isEmpty() || member.isEmpty() || group.equals(member)) {
      return;
    }
    boolean remove = random.nextBoolean();
    story.add((remove ? "remove " : "add ") + member.get() + " of " + group.get());
    if (remove && random.nextInt(4) == 0) {
      lab.set(group.get(), "member");
    } else {
      lab.change(
          group.get(),
          remove ? ModificationType.DELETE : ModificationType.ADD,
          "member",
          member.get());
    }
  }

  private void manager() throws LDAPException {
    Optional<String> user = anyUser();
    Optional<String> manager = anyUser();
    if (user.isPresent() && manager.isPresent()) {
      String[] values = random.nextInt(3) == 0 ? new String[0] : new String[] {manager.get()};
      story.add("manager of " + user.get() + ": " + List.of(values));
      lab.set(user.get(), "manager", values);
    }
  }

  private void renameUnit() throws LDAPException {
    int i = random.nextInt(units.size());
    String old = units.get(i);
    // Names are taken up again, so that units exchange theirs.
    String rdn = "OU=" + "ABCDN".charAt(random.nextInt(5));
    lab.ldap().modifyDN(old, rdn, true);
    follow(old, rdn + old.substring(old.indexOf(',')));
  }

  private void moveUnit() throws LDAPException {
    String old = units.get(2);
    String parent = List.of(units.get(0), units.get(1), units.get(3)).get(random.nextInt(3));
    String fresh = old.substring(0, old.indexOf(',')) + "," + parent;
    if (!old.equals(fresh)) {
      lab.move(old, parent);
      boolean scope = old.endsWith(ConnectorLab.NO_SYNC) != fresh.endsWith(ConnectorLab.NO_SYNC);
      containersLeftScope |= scope;
      follow(old, fresh);
    }
  }

  private void follow(String old, String fresh) {
    story.add("unit " + old + " is " + fresh);
    units.replaceAll(
        dn ->
            dn.equals(old) || dn.endsWith("," + old)
                ? dn.substring(0, dn.length() - old.length()) + fresh
                : dn);
  }

  private void cloudChange() throws LDAPException {
    switch (random.nextInt(5)) {
      case 0 -> pick("/users?$filter=onPremisesSyncEnabled%20eq%20true", "/users/", "");
      case 1 -> pick("/groups?$filter=onPremisesSyncEnabled%20eq%20true", "/groups/", "");
      case 2 -> restore();
      case 3 ->
          pick(
              "/directory/deletedItems/microsoft.graph.user?$select=id",
              "/directory/deletedItems/",
              "");
      default ->
          pick(
              "/users?$filter=onPremisesSyncEnabled%20eq%20true",
              "/users/", "{'usageLocation':'US'}");
    }
  }

  private Optional<JsonNode> chosen(String path) {
    JsonNode found = graph.get(path).body().path("value");
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private void pick(String from, String prefix, String patch) {
    chosen(from)
        .ifPresent(
            object -> {
              String path = prefix + object.path("id").asText();
              int status =
                  (patch.isEmpty() ? graph.delete(path) : graph.patch(path, patch)).status();
              story.add(
                  "cloud: "
                      + (patch.isEmpty() ? "delete " : "edit ")
                      + object.path("displayName").asText()
                      + " by "
                      + prefix
                      + ": "
                      + status);
            });
  }

  /** Only what is still there on-premises: of anything else the deletion would be refused. */
  private void restore() throws LDAPException {
    Optional<JsonNode> user =
        chosen(
            "/directory/deletedItems/microsoft.graph.user"
                + "?$select=id,displayName,onPremisesImmutableId");
    if (user.isPresent()) {
      int status =
          graph
              .post("/directory/deletedItems/" + user.get().path("id").asText() + "/restore", "{}")
              .status();
      story.add("cloud: restore " + user.get().path("displayName").asText() + ": " + status);
    }
  }

  /**
   * Deletions that are refused because somebody has restored the object in the cloud (error 114)
   * are mended as the product's guide says: delete it there, so that the next import sees it gone.
   */
  void repairDeletionsOfCloudObjects(CycleOutcome outcome) {
    for (ObjectFailure failure : ConnectorLab.export(outcome).tally().failures()) {
      if (failure.failure().code().contains("CloudOnly")) {
        String id =
            graph
                .get(
                    "/users?$select=id,onPremisesImmutableId&$filter=onPremisesImmutableId%20eq%20'"
                        + java.net.URLEncoder.encode(
                            failure.object(), java.nio.charset.StandardCharsets.UTF_8)
                        + "'")
                .body()
                .at("/value/0/id")
                .asText();
        story.add("mended: " + failure + " " + graph.delete("/users/" + id).status());
      }
    }
  }

  static UUID guid(SearchResultEntry entry) {
    return ObjectGuid.of(entry.getAttributeValueBytes("objectGUID"));
  }

  @Override
  public void close() throws SQLException {
    lab.lab().faults().clear();
    aside.shutdownNow();
    connector.close();
    held.close();
  }
}
