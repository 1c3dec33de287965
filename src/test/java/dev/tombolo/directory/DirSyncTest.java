package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.PROTOCOL_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNAVAILABLE_CRITICAL_EXTENSION;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Long;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.ad.DirSyncCookie;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 3.1.1.3.4.1.3; MS-DRSR 5.115")
class DirSyncTest extends WireTest {
  private static final ASN1OctetString START = new ASN1OctetString();
  private static final int OBJECT_SECURITY = 0x1;
  private static final int ANCESTORS_FIRST = 0x800;
  private static final int PUBLIC_DATA_ONLY = 0x2000;
  private static final int INCREMENTAL_VALUES = 0x80000000;
  private static final String CONFIGURATION = "CN=Configuration," + BASE;

  /** What one request brought. */
  private record Reply(List<SearchResultEntry> entries, boolean more, ASN1OctetString cookie) {
    private Optional<SearchResultEntry> find(UUID guid) {
      return entries.stream()
          .filter(entry -> ObjectGuid.of(entry.getAttributeValueBytes("objectGUID")).equals(guid))
          .findFirst();
    }

    private SearchResultEntry of(UUID guid) {
      return find(guid).orElseThrow(() -> new AssertionError(guid + " is not told of"));
    }

    private SearchResultEntry only() {
      assertThat(entries).hasSize(1);
      return entries.get(0);
    }
  }

  private static Control control(ASN1Element flags, ASN1OctetString cookie) {
    ASN1Sequence value = new ASN1Sequence(flags, new ASN1Integer(0x100000), cookie);
    return new Control(Oids.DIR_SYNC, true, new ASN1OctetString(value.encode()));
  }

  private static SearchRequest request(
      String base, int flags, ASN1OctetString cookie, String... attributes) throws LDAPException {
    SearchRequest request = new SearchRequest(base, SearchScope.SUB, "(objectClass=*)", attributes);
    request.addControl(control(new ASN1Integer(flags), cookie));
    return request;
  }

  private static Reply send(LDAPConnection client, SearchRequest request) throws LDAPException {
    SearchResult result = client.search(request);
    Control response = result.getResponseControl(Oids.DIR_SYNC);
    try {
      ASN1Element[] parts =
          ASN1Sequence.decodeAsSequence(response.getValue().getValue()).elements();
      return new Reply(
          result.getSearchEntries(),
          ASN1Integer.decodeAsInteger(parts[0]).intValue() != 0,
          ASN1OctetString.decodeAsOctetString(parts[2]));
    } catch (com.unboundid.asn1.ASN1Exception e) {
      throw new AssertionError(e);
    }
  }

  private Reply poll(int flags, ASN1OctetString cookie, String... attributes) throws LDAPException {
    return send(admin, request(BASE, flags, cookie, attributes));
  }

  /** Everything from the start, in as many requests as it takes. */
  private Reply everything(int flags, String... attributes) throws LDAPException {
    List<SearchResultEntry> all = new ArrayList<>();
    Reply part = poll(flags, START, attributes);
    all.addAll(part.entries);
    while (part.more) {
      part = poll(flags, part.cookie, attributes);
      all.addAll(part.entries);
    }
    return new Reply(all, false, part.cookie);
  }

  private ASN1OctetString now() throws LDAPException {
    return everything(0, "name").cookie;
  }

  private static List<String> attributes(SearchResultEntry entry) {
    return entry.getAttributes().stream().map(Attribute::getName).toList();
  }

