package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.TreeModel.Kind;
import dev.tombolo.directory.TreeModel.Node;
import dev.tombolo.directory.TreeModel.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations over LDAP beside a {@link TreeModel}: result codes, names, links, USNs and
 * deleted objects are what the model says, also after a restart from disk. {@code
 * -Dtombolo.sequences=N} runs more of them, {@code -Dtombolo.seed=S} those of a seed.
 */
class RandomOperationsTest {
  private static final int SEQUENCES = Integer.getInteger("tombolo.sequences", 100);
  private static final int LENGTH = 30;
  private static final Control SHOW_DELETED = new Control("1.2.840.113556.1.4.417", true);
  private static final Control SHOW_RECYCLED = new Control("1.2.840.113556.1.4.2064", true);

  @TempDir private Path data;
  private final List<String> story = new ArrayList<>();
  private TestDirectory directory;
  private LDAPConnection admin;
  private int accounts;

  @BeforeEach
  void start() throws LDAPException {
    directory = new TestDirectory(settings -> settings.withData(data));
    admin = directory.admin();
  }

  @AfterEach
  void stop() {
    admin.close();
    directory.close();
  }

  @Test
  void linksUsnsDeletionsAndRenamesStayAsTheModelSaysThroughRestarts() throws Exception {
    long seed = Long.getLong("tombolo.seed", System.nanoTime());
    System.out.println("random operations: -Dtombolo.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < SEQUENCES; i++) {
      story.clear();
      TreeModel model = new TreeModel("Sequence " + i);
      try {
        succeeds(model.root(), add(model.root()));
        for (int j = 0; j < LENGTH; j++) {
          operate(model, random);
          checkUsns(model);
        }
        Map<UUID, String> before = check(model);
        stop();
        start();
        assertThat(check(model)).isEqualTo(before);
      } catch (AssertionError | LDAPException e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", story), e);
      }
    }
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private void operate(TreeModel model, Random random) throws LDAPException {
    List<Node> live = model.in(State.LIVE);
    List<Node> deleted = model.in(State.DELETED);
    int choice = random.nextInt(100);
    if (live.isEmpty() || choice < 25) {
      addOne(model, random);
    } else if (choice < 40) {
      move(model, any(live, random), random);
    } else if (choice < 60) {
      changeMember(model, random);
    } else if (choice < 68) {
      Node node = any(live, random);
      succeeds(node, modify(node, ModificationType.REPLACE, "description", "at " + accounts++));
    } else if (choice < 82) {
      delete(model, any(live, random));
    } else if (!deleted.isEmpty() && choice < 96) {
      undelete(model, any(deleted, random));
    } else if (!deleted.isEmpty()) {
      Node node = any(deleted, random);
      node.usn = succeeds(code(() -> admin.delete(request(node, SHOW_DELETED))));
      model.recycle(node);
    }
  }

  private void addOne(TreeModel model, Random random) throws LDAPException {
    Node node =
        model.make(
            any(List.of(Kind.values()), random),
            "n" + random.nextInt(12),
            any(model.live(Kind.UNIT), random));
    boolean taken = model.isTaken(node.name, parent(node));
    int code = add(node);
    if (taken) {
      assertThat(code).isEqualTo(68);
    } else {
      succeeds(node, code);
      model.add(node);
    }
  }

  private static Node parent(Node node) {
    if (node.parent == null) {
      throw new IllegalStateException(node.name + " is the root");
    }
    return node.parent;
  }

  private int add(Node node) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("objectClass", node.kind.objectClass));
    if (node.kind != Kind.UNIT) {
      attributes.add(new Attribute("sAMAccountName", "account" + accounts++));
    }
    return code(() -> admin.add(node.dn(), attributes));
  }

  private void move(TreeModel model, Node node, Random random) throws LDAPException {
    String name = "n" + random.nextInt(12);
    Node to = any(model.live(Kind.UNIT), random);
    int code =
        code(
            () ->
                admin.modifyDN(
                    new ModifyDNRequest(node.dn(), node.kind.type + "=" + name, true, to.dn())));
    boolean itself = to == node.parent && name.equals(node.name);
    if (model.wouldCircle(node, to)) {
      assertThat(code).isEqualTo(53);
    } else if (!itself && model.isTaken(name, to)) {
      assertThat(code).isEqualTo(68);
    } else {
      node.name = name;
      node.parent = to;
      if (itself) {
        assertThat(code).isZero();
        node.usn = usn(node);
      } else {
        succeeds(node, code);
      }
    }
  }

  private void changeMember(TreeModel model, Random random) throws LDAPException {
    List<Node> groups = model.live(Kind.GROUP);
    List<Node> others = new ArrayList<>(model.live(Kind.USER));
    others.addAll(groups);
    if (groups.isEmpty()) {
      return;
    }
    Node group = any(groups, random);
    Node member = any(others, random);
    boolean present = group.members.contains(member);
    if (group == member) {
      return;
    }
    if (random.nextInt(3) > 0) {
      int code = modify(group, ModificationType.ADD, "member", member.dn());
      if (present) {
        assertThat(code).isEqualTo(68);
      } else {
        succeeds(group, code);
        group.members.add(member);
      }
    } else {
      int code = modify(group, ModificationType.DELETE, "member", member.dn());
      if (present) {
        succeeds(group, code);
        group.members.remove(member);
      } else {
        assertThat(code).isEqualTo(53);
      }
    }
  }

  private void delete(TreeModel model, Node node) throws LDAPException {
    int code = code(() -> admin.delete(node.dn()));
    if (model.hasChildren(node)) {
      assertThat(code).isEqualTo(66);
    } else {
      node.usn = succeeds(code);
      node.state = State.DELETED;
    }
  }

  private void undelete(TreeModel model, Node node) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            node.dn(),
            new Modification(ModificationType.DELETE, "isDeleted"),
            new Modification(
                ModificationType.REPLACE, "distinguishedName", node.rdn() + "," + node.parentDn()));
    request.addControl(SHOW_DELETED);
    int code = code(() -> admin.modify(request));
    if (!parent(node).isLive()) {
      assertThat(code).isEqualTo(80);
    } else if (model.isTaken(node.name, parent(node))) {
      assertThat(code).isEqualTo(68);
    } else {
      node.state = State.LIVE;
      succeeds(node, code);
    }
  }

  private int modify(Node node, ModificationType how, String attribute, String value) {
    return code(() -> admin.modify(node.dn(), new Modification(how, attribute, value)));
  }

  private static DeleteRequest request(Node node, Control control) {
    DeleteRequest request = new DeleteRequest("<GUID=" + node.guid + ">");
    request.addControl(control);
    return request;
  }

  /** A request to the directory. */
  private interface Request {
    Object send() throws LDAPException;
  }

  private int code(Request request) {
    try {
      Object sent = request.send();
      story.add(String.valueOf(sent));
      return 0;
    } catch (LDAPException e) {
      story.add(e.getResultString());
      return e.getResultCode().intValue();
    }
  }

  /** The request changed the object, and nothing else: it has the newest USN of all. */
  private void succeeds(Node node, int code) throws LDAPException {
    assertThat(code).isZero();
    SearchResultEntry entry = entry(node);
    node.guid = ObjectGuid.of(entry.getAttributeValueBytes("objectGUID"));
    long usn = entry.getAttributeValueAsLong("uSNChanged");
    assertThat(usn).as("uSNChanged of " + node.dn()).isGreaterThan(node.usn);
    node.usn = usn;
    assertThat(highest()).as("highestCommittedUSN").isGreaterThanOrEqualTo(usn);
  }

  private long succeeds(int code) throws LDAPException {
    assertThat(code).isZero();
    return highest();
  }

  private long highest() throws LDAPException {
    return admin.getRootDSE().getAttributeValueAsLong("highestCommittedUSN");
  }

  private long usn(Node node) throws LDAPException {
    return entry(node).getAttributeValueAsLong("uSNChanged");
  }

  private SearchResultEntry entry(Node node) throws LDAPException {
    SearchResultEntry entry = admin.getEntry(node.dn(), "objectGUID", "uSNChanged");
    assertThat(entry).as(node.dn()).isNotNull();
    return entry;
  }

  /** No live object but the one that was written has a new USN. */
  private void checkUsns(TreeModel model) throws LDAPException {
    Map<UUID, Long> seen = new TreeMap<>();
    for (SearchResultEntry entry :
        admin
            .search(
                model.root().dn(), SearchScope.SUB, "(objectClass=*)", "objectGUID", "uSNChanged")
            .getSearchEntries()) {
      seen.put(
          ObjectGuid.of(entry.getAttributeValueBytes("objectGUID")),
          entry.getAttributeValueAsLong("uSNChanged"));
    }
    Map<UUID, Long> expected = new TreeMap<>();
    model.nodes().stream().filter(Node::isLive).forEach(node -> expected.put(node.guid, node.usn));
    assertThat(seen).isEqualTo(expected);
  }

  /** Everything is as the model says; answers all that was read. */
  private Map<UUID, String> check(TreeModel model) throws LDAPException {
    Map<UUID, String> all = new TreeMap<>();
    for (Node node : model.nodes()) {
      assertThat(read(node)).as("without a control").hasSize(node.isLive() ? 1 : 0);
      assertThat(read(node, SHOW_DELETED))
          .as("with show deleted")
          .hasSize(node.state == State.RECYCLED ? 0 : 1);
      SearchResultEntry entry = read(node, SHOW_RECYCLED).get(0);
      assertThat(entry.getDN()).isEqualTo(node.dn());
      assertThat(values(entry, "member"))
          .isEqualTo(node.isLive() ? TreeModel.members(node) : Set.of());
      assertThat(values(entry, "memberOf"))
          .isEqualTo(node.isLive() ? model.memberOf(node) : Set.of());
      if (!node.isLive()) {
        assertThat(entry.getAttributeValue("lastKnownParent")).isEqualTo(node.parentDn());
      }
      all.put(node.guid, entry.toLDIFString());
    }
    return all;
  }

  private List<SearchResultEntry> read(Node node, Control... controls) throws LDAPException {
    SearchRequest request =
        new SearchRequest(BASE, SearchScope.SUB, "(objectGUID=" + guid(node) + ")", "*");
    request.addControls(controls);
    return admin.search(request).getSearchEntries();
  }

  private static String guid(Node node) {
    StringBuilder filter = new StringBuilder();
    for (byte octet : ObjectGuid.bytes(node.guid)) {
      filter.append("\\%02x".formatted(octet));
    }
    return filter.toString();
  }

  private static Set<String> values(SearchResultEntry entry, String attribute) {
    String[] values = entry.getAttributeValues(attribute);
    return values == null ? Set.of() : Set.of(values);
  }
}
