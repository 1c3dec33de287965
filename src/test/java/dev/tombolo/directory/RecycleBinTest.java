package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.ENTRY_ALREADY_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT;
import static com.unboundid.ldap.sdk.ResultCode.OTHER;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.security.Passwords;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Behaviour(source = "MS-ADTS 3.1.1.5.3.7, 3.1.1.9.1")
class RecycleBinTest extends FreshWireTest {
  private static final String DELETED = "CN=Deleted Objects," + BASE;
  private static final String SERVICE =
      "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration," + BASE;
  private String user;
  private UUID guid;

  @BeforeEach
  void addUser() throws LDAPException {
    user = objects.user("u1");
    guid = objects.guid(user);
  }

  private static String byGuid(UUID guid) {
    return "<GUID=" + guid + ">";
  }

  private @Nullable SearchResultEntry find(UUID object, String... controls) throws LDAPException {
    SearchRequest request =
        new SearchRequest(byGuid(object), SearchScope.BASE, "(objectClass=*)", "*");
    for (String control : controls) {
      request.addControl(new Control(control, true));
    }
    return admin.searchForEntry(request);
  }

  private boolean isSeen(UUID object, String... controls) throws LDAPException {
    return find(object, controls) != null;
  }

  private SearchResultEntry read(UUID object, String... controls) throws LDAPException {
    SearchResultEntry entry = find(object, controls);
    if (entry == null) {
      throw new AssertionError(object + " is not seen");
    }
    return entry;
  }

  private void undelete(UUID object, String to, Modification... others) throws LDAPException {
    undelete(admin, object, to, Oids.SHOW_DELETED, others);
  }