  @Test
  void aFullReadTellsWhatIsReplicated() throws Exception {
    String user = objects.user("u1");
    String group = objects.group("g1", user);
    objects.set(user, "description", "x");
    Reply all = everything(0);
    SearchResultEntry entry = all.of(objects.guid(user));
    assertThat(entry.getDN()).isEqualTo(user);
    assertThat(attributes(entry))
        .contains(
            "objectGUID",
            "instanceType",
            "parentGUID",
            "name",
            "objectClass",
            "sAMAccountName",
            "description",
            "userAccountControl",
            "pwdLastSet",
            "objectSid",
            "whenCreated")
        .doesNotContain(
            "cn",
            "memberOf",
            "distinguishedName",
            "badPwdCount",
            "lastLogon",
            "logonCount",
            "uSNChanged",
            "whenChanged",
            "unicodePwd",
            "ntPwdHistory",
            "canonicalName")
        .doesNotHaveDuplicates();
    assertThat(entry.getAttributeValueBytes("parentGUID"))
        .isEqualTo(objects.read(USERS, "objectGUID").getAttributeValueBytes("objectGUID"));
    assertThat(all.of(objects.guid(group)).getAttributeValues("member")).containsExactly(user);
    assertThat(all.of(objects.guid(BASE)).getAttribute("parentGUID")).as("the head").isNull();
    SearchResultEntry configuration = all.of(objects.guid(CONFIGURATION));
    assertThat(configuration.getDN()).as("an entry, not a reference").isEqualTo(CONFIGURATION);
    assertThat(attributes(configuration))
        .containsExactlyInAnyOrder("name", "objectGUID", "parentGUID", "instanceType");
    assertThat(all.find(objects.guid("CN=Schema," + CONFIGURATION))).isEmpty();
  }

  @Test
  void nothingIsToldTwice() throws Exception {
    Reply all = everything(0);
    assertThat(all.entries).extracting(SearchResultEntry::getDN).doesNotHaveDuplicates();
    assertThat(poll(0, all.cookie).entries).isEmpty();
  }

  @Test
  void aFullReadOfSeveralRepliesLosesNothing() throws Exception {
    String staff = objects.unit("Staff", BASE);
    String early = "CN=early," + staff;
    admin.add(
        early, new Attribute("objectClass", "contact"), new Attribute("title", "from the start"));
    for (int i = 0; i < 1200; i++) {
      admin.add("CN=c" + i + "," + staff, new Attribute("objectClass", "contact"));
    }
    objects.set(early, "description", "changed last");
    UUID guid = objects.guid(early);
    Reply first = poll(0, START);
    assertThat(first.more).isTrue();
    assertThat(first.find(guid)).as("it comes late").isEmpty();
    Reply all = everything(0);
    assertThat(all.entries).extracting(SearchResultEntry::getDN).doesNotHaveDuplicates();
    assertThat(all.of(guid).getAttributeValue("title")).isEqualTo("from the start");
    assertThat(all.of(guid).getAttributeValue("name")).isEqualTo("early");
  }

  @Test
  void whatChangesBetweenRepliesIsToldInTheEnd() throws Exception {
    String staff = objects.unit("Staff", BASE);
    for (int i = 0; i < 250; i++) {
      admin.add("CN=c" + i + "," + staff, new Attribute("objectClass", "contact"));
    }
    SearchRequest request = request(BASE, 0, START, "name", "title");
    request.setSizeLimit(100);
    Reply part = send(admin, request);
    assertThat(part.entries.size()).isEqualTo(100);
    assertThat(part.more).isTrue();
    objects.set("CN=c0," + staff, "title", "changed meanwhile");
    UUID guid = objects.guid("CN=c0," + staff);
    Optional<SearchResultEntry> last = Optional.empty();
    while (part.more) {
      request.setControls(control(new ASN1Integer(0), part.cookie));
      part = send(admin, request);
      Optional<SearchResultEntry> earlier = last;
      last = part.find(guid).or(() -> earlier);
    }
    assertThat(last.orElseThrow().getAttributeValue("title")).isEqualTo("changed meanwhile");
    assertThat(last.orElseThrow().getAttributeValue("name")).isEqualTo("c0");
  }

  @Test
  void onlyWhatChangedIsTold() throws Exception {
    String user = objects.user("u1");
    ASN1OctetString cookie = now();
    objects.set(user, "title", "Clerk");
    SearchResultEntry entry = poll(0, cookie).only();
    assertThat(attributes(entry)).containsExactlyInAnyOrder("title", "objectGUID", "instanceType");
    assertThat(entry.getAttributeValue("title")).isEqualTo("Clerk");
    assertThat(entry.getDN()).isEqualTo(user);
  }

  @Test
  void anAttributeThatLostItsValuesIsToldEmpty() throws Exception {
    String user = objects.user("u1");
    objects.set(user, "title", "Clerk");
    ASN1OctetString cookie = now();
    objects.set(user, "title");
    SearchResultEntry entry = poll(0, cookie).only();
    assertThat(entry.getAttribute("title")).isNotNull();
    assertThat(entry.getAttribute("title").size()).isZero();
  }

  @Test
  void onlyWhatIsAskedForIsTold() throws Exception {
    String user = objects.user("u1");
    ASN1OctetString cookie = now();
    objects.set(user, "title", "Clerk");
    objects.set(user, "description", "x");
    assertThat(attributes(poll(0, cookie, "TITLE", "mail").only()))
        .containsExactlyInAnyOrder("title", "objectGUID", "instanceType");
    assertThat(attributes(poll(0, cookie, "*", "title").only()))
        .as("with a name the star does not count")
        .containsExactlyInAnyOrder("title", "objectGUID", "instanceType");
    assertThat(attributes(poll(0, cookie, "*").only())).contains("title", "description");
    assertThat(attributes(poll(0, cookie, "dn").only())).contains("title", "description");
    assertThat(poll(0, cookie, "mail").entries).isEmpty();
    assertThat(poll(0, cookie, "objectGUID", "parentGUID", "cn").entries).isEmpty();
    assertThat(poll(0, cookie, "unicodePwd", "memberOf", "uSNChanged").entries).isEmpty();
  }

  @Test
  void localCountersAreNotChanges() throws Exception {
    String user = objects.user("u1");
    directory.bind(user, TestObjects.PASSWORD).close();
    ASN1OctetString cookie = now();
    directory.bind(user, TestObjects.PASSWORD).close();
    assertRefused(
        () -> directory.bind(user, "wrong"),
        com.unboundid.ldap.sdk.ResultCode.INVALID_CREDENTIALS,
        "80090308");
    assertThat(poll(0, cookie).entries).isEmpty();
  }

  @Test
  void aRenameIsToldByNameAndParent() throws Exception {
    String staff = objects.unit("Staff", BASE);
    String inner = objects.unit("Inner", staff);
    admin.add("CN=leaf," + inner, new Attribute("objectClass", "contact"));
    String other = objects.unit("Other", BASE);
    ASN1OctetString cookie = now();
    admin.modifyDN(inner, "OU=Moved", true, other);
    SearchResultEntry entry = poll(0, cookie).only();
    assertThat(entry.getDN()).isEqualTo("OU=Moved," + other);
    assertThat(attributes(entry))
        .containsExactlyInAnyOrder("name", "parentGUID", "objectGUID", "instanceType");
    assertThat(ObjectGuid.of(entry.getAttributeValueBytes("parentGUID")))
        .isEqualTo(objects.guid(other));
    cookie = now();
    admin.modifyDN("OU=Moved," + other, "OU=Moved", true, BASE);
    assertThat(attributes(poll(0, cookie).only()))
        .as("a move alone is a change of the name")
        .containsExactlyInAnyOrder("name", "parentGUID", "objectGUID", "instanceType");
  }

  @Test
  void aDeletedObjectIsToldWithItsNewName() throws Exception {
    String user = objects.user("u1");
    UUID guid = objects.guid(user);
    ASN1OctetString cookie = now();
    admin.delete(user);
    SearchResultEntry entry = poll(0, cookie).only();
    String deleted = "CN=Deleted Objects," + BASE;
    assertThat(entry.getDN()).isEqualTo("CN=u1\\0ADEL:" + guid + "," + deleted);
    assertThat(entry.getAttributeValue("isDeleted")).isEqualTo("TRUE");
    assertThat(entry.getAttributeValue("name")).isEqualTo("u1\nDEL:" + guid);
    assertThat(entry.getAttributeValue("lastKnownParent")).isEqualTo(USERS);
    assertThat(entry.getAttribute("objectCategory").size()).isZero();
    assertThat(entry.getAttribute("parentGUID")).isNotNull();
    assertThat(entry.getAttribute("isRecycled")).isNull();
    cookie = now();
    admin.delete(
        new DeleteRequest(
            "<GUID=" + guid + ">", new Control[] {new Control(Oids.SHOW_DELETED, true)}));
    SearchResultEntry recycled = poll(0, cookie).only();
    assertThat(recycled.getAttributeValue("isRecycled")).isEqualTo("TRUE");
    assertThat(recycled.getAttribute("pwdLastSet").size()).as("stripped").isZero();
  }