  private static void undelete(
      LDAPConnection client, UUID object, String to, String control, Modification... others)
      throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            byGuid(object),
            new Modification(DELETE, "isDeleted"),
            new Modification(REPLACE, "distinguishedName", to));
    for (Modification other : others) {
      request.addModification(other);
    }
    request.addControl(new Control(control, true));
    client.modify(request);
  }

  private void recycle(UUID object) throws LDAPException {
    admin.delete(
        new DeleteRequest(byGuid(object), new Control[] {new Control(Oids.SHOW_DELETED, true)}));
  }

  private static Set<String> names(SearchResultEntry entry) {
    Set<String> names = new TreeSet<>();
    entry.getAttributes().forEach(attribute -> names.add(attribute.getName()));
    return names;
  }

  @Test
  void aDeletedObjectKeepsEverythingButCategoryAndAccountType() throws Exception {
    admin.modify(
        user,
        new Modification(REPLACE, "mail", "u1@adatum.com"),
        new Modification(REPLACE, "displayName", "U One"),
        new Modification(REPLACE, "userPrincipalName", "u1@adatum.com"));
    objects.group("g1", user);
    Set<String> expected = names(objects.read(user));
    expected.removeAll(Set.of("objectCategory", "sAMAccountType", "memberOf"));
    expected.addAll(Set.of("isDeleted", "lastKnownParent", "msDS-LastKnownRDN"));
    admin.delete(user);
    SearchResultEntry deleted = read(guid, Oids.SHOW_DELETED);
    assertThat(names(deleted)).isEqualTo(expected);
    assertThat(deleted.getDN()).isEqualTo("CN=u1\\0ADEL:" + guid + "," + DELETED);
    assertThat(deleted.getAttributeValue("isDeleted")).isEqualTo("TRUE");
    assertThat(deleted.getAttributeValue("lastKnownParent")).isEqualTo(USERS);
    assertThat(deleted.getAttributeValue("msDS-LastKnownRDN")).isEqualTo("u1");
    assertThat(deleted.getAttributeValue("mail")).isEqualTo("u1@adatum.com");
  }

  @Test
  void eachStateIsSeenWithItsControls() throws Exception {
    assertThat(isSeen(guid)).isTrue();
    admin.delete(user);
    assertThat(isSeen(guid)).isFalse();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).isTrue();
    assertThat(isSeen(guid, Oids.SHOW_RECYCLED)).isTrue();
    recycle(guid);
    assertThat(isSeen(guid)).isFalse();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).isFalse();
    assertThat(isSeen(guid, Oids.SHOW_RECYCLED)).isTrue();
  }

  @Test
  void aRecycledObjectKeepsWhatTombstonesKeep() throws Exception {
    objects.set(user, "mail", "u1@adatum.com");
    admin.delete(user);
    recycle(guid);
    SearchResultEntry recycled = read(guid, Oids.SHOW_RECYCLED);
    assertThat(names(recycled))
        .containsExactlyInAnyOrder(
            "cn",
            "distinguishedName",
            "instanceType",
            "isDeleted",
            "isRecycled",
            "lastKnownParent",
            "msDS-LastKnownRDN",
            "name",
            "objectClass",
            "objectGUID",
            "objectSid",
            "sAMAccountName",
            "uSNChanged",
            "uSNCreated",
            "userAccountControl",
            "whenChanged",
            "whenCreated");
    assertThat(recycled.getAttributeValue("isRecycled")).isEqualTo("TRUE");
  }

  @Test
  void aRestoredUserIsWhatItWas() throws Exception {
    String boss = objects.user("boss");
    objects.set(user, "manager", boss);
    objects.set(user, "mail", "u1@adatum.com");
    String group = objects.group("g1", user);
    SearchResultEntry before = objects.read(user);
    admin.delete(user);
    undelete(guid, user);
    SearchResultEntry after = objects.read(user);
    Set<String> expected = names(before);
    expected.addAll(Set.of("lastKnownParent", "msDS-LastKnownRDN"));
    assertThat(names(after)).isEqualTo(expected);
    for (Attribute attribute : before.getAttributes()) {
      if (!Set.of("uSNChanged", "whenChanged").contains(attribute.getName())) {
        assertThat(after.getAttribute(attribute.getName())).isEqualTo(attribute);
      }
    }
    assertThat(after.getAttributeValue("memberOf")).isEqualTo(group);
    assertThat(objects.value(group, "member")).isEqualTo(user);
    assertThat(objects.value(boss, "directReports")).isEqualTo(user);
    try (LDAPConnection self = directory.bind(user, TestObjects.PASSWORD)) {
      assertThat(self.isConnected()).isTrue();
    }
  }

  @Test
  void anObjectMayComeBackElsewhereUnderAnotherNameAndChanged() throws Exception {
    String staff = objects.unit("Staff", BASE);
    admin.delete(user);
    undelete(
        admin,
        guid,
        "CN=Back," + staff,
        Oids.SHOW_RECYCLED,
        new Modification(REPLACE, "description", "restored"),
        new Modification(REPLACE, "unicodePwd", Passwords.quote("Another-7-word")));
    String back = "CN=Back," + staff;
    SearchResultEntry entry = objects.read(back);
    assertThat(entry.getAttributeValue("cn")).isEqualTo("Back");
    assertThat(entry.getAttributeValue("description")).isEqualTo("restored");
    assertThat(entry.getAttributeValue("lastKnownParent")).isEqualTo(USERS);
    assertThat(entry.getAttributeValue("msDS-LastKnownRDN")).isEqualTo("u1");
    directory.bind(back, "Another-7-word").close();
  }

  @Test
  void theTwoModificationsMayComeInAnyOrder() throws Exception {
    admin.delete(user);
    ModifyRequest request =
        new ModifyRequest(
            "CN=u1\\0ADEL:" + guid + "," + DELETED,
            new Modification(REPLACE, "distinguishedName", user),
            new Modification(DELETE, "isDeleted", "TRUE"));
    request.addControl(new Control(Oids.SHOW_DELETED, true));
    admin.modify(request);
    assertThat(objects.guid(user)).isEqualTo(guid);
  }

  @Test
  void whatCannotComeBackIsRefused() throws Exception {
    admin.delete(user);
    assertRefused(
        () ->
            admin.modify(
                byGuid(guid),
                new Modification(DELETE, "isDeleted"),
                new Modification(REPLACE, "distinguishedName", user)),
        NO_SUCH_OBJECT,
        "0000208D: NameErr");
    assertRefused(() -> undelete(guid, "CN=u1,OU=nope," + BASE), OTHER, "00002089: SvcErr");
    assertRefused(() -> undelete(guid, byGuid(guid)), UNWILLING_TO_PERFORM, "00002077: SvcErr");
    assertRefused(
        () -> undelete(guid, "CN=u1,CN=Services,CN=Configuration," + BASE),
        UNWILLING_TO_PERFORM,
        "00002077: SvcErr");
    assertRefused(
        () -> undelete(objects.guid("CN=Guest," + USERS), "CN=x," + USERS),
        NO_SUCH_ATTRIBUTE,
        "00002076: AtrErr");
    String other = "CN=u1," + USERS;
    admin.add("dn: " + other, "objectClass: contact");
    assertRefused(() -> undelete(guid, user), ENTRY_ALREADY_EXISTS, "00002071: UpdErr");
    recycle(guid);
    assertRefused(
        () -> undelete(admin, guid, "CN=u9," + USERS, Oids.SHOW_RECYCLED),
        NO_SUCH_ATTRIBUTE,
        "00002076: AtrErr");
  }

  @Test
  void namesThatAreTakenMeanwhileKeepAnObjectAway() throws Exception {
    objects.set(user, "userPrincipalName", "u1@adatum.com");
    admin.delete(user);
    String other = objects.user("u2");
    objects.set(other, "sAMAccountName", "u1");
    assertRefused(() -> undelete(guid, user), ENTRY_ALREADY_EXISTS, "00000524: UpdErr");
    objects.set(other, "sAMAccountName", "u2");
    objects.set(other, "userPrincipalName", "u1@adatum.com");
    assertRefused(() -> undelete(guid, user), CONSTRAINT_VIOLATION, "000021C8: AtrErr");
    undelete(guid, user, new Modification(REPLACE, "userPrincipalName", "u1-back@adatum.com"));
  }

  @Test
  void aParentComesBackBeforeItsChildren() throws Exception {
    String staff = objects.unit("Staff", BASE);
    String leaf = "CN=leaf," + staff;
    admin.add("dn: " + leaf, "objectClass: contact");
    UUID staffGuid = objects.guid(staff);
    UUID leafGuid = objects.guid(leaf);
    admin.delete(new DeleteRequest(staff, new Control[] {new Control(Oids.TREE_DELETE, true)}));
    assertThat(read(leafGuid, Oids.SHOW_DELETED).getAttributeValue("lastKnownParent"))
        .isEqualTo("OU=Staff\\0ADEL:" + staffGuid + "," + DELETED);
    assertRefused(() -> undelete(leafGuid, leaf), OTHER, "00002089: SvcErr");
    undelete(staffGuid, staff);
    assertThat(read(leafGuid, Oids.SHOW_DELETED).getAttributeValue("lastKnownParent"))
        .isEqualTo(staff);
    undelete(leafGuid, leaf);
    assertThat(objects.read(leaf)).isNotNull();
  }

  @Test
  void linksToDeletedObjectsAreDeactivated() throws Exception {
    String group = objects.group("g1", user);
    String groupUsn = objects.value(group, "uSNChanged");
    admin.delete(user);
    String mangled = "CN=u1\\0ADEL:" + guid + "," + DELETED;
    assertThat(members(group)).isEmpty();
    assertThat(members(group, Oids.SHOW_DEACTIVATED_LINK)).containsExactly(mangled);
    assertThat(objects.value(group, "uSNChanged")).isEqualTo(groupUsn);
    assertThat(read(guid, Oids.SHOW_DELETED).getAttributeValue("memberOf")).isNull();
    assertThat(
            read(guid, Oids.SHOW_DELETED, Oids.SHOW_DEACTIVATED_LINK).getAttributeValue("memberOf"))
        .isEqualTo(group);
    assertThat(find("(member=" + mangled + ")")).isEmpty();
    assertThat(find("(member=" + mangled + ")", Oids.SHOW_DEACTIVATED_LINK)).containsExactly(group);
    recycle(guid);
    assertThat(members(group, Oids.SHOW_DEACTIVATED_LINK)).isEmpty();
  }

  @Test
  void linksOfDeletedObjectsAreDeactivated() throws Exception {
    String group = objects.group("g1", user);
    UUID groupGuid = objects.guid(group);
    admin.delete(group);
    assertThat(objects.read(user).getAttributeValue("memberOf")).isNull();
    assertThat(read(groupGuid, Oids.SHOW_DELETED).getAttributeValue("member")).isNull();
    assertThat(
            read(groupGuid, Oids.SHOW_DELETED, Oids.SHOW_DEACTIVATED_LINK)
                .getAttributeValue("member"))
        .isEqualTo(user);
    undelete(groupGuid, group);
    assertThat(members(group)).containsExactly(user);
  }

  private List<String> members(String group, String... controls) throws LDAPException {
    SearchRequest request = new SearchRequest(group, SearchScope.BASE, "(objectClass=*)", "member");
    for (String control : controls) {
      request.addControl(new Control(control, true));
    }
    String[] values = admin.searchForEntry(request).getAttributeValues("member");
    return values == null ? List.of() : List.of(values);
  }

  private List<String> find(String filter, String... controls) throws LDAPException {
    SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, filter, "1.1");
    for (String control : controls) {
      request.addControl(new Control(control, true));
    }
    return admin.search(request).getSearchEntries().stream().map(SearchResultEntry::getDN).toList();
  }

  @Test
  void aRecycledObjectIsNotDeletedAgain() throws Exception {
    admin.delete(user);
    recycle(guid);
    assertRefused(
        () ->
            admin.delete(
                new DeleteRequest(
                    byGuid(guid), new Control[] {new Control(Oids.SHOW_RECYCLED, true)})),
        UNWILLING_TO_PERFORM,
        "000020CE: SvcErr");
    assertRefused(
        () ->
            admin.delete(
                new DeleteRequest(DELETED, new Control[] {new Control(Oids.SHOW_DELETED, true)})),
        UNWILLING_TO_PERFORM,
        "000020CE: SvcErr");
  }

  @Test
  void onlyAdministratorsSeeDeletedObjectsAndBringThemBack() throws Exception {
    objects.user("u2");
    admin.delete(user);
    try (LDAPConnection other = directory.bind("u2@adatum.com", TestObjects.PASSWORD)) {
      SearchRequest request = new SearchRequest(BASE, SearchScope.SUB, "(isDeleted=TRUE)", "1.1");
      request.addControl(new Control(Oids.SHOW_DELETED, true));
      assertThat(other.search(request).getEntryCount()).isZero();
      LDAPException refusal =
          assertRefused(
              () -> undelete(other, guid, user, Oids.SHOW_DELETED), NO_SUCH_OBJECT, "0000208D");
      assertThat(refusal.getResultCode()).isNotEqualTo(INSUFFICIENT_ACCESS_RIGHTS);
    }
  }

  @Test
  void timeTurnsDeletedObjectsIntoRecycledOnesAndThenIntoNothing() throws Exception {
    objects.set(SERVICE, "msDS-DeletedObjectLifetime", "10");
    objects.set(SERVICE, "tombstoneLifetime", "20");
    admin.delete(user);
    directory.clock().advance(Duration.ofDays(9));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).isTrue();
    long usn = objects.number("", "highestCommittedUSN");
    directory.clock().advance(Duration.ofDays(1));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).isFalse();
    SearchResultEntry recycled = read(guid, Oids.SHOW_RECYCLED);
    assertThat(recycled.getAttributeValueAsLong("uSNChanged")).isGreaterThan(usn);
    directory.clock().advance(Duration.ofDays(19));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_RECYCLED)).isTrue();
    usn = objects.number("", "highestCommittedUSN");
    directory.clock().advance(Duration.ofDays(1));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_RECYCLED)).isFalse();
    assertThat(objects.number("", "highestCommittedUSN")).as("nobody is told").isEqualTo(usn);
    assertThat(isSeen(objects.guid(USERS))).isTrue();
    SearchRequest container = new SearchRequest(DELETED, SearchScope.BASE, "(objectClass=*)");
    container.addControl(new Control(Oids.SHOW_DELETED, true));
    assertThat(admin.searchForEntry(container)).as("the container stays").isNotNull();
  }

  private void collectGarbage() throws LDAPException {
    admin.modify("", new Modification(ADD, "doGarbageCollection", "1"));
  }

  @Test
  void lifetimesHaveDefaultsAndALeast() throws Exception {
    assertThat(objects.value(SERVICE, "tombstoneLifetime")).isEqualTo("180");
    objects.set(SERVICE, "tombstoneLifetime", "1");
    admin.delete(user);
    directory.clock().advance(Duration.ofDays(1).plusHours(23));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).as("two days at the least").isTrue();
    objects.set(SERVICE, "tombstoneLifetime");
    directory.clock().advance(Duration.ofDays(57));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).as("sixty days by default").isTrue();
    directory.clock().advance(Duration.ofDays(2));
    collectGarbage();
    assertThat(isSeen(guid, Oids.SHOW_DELETED)).isFalse();
  }

  @Test
  void aDeletedObjectOutlivesItsParentsName() throws Exception {
    objects.set(SERVICE, "msDS-DeletedObjectLifetime", "100");
    objects.set(SERVICE, "tombstoneLifetime", "2");
    String staff = objects.unit("Staff", BASE);
    String leaf = "CN=leaf," + staff;
    admin.add("dn: " + leaf, "objectClass: contact");
    UUID staffGuid = objects.guid(staff);
    UUID leafGuid = objects.guid(leaf);
    admin.delete(new DeleteRequest(staff, new Control[] {new Control(Oids.TREE_DELETE, true)}));
    recycle(staffGuid);
    directory.clock().advance(Duration.ofDays(3));
    collectGarbage();
    assertThat(isSeen(staffGuid, Oids.SHOW_RECYCLED)).isFalse();
    assertThat(read(leafGuid, Oids.SHOW_DELETED).getAttribute("lastKnownParent")).isNull();
    undelete(leafGuid, "CN=leaf," + USERS);
  }

  @Test
  void computedTimesTellSinceWhen() throws Exception {
    admin.delete(user);
    SearchRequest request =
        new SearchRequest(
            byGuid(guid),
            SearchScope.BASE,
            "(objectClass=*)",
            "msDS-LocalEffectiveDeletionTime",
            "msDS-LocalEffectiveRecycleTime");
    request.addControl(new Control(Oids.SHOW_RECYCLED, true));
    assertThat(admin.searchForEntry(request).getAttributeValue("msDS-LocalEffectiveDeletionTime"))
        .matches("\\d{14}\\.0Z");
    assertThat(admin.searchForEntry(request).getAttributeValue("msDS-LocalEffectiveRecycleTime"))
        .isNull();
    recycle(guid);
    assertThat(admin.searchForEntry(request).getAttributeValue("msDS-LocalEffectiveRecycleTime"))
        .matches("\\d{14}\\.0Z");
  }
}