  @Test
  void aRestoredObjectIsToldAsRenamedAndNoLongerDeleted() throws Exception {
    String user = objects.user("u1");
    UUID guid = objects.guid(user);
    admin.delete(user);
    ASN1OctetString cookie = now();
    ModifyRequest undelete =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(DELETE, "isDeleted"),
            new Modification(REPLACE, "distinguishedName", user));
    undelete.addControl(new Control(Oids.SHOW_DELETED, true));
    admin.modify(undelete);
    SearchResultEntry entry = poll(0, cookie).only();
    assertThat(entry.getDN()).isEqualTo(user);
    assertThat(entry.getAttribute("isDeleted").size()).isZero();
    assertThat(entry.getAttributeValue("name")).isEqualTo("u1");
    assertThat(entry.getAttribute("parentGUID")).isNotNull();
    assertThat(entry.getAttributeValue("objectCategory")).startsWith("CN=Person,");
  }

  @Test
  void aGroupIsToldWithAllItsMembersWhenOneChanges() throws Exception {
    String alice = objects.user("alice");
    String bob = objects.user("bob");
    String group = objects.group("g1", alice);
    ASN1OctetString cookie = now();
    objects.change(group, ADD, "member", bob);
    assertThat(attributes(poll(0, cookie).only()))
        .containsExactlyInAnyOrder("member", "objectGUID", "instanceType");
    assertThat(poll(0, cookie).only().getAttributeValues("member"))
        .containsExactlyInAnyOrder(alice, bob);
    assertThat(poll(0, cookie, "member;range=0-*").only().getAttributeValues("member"))
        .containsExactlyInAnyOrder(alice, bob);
    cookie = now();
    objects.set(group, "member");
    assertThat(poll(0, cookie).only().getAttribute("member").size()).isZero();
  }

  @Test
  void memberValuesAreToldOneByOneWhenAsked() throws Exception {
    String alice = objects.user("alice");
    String bob = objects.user("bob");
    String carol = objects.user("carol");
    String group = objects.group("g1", alice, bob);
    UUID guid = objects.guid(group);
    SearchResultEntry initial = everything(INCREMENTAL_VALUES).of(guid);
    assertThat(initial.getAttributeValues("member;range=1-1"))
        .containsExactlyInAnyOrder(alice, bob);
    assertThat(initial.getAttribute("member")).isNull();
    ASN1OctetString cookie = now();
    objects.change(group, ADD, "member", carol);
    objects.change(group, DELETE, "member", alice);
    SearchResultEntry entry = poll(INCREMENTAL_VALUES, cookie).only();
    assertThat(entry.getAttributeValues("member;range=1-1")).containsExactly(carol);
    assertThat(entry.getAttributeValues("member;range=0-0")).containsExactly(alice);
    assertThat(attributes(poll(INCREMENTAL_VALUES, cookie, "member").only()))
        .containsExactlyInAnyOrder(
            "member;range=1-1", "member;range=0-0", "objectGUID", "instanceType");
    cookie = now();
    objects.change(group, ADD, "member", alice);
    entry = poll(INCREMENTAL_VALUES, cookie).only();
    assertThat(entry.getAttributeValues("member;range=1-1")).containsExactly(alice);
    assertThat(entry.getAttribute("member;range=0-0")).isNull();
  }

  @Test
  void theIncrementalFlagMayBeWrittenSignedOrUnsigned() throws Exception {
    String group = objects.group("g1", objects.user("alice"));
    for (ASN1Element flags :
        new ASN1Element[] {new ASN1Integer(INCREMENTAL_VALUES), new ASN1Long(0x80000000L)}) {
      SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(cn=g1)", "member");
      request.addControl(control(flags, START));
      assertThat(attributes(send(admin, request).of(objects.guid(group))))
          .contains("member;range=1-1");
    }
  }

  @Test
  void aMembersDeletionIsNoChangeOfTheGroup() throws Exception {
    String alice = objects.user("alice");
    String group = objects.group("g1", alice);
    ASN1OctetString cookie = now();
    admin.delete(alice);
    assertThat(poll(0, cookie).find(objects.guid(group))).isEmpty();
    assertThat(poll(INCREMENTAL_VALUES, cookie).find(objects.guid(group))).isEmpty();
  }

  @Test
  void theFilterLooksAtWhatIsNow() throws Exception {
    String alice = objects.user("alice");
    String bob = objects.user("bob");
    ASN1OctetString cookie = now();
    objects.set(alice, "title", "Clerk");
    objects.set(bob, "title", "Manager");
    SearchRequest request =
        new SearchRequest(BASE, SearchScope.SUB, "(&(objectClass=user)(title=Clerk))");
    request.addControl(control(new ASN1Integer(0), cookie));
    assertThat(send(admin, request).only().getDN()).isEqualTo(alice);
  }

  @Test
  void parentsComeBeforeTheirChildrenWhenAsked() throws Exception {
    String outer = objects.unit("Outer", BASE);
    String leaf = "CN=leaf," + outer;
    admin.add(leaf, new Attribute("objectClass", "contact"));
    ASN1OctetString cookie = now();
    objects.set(leaf, "title", "x");
    objects.set(outer, "description", "x");
    assertThat(poll(0, cookie).entries)
        .extracting(SearchResultEntry::getDN)
        .containsExactly(leaf, outer);
    assertThat(poll(ANCESTORS_FIRST, cookie).entries)
        .extracting(SearchResultEntry::getDN)
        .containsExactly(outer, leaf);
    assertThat(poll(PUBLIC_DATA_ONLY, cookie).entries).as("without effect").hasSize(2);
  }

  @Test
  void ancestorsOfOtherContextsAreNotTold() throws Exception {
    objects.set(BASE, "description", "x");
    Reply reply = send(admin, request(CONFIGURATION, ANCESTORS_FIRST, START, "name"));
    assertThat(reply.find(objects.guid(BASE))).isEmpty();
    assertThat(reply.entries.get(0).getDN()).isEqualTo(CONFIGURATION);
  }

  @Test
  void changesComeInTheOrderOfTheirUsns() throws Exception {
    List<String> users = List.of(objects.user("a"), objects.user("b"), objects.user("c"));
    ASN1OctetString cookie = now();
    for (int i = 2; i >= 0; i--) {
      objects.set(users.get(i), "title", "x");
    }
    assertThat(poll(0, cookie).entries)
        .extracting(SearchResultEntry::getDN)
        .containsExactly(users.get(2), users.get(1), users.get(0));
  }

  @Test
  void theScopeDoesNotMatter() throws Exception {
    String user = objects.user("u1");
    ASN1OctetString cookie = now();
    objects.set(user, "title", "x");
    SearchRequest request = new SearchRequest(BASE, SearchScope.BASE, "(objectClass=*)");
    request.addControl(control(new ASN1Integer(0), cookie));
    assertThat(send(admin, request).only().getDN()).isEqualTo(user);
  }

  @Test
  void theBaseMustBeTheHeadOfANamingContext() {
    assertRefused(
        () -> send(admin, request(USERS, 0, START)),
        INSUFFICIENT_ACCESS_RIGHTS,
        "00002105: SecErr");
    assertRefused(
        () -> send(admin, request(USERS, OBJECT_SECURITY, START)), UNWILLING_TO_PERFORM, "0000");
    assertRefused(
        () -> send(admin, request("CN=nope," + BASE, 0, START)), NO_SUCH_OBJECT, "0000208D");
  }

  @Test
  void changesAreForThoseWithTheRight() throws Exception {
    String user = objects.user("u1");
    objects.set(user, "unixUserPassword", "x");
    try (LDAPConnection plain = directory.bind(user, TestObjects.PASSWORD)) {
      assertRefused(
          () -> send(plain, request(BASE, 0, START)),
          INSUFFICIENT_ACCESS_RIGHTS,
          "00002105: SecErr");
      ASN1OctetString cookie = now();
      objects.set(user, "title", "x");
      objects.set(user, "unixUserPassword", "y");
      Reply reply = send(plain, request(BASE, OBJECT_SECURITY, cookie));
      assertThat(attributes(reply.only()))
          .as("what one may read oneself")
          .containsExactlyInAnyOrder("title", "objectGUID", "instanceType");
    }
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(
          () -> send(nobody, request(BASE, 0, START)), OPERATIONS_ERROR, "000004DC: LdapErr");
    }
  }

  @Test
  void aDeletedObjectOneMayNotReadIsToldByItsGuid() throws Exception {
    String reader = objects.user("reader");
    String user = objects.user("u1");
    UUID guid = objects.guid(user);
    directory.bind(reader, TestObjects.PASSWORD).close();
    ASN1OctetString cookie = now();
    admin.delete(user);
    try (LDAPConnection plain = directory.bind(reader, TestObjects.PASSWORD)) {
      SearchResultEntry entry = send(plain, request(BASE, OBJECT_SECURITY, cookie)).only();
      assertThat(ObjectGuid.of(entry.getAttributeValueBytes("objectGUID"))).isEqualTo(guid);
      assertThat(attributes(entry))
          .contains("objectGUID", "isDeleted")
          .doesNotContain("name", "lastKnownParent", "sAMAccountName");
    }
  }

  @Test
  void cookiesOfElsewhereBeginAgain() throws Exception {
    String user = objects.user("u1");
    DirSyncCookie here = DirSyncCookie.decode(now().getValue()).orElseThrow();
    DirSyncCookie elsewhere =
        new DirSyncCookie(UUID.randomUUID(), here.objectUsn(), here.attributeUsn(), here.time());
    assertThat(poll(0, new ASN1OctetString(elsewhere.encode())).find(objects.guid(user)))
        .isPresent();
    DirSyncCookie future =
        new DirSyncCookie(
            here.invocationId(), here.objectUsn() + 1000, here.attributeUsn() + 1000, here.time());
    assertThat(poll(0, new ASN1OctetString(future.encode())).of(objects.guid(user)))
        .as("a position that was never given out")
        .isNotNull();
  }

  @Test
  void cookiesThatAreNoneAreRefused() throws Exception {
    byte[] good = now().getValue();
    assertThat(good).startsWith('M', 'S', 'D', 'S').hasSizeGreaterThanOrEqualTo(68);
    byte[] signature = good.clone();
    signature[0] = 'X';
    byte[] version = good.clone();
    version[4] = 9;
    for (byte[] bad : new byte[][] {{1}, Arrays.copyOf(good, 67), signature, version}) {
      assertRefused(() -> poll(0, new ASN1OctetString(bad)), PROTOCOL_ERROR, "0000203D: LdapErr");
    }
  }

  @Test
  void otherControlsDoNotGoWithIt() throws Exception {
    SearchRequest request = request(BASE, 0, START);
    request.addControl(new SimplePagedResultsControl(10, true));
    assertRefused(() -> admin.search(request), UNAVAILABLE_CRITICAL_EXTENSION, "00000057: LdapErr");
  }

  @Test
  void theReplyMayBeBounded() throws Exception {
    String staff = objects.unit("Staff", BASE);
    for (int i = 0; i < 50; i++) {
      admin.add("CN=c" + i + "," + staff, new Attribute("objectClass", "contact"));
    }
    SearchRequest request = request(BASE, 0, START, "name");
    request.setSizeLimit(10);
    Reply reply = send(admin, request);
    assertThat(reply.entries.size()).as("a hundred at the least").isEqualTo(100);
    assertThat(reply.more).isTrue();
  }

  @Test
  void namesMayBeExtended() throws Exception {
    String user = objects.user("u1");
    ASN1OctetString cookie = now();
    objects.set(user, "title", "x");
    SearchRequest request = request(BASE, 0, cookie);
    request.addControl(
        new Control(
            Oids.EXTENDED_DN,
            true,
            new ASN1OctetString(new ASN1Sequence(new ASN1Integer(1)).encode())));
    assertThat(send(admin, request).only().getDN())
        .startsWith("<GUID=" + objects.guid(user) + ">;<SID=S-1-5-21-")
        .endsWith(user);
  }
}
